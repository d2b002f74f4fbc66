// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells the latest run in a history: of all runs, or of those that were not listed before an operation started one. Runs
 * are told apart by when they began, as the platform writes it, so that no clock of this machine matters. Of runs that
 * began at the same time, those listed last are the older ones. Calls come one after the other.
 *
 * @param <I> an entry of the history
 */
public final class LatestRun<I> {

    private final Function<? super I, ? extends @Nullable Comparable<?>> began;
    private final Predicate<? super I> expected;
    private List<@Nullable Object> before = List.of();

    /**
     * Creates the choice.
     *
     * @param began when a run began; null for one that is still to begin
     * @param expected whether an entry may be the run
     */
    public LatestRun(Function<? super I, ? extends @Nullable Comparable<?>> began, Predicate<? super I> expected) {
        this.began = began;
        this.expected = expected;
    }

    /** Leaves out the runs of this history from now on. */
    public void leaveOut(List<I> history) {
        List<@Nullable Object> times = new ArrayList<>();
        history.forEach(run -> times.add(began.apply(run)));
        before = times;
    }

    /** Returns the latest run, null when there is none. */
    public @Nullable I in(List<I> history) {
        List<@Nullable Object> old = new ArrayList<>(before);
        I latest = null;
        for (int i = history.size() - 1; i >= 0; i--) {
            I run = history.get(i);
            boolean known = old.remove(began.apply(run));
            if (!known && expected.test(run) && (latest == null || !isLater(latest, run))) {
                latest = run;
            }
        }
        return latest;
    }

    /** A run that is still to begin is later than any other. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // a field has one type
    private boolean isLater(I run, I than) {
        Comparable left = began.apply(run);
        Comparable right = began.apply(than);
        return right != null && (left == null || left.compareTo(right) > 0);
    }
}
