package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.http.HttpAttempt;
import io.github.scpsdk.core.internal.http.Transport;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives one call without holding a thread while it waits: {@link CallPipeline#execute} cut into steps. One step runs
 * at a time, on a worker of the transport; only {@link #stop}, {@link #preventSending} and the alarm may come from
 * elsewhere.
 *
 * @param <R> what the call returns
 */
@SuppressWarnings("FutureReturnValueIgnored") // what the ignored stages do cannot fail
public final class AsyncCall<R extends @Nullable Object> {

    public static final String CLOSED = "the client was closed";
    private static final String COMPLETED = "its future was completed or cancelled";

    /**
     * How long after the limit of a call or a wait its future completes when code of the application inside it does not
     * return.
     */
    public static final long GRACE = TimeUnit.MILLISECONDS.toNanos(500);

    private final CallPipeline client;
    private final ClientState state;
    private final Transport transport;
    private final Operation<R> operation;
    private final CallState call;
    private final CallFuture<R> future;

    private @Nullable String stopped; // why; guarded by this, as are the next three
    private @Nullable Runnable stopper;
    private @Nullable HttpAttempt sending;
    private boolean handedOver;

    AsyncCall(CallPipeline client, Operation<R> operation, Arguments arguments, RequestBuilder prepared) {
        this.client = client;
        this.state = client.state();
        this.transport = client.settings().transport();
        this.operation = operation;
        this.future = new CallFuture<>(task -> client.elsewhere(operation, task));
        this.call = new CallState(client, operation, arguments, prepared);
    }

    CompletableFuture<R> start() {
        Future<?> alarm = transport.after(call.left() + GRACE, this::completeWithoutItsEnd);
        future.whenComplete((result, failure) -> {
            alarm.cancel(false);
            stop(COMPLETED);
        });
        state.begun(this);
        begin();
        return future;
    }

    /** Keeps the request from leaving if it has not yet: the end of one call makes room for the next in the queue. */
    void preventSending() {
        HttpAttempt current;
        synchronized (this) {
            current = sending;
        }
        if (current != null) {
            current.preventSending();
        }
    }

    /** Ends the call soon, because nobody wants its result any more. Does nothing to one that has ended. */
    void stop(String why) {
        Runnable end;
        synchronized (this) {
            if (stopped != null) {
                return;
            }
            stopped = why;
            end = stopper;
        }
        if (end != null) {
            end.run();
        }
    }

    /** Not on this thread, which has something else to do. */
    private void begin() {
        state.beginnings().execute(() -> step(this::attempt));
    }

    private void attempt() {
        String why = stopped();
        if (why != null) {
            throw call.stopped(why, false).failure();
        }
        if (call.left() <= 0) {
            after(CallState.noTime(), false);
            return;
        }
        CredentialsLookup question = call.question();
        if (question == null) {
            send();
        } else {
            ask(question);
        }
    }

    private void ask(CredentialsLookup question) {
        state.ask(question);
        Future<?> limit = transport.after(call.left(), () -> state.forget(question));
        whenStopped(() -> state.forget(question));
        question.over().whenComplete((nothing, never) -> {
            limit.cancel(false);
            state.beginnings().execute(() -> step(() -> answered(question)));
        });
    }

    private void answered(CredentialsLookup question) {
        if (stopped() == null) {
            call.answered(question);
        }
        attempt();
    }

    private void send() {
        HttpAttempt sent = transport.newAttempt(call.nextAttempt(), call.sendOptions());
        synchronized (this) {
            sending = sent;
        }
        if (state.isClosed()) { // since it was asked
            sent.preventSending();
        }
        sent.start();
        // the limit of the attempt, which OkHttp keeps, does not begin before the request leaves the queue
        Future<?> limit = transport.after(call.left(), () -> sent.cancel("timeout"));
        whenStopped(() -> sent.cancel("nobody waits"));
        sent.result().whenComplete((result, never) -> {
            limit.cancel(false);
            transport.run(() -> step(() -> after(result, sent.sent())));
        });
    }

    private void after(AttemptResult result, boolean sent) {
        String why = stopped();
        if (why != null && result instanceof AttemptResult.NoResponse) {
            throw call.stopped(why, sent).failure();
        }
        CallState.Step next = call.after(result);
        if (next instanceof CallState.Done done) {
            R decoded = client.decode(call, operation, done.response());
            call.ended(null);
            complete(decoded, null);
        } else if (next instanceof CallState.Failed failed) {
            throw failed.failure();
        } else {
            pause(((CallState.Again) next).nanos());
        }
    }

    private void pause(long nanos) {
        CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
        Future<?> alarm = transport.after(nanos, () -> over.complete(null));
        whenStopped(() -> {
            alarm.cancel(false);
            over.complete(null);
        });
        over.whenComplete((nothing, never) -> begin());
    }

    /** A step that fails ends the call. */
    private void step(Runnable step) {
        whenStopped(null); // what the call waited for is over
        try {
            step.run();
        } catch (Throwable e) {
            transport.run(() -> failed(e)); // listeners and stages may block, and others wait for their turn to begin
        }
    }

    private void failed(Throwable failure) {
        try {
            call.ended(failure);
        } finally {
            complete(null, failure);
        }
    }

    /**
     * The time is up, and something of the application's that runs inside the call is still at it. The future does not
     * wait for that.
     */
    private void completeWithoutItsEnd() {
        HttpAttempt current;
        synchronized (this) {
            if (handedOver || call.left() > 0) {
                return;
            }
            current = sending;
        }
        if (current != null) {
            current.cancel("timeout"); // and if it has not left, it will not
        }
        ScpException failure = call.held(current != null && current.sent());
        transport.run(() -> complete(null, failure));
    }

    @SuppressWarnings("NullAway") // a result may be null where R says so
    private void complete(@Nullable R result, @Nullable Throwable failure) {
        state.ended(this);
        synchronized (this) {
            handedOver = true; // from here on it is a matter of the executor
        }
        Runnable completion = () -> { // the value is ignored when the application has completed the future before
            boolean ignored = failure == null ? future.complete(result) : future.completeExceptionally(failure);
        };
        client.complete(operation, completion);
    }

    private synchronized @Nullable String stopped() {
        return stopped == null && state.isClosed() ? CLOSED : stopped;
    }

    /** How to end what the call is about to wait for. */
    private void whenStopped(@Nullable Runnable end) {
        synchronized (this) {
            stopper = end;
            if (stopped == null || end == null) {
                return;
            }
        }
        end.run();
    }
}
