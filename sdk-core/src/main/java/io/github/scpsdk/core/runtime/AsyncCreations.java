// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.Ensured;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.Verification;
import io.github.scpsdk.core.internal.call.ClientState;
import io.github.scpsdk.core.schema.CreationSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final Tenant tenant;

    private AsyncCreations(C client, PlatformTime time, AsyncWaiters waits, Tenant tenant) {
        this.client = client;
        this.time = time;
        this.waits = waits;
        this.tenant = tenant;
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
                executor == null ? client : view.apply(time::noted),
                time,
                AsyncWaiters.of(executor),
                Tenant.of(client, executor));
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

    /**
     * Adopts what has a name, or creates it. Calls for the same name in this process follow one another. Completing the
     * future from outside prevents the create, but does not end it: other calls may wait for what it makes.
     *
     * @param spec how it is found
     * @param request what is to exist
     * @param list lists what there is
     * @param create creates it
     * @param made reads the id in the response of the create
     * @param <R> the body
     * @param <I> what is listed
     * @param <A> the response of the create
     * @return completes with what exists now
     */
    public <R, I, A> CompletableFuture<Ensured> ifAbsent(
            CreationSpec<R, I> spec,
            R request,
            BiFunction<? super C, Consumer<I>, CompletableFuture<@Nullable Void>> list,
            Supplier<CompletableFuture<A>> create,
            Function<? super A, ? extends @Nullable String> made) {
        return Futures.of(() -> {
            Adoption<R, I, A> adoption = new Adoption<>(spec, request, made, tenant.secrets());
            return new Ensuring<>(adoption, list, create).begin(Turn.take(tenant.key(spec, request), request));
        });
    }

    /** Drives one call that adopts or creates. */
    @SuppressWarnings(
            "FutureReturnValueIgnored") // what is ignored cannot fail; the next stage takes a future out of another
    private final class Ensuring<I, A> {

        private final Adoption<?, I, A> adoption;
        private final BiFunction<? super C, Consumer<I>, CompletableFuture<@Nullable Void>> list;
        private final Supplier<CompletableFuture<A>> create;
        private final AsyncWaiters.Threads threads = waits.threads();
        private final CompletableFuture<Ensured> result = new CompletableFuture<>();

        Ensuring(
                Adoption<?, I, A> adoption,
                BiFunction<? super C, Consumer<I>, CompletableFuture<@Nullable Void>> list,
                Supplier<CompletableFuture<A>> create) {
            this.adoption = adoption;
            this.list = list;
            this.create = create;
        }

        CompletableFuture<Ensured> begin(Turn turn) {
            CompletableFuture<?> comes = turn.comes();
            // at once on this thread, later not on that of the call before
            comes.thenComposeAsync(now -> ensured(turn), comes.isDone() ? Runnable::run : threads.polls())
                    .whenComplete((ensured, thrown) -> {
                        if (thrown == null) {
                            turn.end(ensured);
                            threads.completions().execute(() -> result.complete(ensured));
                        } else {
                            Throwable failure = Steps.unwrapped(thrown);
                            turn.fail(failure);
                            threads.completions().execute(() -> result.completeExceptionally(failure));
                        }
                    });
            return result;
        }

        private CompletableFuture<Ensured> ensured(Turn turn) {
            Ensured shared = turn.shared();
            if (shared != null) {
                return CompletableFuture.completedFuture(shared);
            }
            return listed().thenCompose(nothing -> {
                Ensured there = adoption.result();
                if (there == null && result.isDone()) { // nobody wants it any more
                    throw new CancellationException();
                }
                return there == null ? created() : CompletableFuture.completedFuture(there);
            });
        }

        private CompletableFuture<@Nullable Void> listed() {
            adoption.begin();
            return Futures.of(() -> list.apply(client, adoption::see));
        }

        private CompletableFuture<Ensured> created() {
            return create.get()
                    .handle((response, thrown) -> {
                        Throwable failure = thrown == null ? null : Steps.unwrapped(thrown);
                        if (failure != null && !Adoption.mayHaveMade(failure)) {
                            return CompletableFuture.<Ensured>failedFuture(failure);
                        }
                        Ensured created = failure == null ? adoption.created(response) : null;
                        if (created != null) {
                            return CompletableFuture.completedFuture(created);
                        }
                        ScpException doubt = failure == null ? adoption.withoutId() : (ScpException) failure;
                        return resolved(doubt, waits.timer.nanos());
                    })
                    .thenCompose(Function.identity());
        }

        private CompletableFuture<Ensured> resolved(ScpException doubt, long start) {
            return listed().thenApply(nothing -> Optional.ofNullable(adoption.resolved()))
                    .handle((resolved, thrown) -> {
                        if (thrown != null) { // what has to be known is the doubt
                            return CompletableFuture.<Ensured>failedFuture(
                                    adoption.unresolved(doubt, Steps.unwrapped(thrown)));
                        }
                        if (resolved.isPresent()) {
                            return CompletableFuture.completedFuture(resolved.get());
                        }
                        long elapsed = waits.timer.nanos() - start;
                        long pause = Search.pause(elapsed, Creations.PATIENCE.toNanos());
                        return pause > 0
                                ? resolvedAfter(pause, doubt, start)
                                : CompletableFuture.<Ensured>failedFuture(adoption.unresolved(doubt, elapsed));
                    })
                    .thenCompose(Function.identity());
        }

        private CompletableFuture<Ensured> resolvedAfter(long pause, ScpException doubt, long start) {
            return waits.pause
                    .apply(pause)
                    .handleAsync(
                            (over, closed) -> closed == null
                                    ? resolved(doubt, start)
                                    : CompletableFuture.<Ensured>failedFuture(doubt),
                            threads.polls())
                    .thenCompose(Function.identity());
        }
    }
}
