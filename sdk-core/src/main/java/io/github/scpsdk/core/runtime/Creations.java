// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.Ensured;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.Verification;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.schema.CreationSpec;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a create made, and creates only what does not exist, on the calling thread. Generated clients call this with their own public methods.
 * Thread-safe.
 *
 * @param <C> the client
 */
public final class Creations<C> {

    /** How long something that was just made may be missing in a list, and a request that broke off be under way. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String INTERRUPTED = "the thread was interrupted";

    private final C client;
    private final PlatformTime time;
    private final Timer timer;
    private final Tenant tenant;

    private Creations(C client, PlatformTime time, Timer timer, Tenant tenant) {
        this.client = client;
        this.time = time;
        this.timer = timer;
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
    public static <C> Creations<C> of(
            C client, @Nullable CallExecutor executor, Function<Consumer<CallOptions.Builder>, C> view) {
        PlatformTime time = new PlatformTime(executor);
        return executor == null
                ? new Creations<>(client, time, Timer.REAL, Tenant.of(client, null))
                : new Creations<>(
                        view.apply(time::noted),
                        time,
                        executor.pipeline().config().internals().timer(),
                        Tenant.of(client, executor));
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
     * @return what may be it
     */
    public <R, I> Verification<I> verify(
            CreationSpec<R, I> spec,
            R request,
            OutcomeUnknownException doubt,
            Duration patience,
            Function<? super C, ? extends Iterable<I>> list) {
        Search<R, I> search = new Search<>(spec, request, doubt, patience, time);
        long start = timer.nanos();
        while (true) {
            search.begin();
            list.apply(client).forEach(search::see);
            Verification<I> found = search.result();
            long pause = search.pause(timer.nanos() - start);
            if (!found.isAbsent() || pause <= 0) {
                return found;
            }
            try {
                timer.pause(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw search.stopped(INTERRUPTED, e, timer.nanos() - start);
            }
        }
    }

    /**
     * Adopts what has a name, or creates it. Calls for the same name in this process follow one another.
     *
     * @param spec how it is found
     * @param request what is to exist
     * @param list lists what there is
     * @param create creates it
     * @param made reads the id in the response of the create
     * @param <R> the body
     * @param <I> what is listed
     * @param <A> the response of the create
     * @return what exists now
     */
    public <R, I, A> Ensured ifAbsent(
            CreationSpec<R, I> spec,
            R request,
            Function<? super C, ? extends Iterable<I>> list,
            Supplier<A> create,
            Function<? super A, ? extends @Nullable String> made) {
        Adoption<R, I, A> adoption = new Adoption<>(spec, request, made, tenant.secrets());
        Turn turn = Turn.take(tenant.key(spec, request), request);
        try {
            Object unused = turn.comes().get();
        } catch (InterruptedException e) {
            turn.giveUp();
            Thread.currentThread().interrupt();
            throw adoption.interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // a turn always comes
        }
        try {
            Ensured ensured = turn.shared();
            if (ensured == null) {
                adoption.begin();
                list.apply(client).forEach(adoption::see);
                ensured = adoption.result();
            }
            if (ensured == null) {
                ensured = created(adoption, list, create);
            }
            turn.end(ensured);
            return ensured;
        } catch (Throwable e) {
            turn.fail(e);
            throw e;
        }
    }

    private <R, I, A> Ensured created(
            Adoption<R, I, A> adoption, Function<? super C, ? extends Iterable<I>> list, Supplier<A> create) {
        ScpException doubt;
        try {
            Ensured created = adoption.created(create.get());
            if (created != null) {
                return created;
            }
            doubt = adoption.withoutId();
        } catch (OutcomeUnknownException | ScpDecodingException e) {
            doubt = e;
        }
        try {
            return resolved(adoption, list, doubt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw doubt;
        }
    }

    private <R, I> Ensured resolved(
            Adoption<R, I, ?> adoption, Function<? super C, ? extends Iterable<I>> list, ScpException doubt)
            throws InterruptedException {
        long start = timer.nanos();
        while (true) {
            Ensured resolved;
            try {
                adoption.begin();
                list.apply(client).forEach(adoption::see);
                resolved = adoption.resolved();
            } catch (ScpException e) { // what has to be known is the doubt
                throw adoption.unresolved(doubt, e);
            }
            if (resolved != null) {
                return resolved;
            }
            long elapsed = timer.nanos() - start;
            long pause = Search.pause(elapsed, Timer.nanos(PATIENCE));
            if (pause <= 0) {
                throw adoption.unresolved(doubt, elapsed);
            }
            timer.pause(pause);
        }
    }
}
