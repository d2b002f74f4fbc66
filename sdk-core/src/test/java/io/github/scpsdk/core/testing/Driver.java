// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The two ways to carry out a call, of which everything is to hold alike. */
public enum Driver {
    BLOCKING {
        @Override
        public <R> R call(CallExecutor executor, Operation<R> operation, Arguments arguments) {
            return executor.execute(operation, arguments);
        }
    },
    ASYNC {
        @Override
        public <R> R call(CallExecutor executor, Operation<R> operation, Arguments arguments) {
            return joined(executor.executeAsync(operation, arguments));
        }
    };

    /** What a future completes with, failures as they are. */
    public static <R> R joined(CompletableFuture<R> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Carries it out and waits for the end. */
    public abstract <R> R call(CallExecutor executor, Operation<R> operation, Arguments arguments);
}
