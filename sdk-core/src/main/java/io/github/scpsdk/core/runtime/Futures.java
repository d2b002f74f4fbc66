// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes futures of calls. */
public final class Futures {

    private Futures() {}

    /**
     * Begins a call whose arguments are yet to be built. A failure to build them is in the future, too.
     *
     * @param call builds the arguments and makes the call
     * @param <R> what it returns
     * @return its future, or a failed one
     */
    public static <R extends @Nullable Object> CompletableFuture<R> of(Supplier<CompletableFuture<R>> call) {
        try {
            return call.get();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
