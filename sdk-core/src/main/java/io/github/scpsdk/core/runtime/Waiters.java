// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.WaitProgress;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.internal.waiting.WaitState;
import io.github.scpsdk.core.schema.WaiterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits on the calling thread. Generated waiters call this with the public methods of their client. Thread-safe.
 */
public final class Waiters {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.waiting");

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

    Waiters(Timer timer, DoubleSupplier random) {
        this.timer = timer;
        this.random = random;
    }

    /**
     * Waits until a state is reached.
     *
     * @param waiter what to wait for
     * @param carriedOut the operation that was to bring it about, if the wait comes right after it
     * @param resource id of what is waited for
     * @param options limit, interval, listener
     * @param poll shows the state
     * @param <T> what a poll shows
     * @return what the last poll showed
     */
    public static <T> T until(
            WaiterSpec<T> waiter, @Nullable String carriedOut, String resource, WaitOptions options, Poll<T> poll) {
        return Objects.requireNonNull(REAL.run(new WaitState<>(waiter, resource, options, carriedOut), options, poll));
    }

    /**
     * Waits until something is gone.
     *
     * @param waiter what to wait for
     * @param carriedOut the operation that was to bring it about, if the wait comes right after it
     * @param resource id of what is waited for
     * @param options limit, interval, listener
     * @param poll shows whether it is there, and the state
     * @param <T> what a poll shows
     */
    public static <T> void untilGone(
            WaiterSpec<T> waiter, @Nullable String carriedOut, String resource, WaitOptions options, Poll<T> poll) {
        REAL.run(new WaitState<>(waiter, resource, options, carriedOut), options, poll);
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
