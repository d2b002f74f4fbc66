// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.WaitProgress;
import io.github.scpsdk.core.internal.call.AsyncCall;
import io.github.scpsdk.core.internal.call.CallerContext;
import io.github.scpsdk.core.internal.call.ClientState;
import io.github.scpsdk.core.internal.waiting.LatestRun;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.internal.waiting.WaitState;
import io.github.scpsdk.core.schema.WaiterSpec;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits without holding a thread, by the decisions of {@link WaitState} as {@link Waiters} does. Generated waiters call
 * this with the public methods of their asynchronous client. Thread-safe.
 */
public final class AsyncWaiters {

    private static final AsyncWaiters FOR_FOREIGN_CLIENTS = new AsyncWaiters(
            Timer.REAL,
            () -> ThreadLocalRandom.current().nextDouble(),
            nanos -> new CompletableFuture<@Nullable Void>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS),
            ForkJoinPool.commonPool(),
            ForkJoinPool.commonPool(),
            List.of());

    final Timer timer;
    private final DoubleSupplier random;
    final LongFunction<CompletableFuture<@Nullable Void>> pause;
    private final Executor polls;
    private final Executor completions;
    private final List<CallListener> listeners;

    /**
     * Asks once for the state of a resource.
     *
     * @param <A> the response
     */
    @FunctionalInterface
    public interface Poll<A> {

        /**
         * Polls.
         *
         * @param within in which time to end, more than zero
         * @return cancelling it ends the poll
         */
        CompletableFuture<A> at(Duration within);
    }

    /**
     * Makes waiters.
     *
     * @param timer says how long a wait has lasted
     * @param random from 0 to 1, makes pauses longer or shorter
     * @param pause completes after so many nanoseconds, with an exception when the client is closed; on any thread
     * @param polls begins polls
     * @param completions runs what the application is to see
     * @param listeners capture what the caller's thread carries
     */
    AsyncWaiters(
            Timer timer,
            DoubleSupplier random,
            LongFunction<CompletableFuture<@Nullable Void>> pause,
            Executor polls,
            Executor completions,
            List<CallListener> listeners) {
        this.timer = timer;
        this.random = random;
        this.pause = pause;
        this.polls = polls;
        this.completions = completions;
        this.listeners = listeners;
    }

    /**
     * Makes the waiters of a client. Closing the client ends their waits.
     *
     * @param client null for an implementation of the client that is not the SDK's own
     * @return the waits
     */
    public static AsyncWaiters of(@Nullable CallExecutor client) {
        return client == null
                ? FOR_FOREIGN_CLIENTS
                : new AsyncWaiters(
                        client.pipeline().config().internals().timer(),
                        client.pipeline().config().internals().random(),
                        client.pipeline()::pause,
                        client.pipeline().state().polls(),
                        task -> client.pipeline().completeLater("A wait", task),
                        client.pipeline().config().defaults().listeners());
    }

    /**
     * Waits until a state is reached.
     *
     * @param waiter what to wait for
     * @param after the operation that was to bring it about, if the wait comes right after it
     * @param resource id of what is waited for
     * @param options limit, interval, listener
     * @param poll asks for the state
     * @param read what a response shows; null when it is not there
     * @param <A> the response of a poll
     * @param <T> what a poll shows
     * @return completes with what the last poll showed, or with what {@link Waiters#until} throws
     */
    public <A, T> CompletableFuture<T> until(
            WaiterSpec<T> waiter,
            @Nullable After after,
            String resource,
            WaitOptions options,
            Poll<A> poll,
            Function<? super A, ? extends @Nullable T> read) {
        return Futures.of(() ->
                begin(Waiters.state(waiter, after, resource, options), options, poll, read, Objects::requireNonNull));
    }

    /**
     * Waits until something is gone.
     *
     * @param waiter what to wait for
     * @param after the operation that was to bring it about, if the wait comes right after it
     * @param resource id of what is waited for
     * @param options limit, interval, listener
     * @param poll asks whether it is there, and for the state
     * @param read what a response shows; null when it is not there
     * @param <A> the response of a poll
     * @param <T> what a poll shows
     * @return completes with null, or with what {@link Waiters#untilGone} throws
     */
    public <A, T> CompletableFuture<@Nullable Void> untilGone(
            WaiterSpec<T> waiter,
            @Nullable After after,
            String resource,
            WaitOptions options,
            Poll<A> poll,
            Function<? super A, ? extends @Nullable T> read) {
        return Futures.of(
                () -> begin(Waiters.state(waiter, after, resource, options), options, poll, read, shown -> null));
    }

    /**
     * Waits until the latest run of something has ended; after an operation that starts one, the run that was not there
     * before.
     *
     * @param waiter what to wait for
     * @param after the operation that starts the run; null to wait for the latest one
     * @param resource id of what the run is of
     * @param options limit, interval, listener
     * @param history asks for the runs
     * @param read the runs in a response
     * @param began when a run began, null for one that is still to begin
     * @param show asks for a run
     * @param <A> the response with the runs
     * @param <I> an entry of the history
     * @param <T> what is shown of a run
     * @return completes with what the last poll showed, or with what {@link Waiters#untilRunEnds} throws
     */
    public <A, I, T> CompletableFuture<T> untilRunEnds(
            WaiterSpec<T> waiter,
            @Nullable After after,
            String resource,
            WaitOptions options,
            Waiters.History<CompletableFuture<A>> history,
            Function<? super A, ? extends List<I>> read,
            Function<? super I, ? extends @Nullable Comparable<?>> began,
            Waiters.Show<I, CompletableFuture<T>> show) {
        return Futures.of(() -> {
            Objects.requireNonNull(options, "options");
            OffsetDateTime begin = Period.now();
            LatestRun<I> latest = new LatestRun<>(began, After.expected(after));
            Poll<T> poll = within -> inHistory(within, history.at(within, Period.since(begin)), read, latest, show);
            Supplier<CompletableFuture<T>> wait = () -> begin(
                    new WaitState<>(waiter, resource, options, After.operation(after)),
                    options,
                    poll,
                    shown -> shown,
                    Objects::requireNonNull);
            if (after == null || !After.starts(after)) {
                return wait.get();
            }
            Steps<T> steps = new Steps<>();
            steps.next(
                    history.at(WaitState.MAX_POLL, Period.since(begin)),
                    Runnable::run,
                    before -> {
                        latest.leaveOut(read.apply(before));
                        steps.next(
                                after.startAsync(),
                                Runnable::run,
                                started -> steps.next(wait.get(), Runnable::run, steps.future::complete, steps::fail),
                                steps::fail);
                    },
                    steps::fail);
            return steps.future;
        });
    }

    /** Shows the latest run in a history; null where there is none. */
    @SuppressWarnings("NullAway") // a poll that shows nothing
    private <A, I, T> CompletableFuture<T> inHistory(
            Duration within,
            CompletableFuture<A> history,
            Function<? super A, ? extends List<I>> read,
            LatestRun<I> latest,
            Waiters.Show<I, CompletableFuture<T>> show) {
        long start = timer.nanos();
        Steps<T> steps = new Steps<>();
        steps.next(
                history,
                Runnable::run,
                listed -> {
                    I run = latest.in(read.apply(listed));
                    if (run == null) {
                        steps.future.complete(null);
                    } else {
                        steps.next(
                                show.at(Waiters.left(within, timer.nanos() - start), run),
                                Runnable::run,
                                steps.future::complete,
                                steps::fail);
                    }
                },
                steps::fail);
        return steps.future;
    }

    /**
     * Carries out an operation and waits for what it brings about.
     *
     * @param options how to wait; checked before anything is carried out
     * @param operation calls it
     * @param wait begins the wait, with the operation's response
     * @param <A> the response of the operation
     * @param <R> what the wait ends with
     * @return completes with the end of the wait; completing it from outside ends whichever of the two is under way
     */
    public static <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> after(
            WaitOptions options, Supplier<CompletableFuture<A>> operation, Function<A, CompletableFuture<R>> wait) {
        return Futures.of(() -> {
            Objects.requireNonNull(options, "options");
            Steps<R> steps = new Steps<>();
            steps.next(
                    operation.get(),
                    Runnable::run,
                    response -> steps.next(wait.apply(response), Runnable::run, steps.future::complete, steps::fail),
                    steps::fail);
            return steps.future;
        });
    }

    private <A, T, R extends @Nullable Object> CompletableFuture<R> begin(
            WaitState<T> state,
            WaitOptions options,
            Poll<A> poll,
            Function<? super A, ? extends @Nullable T> read,
            Function<@Nullable T, R> result) {
        Wait<A, T, R> wait = new Wait<>(state, options.onState(), poll, read, result);
        wait.endInTime();
        return wait.begin();
    }

    /** Lets tests run without the alarm that ends a wait whose application code does not return. */
    <A, T, R extends @Nullable Object> CompletableFuture<R> run(
            WaitState<T> state,
            WaitOptions options,
            Poll<A> poll,
            Function<? super A, ? extends @Nullable T> read,
            Function<@Nullable T, R> result) {
        return new Wait<>(state, options.onState(), poll, read, result).begin();
    }

    /**
     * Where the steps of one wait run, with what the thread carries that began it.
     *
     * @param polls begins polls
     * @param completions runs what the application is to see
     */
    record Threads(Executor polls, Executor completions) {}

    /** Returns where a wait that begins now runs its steps. */
    Threads threads() {
        CallerContext caller = CallerContext.capture(listeners);
        return new Threads(task -> polls.execute(caller.wrap(task)), task -> completions.execute(caller.wrap(task)));
    }

    /**
     * Drives one wait, one step at a time. Steps that call application code run where futures complete.
     */
    private final class Wait<A, T, R extends @Nullable Object> {

        private final WaitState<T> state;
        private final @Nullable Consumer<WaitProgress> listener;
        private final Poll<A> poll;
        private final Function<? super A, ? extends @Nullable T> read;
        private final Function<@Nullable T, R> result;
        private final Steps<R> steps = new Steps<>();
        private final long start = timer.nanos();
        private final Threads threads = threads();

        Wait(
                WaitState<T> state,
                @Nullable Consumer<WaitProgress> listener,
                Poll<A> poll,
                Function<? super A, ? extends @Nullable T> read,
                Function<@Nullable T, R> result) {
            this.state = state;
            this.listener = listener;
            this.poll = poll;
            this.read = read;
            this.result = result;
        }

        CompletableFuture<R> begin() {
            poll();
            return steps.future;
        }

        /** Ends the wait when application code inside it does not return. Polls end in time by themselves. */
        void endInTime() {
            // the grace begins when the limit is seen to be over: a process that stood still could not end the poll
            unlessEnded(
                    state.limit(),
                    () -> unlessEnded(
                            AsyncCall.GRACE,
                            () -> threads.completions().execute(() -> steps.fail(state.late(elapsed())))));
        }

        @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stages do cannot fail
        private void unlessEnded(long nanos, Runnable task) {
            CompletableFuture<@Nullable Void> over = pause.apply(nanos);
            over.whenComplete((nothing, closed) -> {
                if (closed == null) {
                    task.run();
                }
            });
            steps.future.whenComplete((end, failure) -> over.cancel(false));
        }

        private void poll() {
            if (steps.future.isDone()) { // during the hand-over
                return;
            }
            Duration within = state.within(elapsed());
            steps.next(
                    Futures.of(() -> Objects.requireNonNull(poll.at(within), "a poll returned no future")),
                    threads.completions(),
                    response -> after(state.saw(read.apply(response), elapsed(), random.getAsDouble())),
                    this::notSeen);
        }

        private void notSeen(Throwable failure) {
            if (failure instanceof ScpException e) {
                after(state.failedPoll(e, elapsed(), random.getAsDouble()));
            } else {
                steps.fail(failure);
            }
        }

        private void after(WaitState.Step<T> step) {
            Waiters.tell(listener, state.progress());
            if (step instanceof WaitState.Reached<T> reached) {
                steps.future.complete(result.apply(reached.shown()));
            } else if (step instanceof WaitState.Ended<T> ended) {
                steps.fail(ended.failure());
            } else {
                steps.next(
                        pause.apply(((WaitState.Again<T>) step).nanos()),
                        Runnable::run,
                        nothing -> threads.polls().execute(this::poll),
                        closed -> threads.completions()
                                .execute(() -> steps.fail(state.stopped(ClientState.CLOSED, null, elapsed()))));
            }
        }

        private long elapsed() {
            return timer.nanos() - start;
        }
    }
}
