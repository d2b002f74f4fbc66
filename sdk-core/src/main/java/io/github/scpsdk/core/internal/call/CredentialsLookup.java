// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application's credentials provider on behalf of one call. The provider may never return; cancelling
 * interrupts it.
 */
final class CredentialsLookup extends FutureTask<@Nullable ScpCredentials> {

    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private final @Nullable ClassLoader callers;

    /**
     * Makes a lookup.
     *
     * @param provider the provider to ask
     * @param callers the class loader that the provider is to find in its thread, as it would on the thread that makes
     *     the call
     */
    CredentialsLookup(ScpCredentialsProvider provider, @Nullable ClassLoader callers) {
        super(provider::credentials);
        this.callers = callers;
    }

    @Override
    public void run() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(callers);
        super.run();
        thread.setContextClassLoader(before);
        boolean ignored = Thread.interrupted(); // belongs to this lookup, not to the next one on this thread
    }

    @Override
    protected void done() {
        over.complete(null);
    }

    /** Completes normally once the provider has returned or the lookup was cancelled. */
    CompletableFuture<@Nullable Void> over() {
        return over;
    }
}
