// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Waits for a login on behalf of one call. Other calls wait for the same login, so that cancelling ends only the wait. */
final class SessionLookup implements Lookup {

    private final CompletableFuture<Sessions.Session> login;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stage does cannot fail
    SessionLookup(CompletableFuture<Sessions.Session> login) {
        this.login = login;
        login.whenComplete((session, failure) -> over.complete(null));
    }

    CompletableFuture<Sessions.Session> login() {
        return login;
    }

    @Override
    public void start(ClientState state) {
        // whoever needed it first has started it
    }

    @Override
    public void cancel(ClientState state) {
        over.complete(null);
    }

    @Override
    public CompletableFuture<@Nullable Void> over() {
        return over;
    }
}
