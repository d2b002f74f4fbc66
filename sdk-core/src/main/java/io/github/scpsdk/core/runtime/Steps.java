// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.internal.call.CallFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the future that the application gets, and the one step under way for it. Completing the future from outside
 * ends the step.
 */
final class Steps<R extends @Nullable Object> {

    final CompletableFuture<R> future = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<?> underWay;

    @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stage does cannot fail
    Steps() {
        future.whenComplete((result, failure) -> {
            CompletableFuture<?> current = underWay;
            if (current != null) {
                current.cancel(true);
            }
        });
    }

    /**
     * Sets what follows a step.
     *
     * @param whenDone runs it if the step is over already, because the current thread has other work
     */
    <A extends @Nullable Object> void next(
            CompletableFuture<A> step, Executor whenDone, Consumer<A> responded, Consumer<Throwable> failed) {
        underWay = step;
        if (future.isDone()) { // meanwhile
            step.cancel(true);
            return;
        }
        CallFuture.then(step, whenDone, (response, failure) -> {
            try {
                if (future.isDone()) {
                    return;
                }
                if (failure == null) {
                    responded.accept(response);
                } else {
                    failed.accept(unwrapped(failure));
                }
            } catch (Throwable e) {
                fail(e);
            }
        });
    }

    /** Unwraps a failure, because stages of another implementation wrap it. */
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    void fail(Throwable failure) {
        future.completeExceptionally(failure);
    }
}
