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
final class CredentialsLookup extends FutureTask<@Nullable ScpCredentials> implements Lookup {

    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    /**
     * Makes a lookup.
     *
     * @param provider whom to ask
     * @param refused what the platform has refused of what the provider gave before, or null
     */
    CredentialsLookup(ScpCredentialsProvider provider, @Nullable ScpCredentials refused) {
        super(() -> refused == null ? provider.credentials() : provider.renewed(refused));
    }

    @Override
    public void run() {
        super.run();
        boolean ignored = Thread.interrupted(); // belongs to this lookup, not to the next one on this thread
    }

    @Override
    protected void done() {
        over.complete(null);
    }

    @Override
    public void start(ClientState state) {
        state.start(this);
    }

    @Override
    public void cancel(ClientState state) {
        state.cancel(this);
    }

    /** Completes normally once the provider has returned or the lookup was cancelled. */
    @Override
    public CompletableFuture<@Nullable Void> over() {
        return over;
    }
}
