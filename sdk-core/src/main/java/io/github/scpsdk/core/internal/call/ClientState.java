// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.internal.auth.ServerClock;
import io.github.scpsdk.core.internal.config.EndpointOverride;
import io.github.scpsdk.core.schema.AuthScheme;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Holds what changes while a client lives. Its views share it. */
public final class ClientState {

    /** Why a call ends that is open when the client is closed. */
    public static final String CLOSED = "the client was closed";

    /** At most this many asynchronous attempts are signed and handed to OkHttp at once. */
    private static final int MAX_ATTEMPTS = 8;

    /** At most this many provider calls run at once, so that a provider that never returns takes no more threads. */
    private static final int MAX_LOOKUPS = 16;

    /** At most this many polls of waits begin at once: a thousand that are due need no thousand threads. */
    private static final int MAX_POLLS = 64;

    private final ClientConfig config;
    private final RetryQuota quota;
    private final ServerClock clock;
    private final boolean trustsDates;
    private final BoundedExecutor attempts;
    private final BoundedExecutor lookups;
    private final BoundedExecutor polls;
    private final Set<OpenCall> open = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> pauses = ConcurrentHashMap.newKeySet();
    private final @Nullable Sessions sessions;
    private volatile boolean closed;

    ClientState(ClientConfig config) {
        this.config = config;
        this.quota = new RetryQuota(config.defaults().retryPolicy().bucketCapacity());
        this.clock = new ServerClock(config.internals().clock());
        Executor threads = config.internals().transport()::run;
        this.attempts = new BoundedExecutor(threads, MAX_ATTEMPTS);
        this.polls = new BoundedExecutor(threads, MAX_POLLS);
        this.lookups = new BoundedExecutor(config.internals().transport().workers(), MAX_LOOKUPS);
        this.trustsDates = config.endpoint().url().isHttps()
                || EndpointOverride.isLoopback(config.endpoint().url());
        this.sessions = config.service().authentication() instanceof AuthScheme.Login scheme
                ? new Sessions(scheme.login(), config.forLogin(scheme.login()), this)
                : null;
    }

    RetryQuota quota() {
        return quota;
    }

    public ServerClock clock() {
        return clock;
    }

    /** Whether the date of a response may correct the clock: not when anyone on the way can have written it. */
    boolean trustsDates() {
        return trustsDates;
    }

    /** Returns where asynchronous attempts begin. */
    BoundedExecutor attempts() {
        return attempts;
    }

    /** Returns where polls of waits begin. A listener runs there, and may block. */
    public BoundedExecutor polls() {
        return polls;
    }

    /** Returns the sessions of the client; null where it needs none. */
    @Nullable
    Sessions sessions() {
        return sessions;
    }

    /** Starts a credentials lookup, now or when fewer are running. */
    void start(CredentialsLookup lookup) {
        try {
            lookups.execute(lookup);
        } catch (RejectedExecutionException e) { // closed meanwhile
            refuseWhenClosed();
            throw e;
        }
    }

    /** Cancels a lookup that nobody waits for any more. */
    void cancel(CredentialsLookup lookup) {
        lookup.cancel(true);
        lookups.remove(lookup);
    }

    boolean isClosed() {
        return closed;
    }

    void refuseWhenClosed() {
        if (closed) {
            throw new IllegalStateException(
                    "This client of " + config.service() + " is closed. Build a new one for further calls.");
        }
    }

    /** Adds a call that must end when the client is closed. */
    void add(OpenCall call) {
        open.add(call);
        if (closed) { // meanwhile
            call.stop(CLOSED);
        }
    }

    void remove(OpenCall call) {
        open.remove(call);
    }

    /** Adds what ends a pause between two calls when the client is closed. */
    void addPause(Runnable end) {
        pauses.add(end);
        if (closed) { // meanwhile
            end.run();
        }
    }

    void removePause(Runnable end) {
        pauses.remove(end);
    }

    void close() {
        closed = true;
        for (OpenCall call : open) {
            call.preventSending();
        }
        for (OpenCall call : open) {
            call.stop(CLOSED);
        }
        for (Runnable pause : pauses) {
            pause.run();
        }
        config.internals().transport().close();
    }
}
