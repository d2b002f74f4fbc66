// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Is the future of a call, and knows where it completes.
 *
 * @param <R> what the call returns
 */
public final class CallFuture<R extends @Nullable Object> extends CompletableFuture<R> {

    private final CallerContext caller;
    private final Executor completions;

    CallFuture(CallerContext caller, Executor completions) {
        this.caller = caller;
        this.completions = completions;
    }

    /** Returns the context of the thread that made the call. */
    public CallerContext caller() {
        return caller;
    }

    /** Returns where the future completes. */
    public Executor completions() {
        return completions;
    }

    /**
     * Runs an action behind a future, where it completes.
     *
     * @param whenDone runs the action if the future has completed already: the current thread must not run it
     */
    @SuppressWarnings({"FutureReturnValueIgnored", "NullAway"}) // a response is null where A says so
    public static <A extends @Nullable Object> void then(
            CompletableFuture<A> future, Executor whenDone, BiConsumer<A, @Nullable Throwable> next) {
        Thread caller = Thread.currentThread();
        AtomicBoolean returned = new AtomicBoolean();
        future.whenComplete((response, failure) -> {
            if (Thread.currentThread() == caller && !returned.get()) {
                whenDone.execute(() -> next.accept(response, failure));
            } else {
                next.accept(response, failure);
            }
        });
        returned.set(true);
    }
}
