package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.internal.auth.ServerClock;
import io.github.scpsdk.core.internal.config.EndpointOverride;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/** What changes in the life of a client, and what it has in common with all its views. */
public final class ClientState {

    /** Calls that are signed and handed to OkHttp at a time, when nobody waits for them. */
    private static final int MAX_BEGINNING = 8;

    /**
     * Questions to the credentials provider at a time: so many threads are lost to one that never returns, and no more.
     */
    private static final int MAX_ASKING = 16;

    /** Looks of waits that begin at a time: a thousand that are due at once need no thousand threads. */
    private static final int MAX_POLLS = 64;

    private final ClientConfig settings;
    private final RetryQuota quota;
    private final ServerClock clock;
    private final boolean trustsDates;
    private final BoundedExecutor beginnings;
    private final BoundedExecutor questions;
    private final BoundedExecutor polls;
    private final Set<AsyncCall<?>> open = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> sleepers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ClientState(ClientConfig settings) {
        this.settings = settings;
        this.quota = new RetryQuota(settings.retryPolicy().bucketCapacity());
        this.clock = new ServerClock(settings.clock());
        this.beginnings = new BoundedExecutor(settings.transport()::run, MAX_BEGINNING);
        this.polls = new BoundedExecutor(settings.transport()::run, MAX_POLLS);
        this.questions = new BoundedExecutor(settings.transport().workers(), MAX_ASKING);
        this.trustsDates = settings.endpoint().isHttps() || EndpointOverride.isLoopback(settings.endpoint());
    }

    RetryQuota quota() {
        return quota;
    }

    ServerClock clock() {
        return clock;
    }

    /** Whether the date of a response may put the clock right: not when anyone on the way can have written it. */
    boolean trustsDates() {
        return trustsDates;
    }

    /** Where attempts that nobody waits for begin. */
    BoundedExecutor beginnings() {
        return beginnings;
    }

    /** Where polls of waits begin: a listener is told of that, and may block. */
    public BoundedExecutor polls() {
        return polls;
    }

    /** Asks the credentials provider, now or when it is the question's turn. */
    void ask(CredentialsLookup question) {
        try {
            questions.execute(question);
        } catch (RejectedExecutionException e) { // closed meanwhile
            refuseWhenClosed();
            throw e;
        }
    }

    /** Nobody wants the response any more. */
    void forget(CredentialsLookup question) {
        question.cancel(true);
        questions.takeBack(question);
    }

    boolean isClosed() {
        return closed;
    }

    void refuseWhenClosed() {
        if (closed) {
            throw new IllegalStateException(
                    "This client of " + settings.service() + " is closed. Build a new one for further calls.");
        }
    }

    /** A call that must end when the client is closed. */
    void begun(AsyncCall<?> call) {
        open.add(call);
        if (closed) { // since it was asked last
            call.stop(AsyncCall.CLOSED);
        }
    }

    void ended(AsyncCall<?> call) {
        open.remove(call);
    }

    /** Whoever pauses between two calls, and how to wake it when the client is closed. */
    void asleep(Runnable wake) {
        sleepers.add(wake);
        if (closed) { // since it was asked last
            wake.run();
        }
    }

    void awake(Runnable wake) {
        sleepers.remove(wake);
    }

    void close() {
        closed = true;
        open.forEach(AsyncCall::preventSending);
        open.forEach(call -> call.stop(AsyncCall.CLOSED));
        sleepers.forEach(Runnable::run);
        settings.transport().close();
    }
}
