// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.Verification;
import io.github.scpsdk.core.internal.call.ClientState;
import io.github.scpsdk.core.schema.CreationSpec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@link Creations} does without holding a thread. Generated clients call this with their own public methods.
 * Thread-safe.
 *
 * @param <C> the client
 */
public final class AsyncCreations<C> {

    private final C client;
    private final PlatformTime time;
    private final AsyncWaiters waits;

    private AsyncCreations(C client, PlatformTime time, AsyncWaiters waits) {
        this.client = client;
        this.time = time;
        this.waits = waits;
    }

    /**
     * Finds what a client creates.
     *
     * @param client the client, or another implementation of it
     * @param executor the executor of the client; null for another implementation
     * @param view makes a view of the client with other options
     * @param <C> the client
     * @return finds what it creates
     */
    public static <C> AsyncCreations<C> of(
            C client, @Nullable CallExecutor executor, Function<Consumer<CallOptions.Builder>, C> view) {
        PlatformTime time = new PlatformTime(executor);
        return new AsyncCreations<>(
                executor == null ? client : view.apply(time::noted), time, AsyncWaiters.of(executor));
    }

    /**
     * Reads the items of a list that has no pages.
     *
     * @param response the response with the list
     * @param items reads the list
     * @param each receives the items
     * @param <A> the response
     * @param <I> what is listed
     * @return completes with null; completing it from outside ends the call
     */
    public static <A, I> CompletableFuture<@Nullable Void> each(
            CompletableFuture<A> response, Function<? super A, ? extends Iterable<I>> items, Consumer<? super I> each) {
        Steps<@Nullable Void> steps = new Steps<>();
        steps.next(
                response,
                Runnable::run,
                listed -> {
                    items.apply(listed).forEach(each);
                    steps.future.complete(null);
                },
                steps::fail);
        return steps.future;
    }

    /**
     * Finds out what a create made whose outcome is unknown.
     *
     * @param spec how it is found
     * @param request the body that was sent; anything when there was none
     * @param doubt what the create threw
     * @param patience how long to look again while nothing is found
     * @param list lists what there is
     * @param <R> the body
     * @param <I> what is listed
     * @return completes with what may be it
     */
    public <R, I> CompletableFuture<Verification<I>> verify(
            CreationSpec<R, I> spec,
            R request,
            OutcomeUnknownException doubt,
            Duration patience,
            BiFunction<? super C, Consumer<I>, CompletableFuture<@Nullable Void>> list) {
        return Futures.of(() -> {
            Search<R, I> search = new Search<>(spec, request, doubt, patience, time);
            Steps<Verification<I>> steps = new Steps<>();
            look(search, list, steps, waits.threads(), waits.timer.nanos());
            return steps.future;
        });
    }

    private <R, I> void look(
            Search<R, I> search,
            BiFunction<? super C, Consumer<I>, CompletableFuture<@Nullable Void>> list,
            Steps<Verification<I>> steps,
            AsyncWaiters.Threads threads,
            long start) {
        search.begin();
        steps.next(
                Futures.of(() -> list.apply(client, search::see)),
                threads.completions(),
                nothing -> {
                    Verification<I> found = search.result();
                    long pause = search.pause(waits.timer.nanos() - start);
                    if (!found.isAbsent() || pause <= 0) {
                        steps.future.complete(found);
                        return;
                    }
                    steps.next(
                            waits.pause.apply(pause),
                            Runnable::run,
                            over -> threads.polls().execute(() -> look(search, list, steps, threads, start)),
                            closed -> threads.completions()
                                    .execute(() -> steps.fail(
                                            search.stopped(ClientState.CLOSED, null, waits.timer.nanos() - start))));
                },
                steps::fail);
    }
}
