// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.Verification;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.schema.CreationSpec;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a create made, on the calling thread. Generated clients call this with their own public methods.
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

    private Creations(C client, PlatformTime time, Timer timer) {
        this.client = client;
        this.time = time;
        this.timer = timer;
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
                ? new Creations<>(client, time, Timer.REAL)
                : new Creations<>(
                        view.apply(time::noted),
                        time,
                        executor.pipeline().config().internals().timer());
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
}
