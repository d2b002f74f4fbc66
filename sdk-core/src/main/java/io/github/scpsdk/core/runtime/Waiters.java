// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.WaitProgress;
import io.github.scpsdk.core.internal.log.Loggers;
import io.github.scpsdk.core.internal.waiting.LatestRun;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.internal.waiting.WaitState;
import io.github.scpsdk.core.schema.WaiterSpec;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Waits on the calling thread. Generated waiters call this with the public methods of their client. Thread-safe.
 */
public final class Waiters {

    private static final Logger LOG = Loggers.WAITING;

    private static final String INTERRUPTED = "the thread was interrupted";

    private static final Waiters REAL =
            new Waiters(Timer.REAL, () -> ThreadLocalRandom.current().nextDouble());

    private final Timer timer;
    private final DoubleSupplier random;

    /**
     * Asks once for the state of a resource.
     *
     * @param <T> what it shows
     */
    @FunctionalInterface
    public interface Poll<T> {

        /**
         * Polls.
         *
         * @param within in which time to end, more than zero
         * @return null when it is not there
         */
        @Nullable
        T at(Duration within);
    }

    /**
     * Lists the runs of something.
     *
     * @param <A> the list, or the response that has it
     */
    @FunctionalInterface
    public interface History<A> {

        /**
         * Lists.
         *
         * @param within in which time to end, more than zero
         * @param period the time in which the runs began
         * @return the runs, those that are listed
         */
        A at(Duration within, Period period);
    }

    /**
     * Shows a run of a history.
     *
     * @param <I> an entry of the history
     * @param <T> what is shown of it
     */
    @FunctionalInterface
    public interface Show<I, T> {

        /**
         * Shows.
         *
         * @param within in which time to end, more than zero
         * @param run the entry
         * @return what is shown of it
         */
        T at(Duration within, I run);
    }

    Waiters(Timer timer, DoubleSupplier random) {
        this.timer = timer;
        this.random = random;
    }

    /**
     * Waits until a state is reached.
     *
     * @param waiter what to wait for
     * @param after the operation that was to bring it about, if the wait comes right after it
     * @param resource id of what is waited for
     * @param options limit, interval, listener
     * @param poll shows the state
     * @param <T> what a poll shows
     * @return what the last poll showed
     */
    public static <T> T until(
            WaiterSpec<T> waiter, @Nullable After after, String resource, WaitOptions options, Poll<T> poll) {
        return Objects.requireNonNull(REAL.run(state(waiter, after, resource, options), options, poll));
    }

    /**
     * Waits until something is gone.
     *
     * @param waiter what to wait for
     * @param after the operation that was to bring it about, if the wait comes right after it
     * @param resource id of what is waited for
     * @param options limit, interval, listener
     * @param poll shows whether it is there, and the state
     * @param <T> what a poll shows
     */
    public static <T> void untilGone(
            WaiterSpec<T> waiter, @Nullable After after, String resource, WaitOptions options, Poll<T> poll) {
        REAL.run(state(waiter, after, resource, options), options, poll);
    }

    /**
     * Waits until the latest run of something has ended; after an operation that starts one, the run that was not there
     * before.
     *
     * @param waiter what to wait for
     * @param after the operation that starts the run; null to wait for the latest one
     * @param resource id of what the run is of
     * @param options limit, interval, listener
     * @param history lists the runs
     * @param began when a run began, null for one that is still to begin
     * @param show shows a run
     * @param <I> an entry of the history
     * @param <T> what is shown of a run
     * @return what the last poll showed
     */
    public static <I, T> T untilRunEnds(
            WaiterSpec<T> waiter,
            @Nullable After after,
            String resource,
            WaitOptions options,
            History<List<I>> history,
            Function<? super I, ? extends @Nullable Comparable<?>> began,
            Show<I, T> show) {
        return REAL.runEnds(waiter, after, resource, options, history, began, show);
    }

    <I, T> T runEnds(
            WaiterSpec<T> waiter,
            @Nullable After after,
            String resource,
            WaitOptions options,
            History<List<I>> history,
            Function<? super I, ? extends @Nullable Comparable<?>> began,
            Show<I, T> show) {
        Objects.requireNonNull(options, "options");
        OffsetDateTime begin = Period.now();
        LatestRun<I> latest = new LatestRun<>(began, After.expected(after));
        if (after != null && After.starts(after)) {
            latest.leaveOut(history.at(WaitState.MAX_POLL, Period.since(begin)));
            after.start();
        }
        return Objects.requireNonNull(run(
                new WaitState<>(waiter, resource, options, After.operation(after)), options, within -> {
                    long start = timer.nanos();
                    I run = latest.in(history.at(within, Period.since(begin)));
                    return run == null ? null : show.at(left(within, timer.nanos() - start), run);
                }));
    }

    /** Returns what is left of the time for a poll that takes two calls. */
    static Duration left(Duration within, long elapsed) {
        return Duration.ofNanos(Math.max(1, within.toNanos() - elapsed));
    }

    static <T> WaitState<T> state(WaiterSpec<T> waiter, @Nullable After after, String resource, WaitOptions options) {
        return new WaitState<>(waiter, resource, options, After.operation(after), After.expected(after));
    }

    /**
     * Sets how long a delete is repeated while the platform refuses it.
     *
     * @param wait the options of the wait after it
     * @return sets that on the options of a call
     */
    public static Consumer<CallOptions.Builder> settling(WaitOptions wait) {
        Duration limit = wait.limit();
        Duration conflicts = wait.retryConflicts();
        return call -> call.retryConflicts(limit != null && limit.compareTo(conflicts) < 0 ? limit : conflicts);
    }

    /**
     * Finds the item of a list that has an id.
     *
     * @param items the list
     * @param id where an item has its id
     * @param wanted the id
     * @param <T> type of the items
     * @return null when it is not listed
     */
    public static <T> @Nullable T find(
            List<T> items, Function<? super T, ? extends @Nullable Object> id, String wanted) {
        for (T item : items) {
            if (wanted.equals(id.apply(item))) {
                return item;
            }
        }
        return null;
    }

    /**
     * Leaves out the entries of a list that lack something.
     *
     * @param entries the list
     * @param field what they need to have
     * @param <I> type of the entries
     * @return those that have it
     */
    public static <I> List<I> having(List<I> entries, Function<? super I, ? extends @Nullable Object> field) {
        return entries.stream().filter(entry -> field.apply(entry) != null).toList();
    }

    <T> @Nullable T run(WaitState<T> state, WaitOptions options, Poll<T> poll) {
        long start = timer.nanos();
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw state.stopped(INTERRUPTED, null, timer.nanos() - start);
            }
            WaitState.Step<T> step;
            try {
                T shown = poll.at(state.within(timer.nanos() - start));
                step = state.saw(shown, timer.nanos() - start, random.getAsDouble());
            } catch (ScpException e) {
                step = state.failedPoll(e, timer.nanos() - start, random.getAsDouble());
            }
            tell(options.onState(), state.progress());
            if (step instanceof WaitState.Reached<T> reached) {
                return reached.shown();
            }
            if (step instanceof WaitState.Ended<T> ended) {
                throw ended.failure();
            }
            try {
                timer.pause(((WaitState.Again<T>) step).nanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw state.stopped(INTERRUPTED, e, timer.nanos() - start);
            }
        }
    }

    /** Tells the listener of a wait. A listener that fails does not end the wait. */
    static void tell(@Nullable Consumer<WaitProgress> listener, WaitProgress progress) {
        if (listener == null) {
            return;
        }
        try {
            listener.accept(progress);
        } catch (Throwable e) {
            LOG.warn("{}: the listener of a wait threw; the wait goes on", progress.waiter(), e);
        }
    }
}
