// SPDX-License-Identifier: Apache-2.0
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
 * at a time, on a worker of the transport. Only {@link #stop}, {@link #preventSending} and the alarm run on other
 * threads.
 *
 * @param <R> what the call returns
 */
@SuppressWarnings("FutureReturnValueIgnored") // what the ignored stages do cannot fail
public final class AsyncCall<R extends @Nullable Object> implements OpenCall {

    private static final String COMPLETED = "its future was completed or cancelled";

    /**
     * How long after its timeout the future of a call or a wait completes when application code inside it does not
     * return.
     */
    public static final long GRACE = TimeUnit.MILLISECONDS.toNanos(500);

    private final ClientState state;
    private final Transport transport;
    private final Decoding<R> decoding;
    private final Completions completions;
    private final CallerContext caller;
    private final Operation<R> operation;
    private final CallState call;
    private final CallFuture<R> future;

    private @Nullable String stopped; // why; guarded by this, as are the next three
    private @Nullable Runnable stopper;
    private @Nullable HttpAttempt attempt;
    private boolean handedOver;

    /**
     * Makes the result of a call from its response.
     *
     * @param <R> the result
     */
    interface Decoding<R extends @Nullable Object> {

        R decode(CallState call, AttemptResult.@Nullable Response response);
    }

    AsyncCall(
            ClientContext context,
            Decoding<R> decoding,
            Completions completions,
            Operation<R> operation,
            Arguments arguments,
            RequestBuilder request) {
        this.state = context.state();
        this.transport = context.config().internals().transport();
        this.decoding = decoding;
        this.completions = completions;
        this.caller = CallerContext.capture(context.config().defaults().listeners());
        this.operation = operation;
        this.future = new CallFuture<>(caller, task -> completions.completeLater(operation, caller.wrap(task)));
        this.call = new CallState(context, operation, arguments, request);
    }

    CompletableFuture<R> start() {
        // the grace begins when the limit is seen to be over: a process that stood still had no time to end the call
        unlessCompleted(call.left(), () -> unlessCompleted(GRACE, this::completeTooLate));
        future.whenComplete((result, failure) -> stop(COMPLETED));
        state.add(this);
        begin();
        return future;
    }

    private void unlessCompleted(long nanos, Runnable task) {
        Future<?> alarm = transport.after(nanos, task);
        future.whenComplete((result, failure) -> alarm.cancel(false));
    }

    @Override
    public void preventSending() {
        HttpAttempt current;
        synchronized (this) {
            current = attempt;
        }
        if (current != null) {
            current.preventSending();
        }
    }

    @Override
    public void stop(String why) {
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

    /** Begins the next attempt on another thread, because this one has other work. */
    private void begin() {
        state.attempts().execute(() -> step(this::nextAttempt));
    }

    private void nextAttempt() {
        String why = stopped();
        if (why != null) {
            throw call.stopped(why, false).failure();
        }
        if (call.left() <= 0) {
            after(CallState.noTime(), false);
            return;
        }
        Lookup lookup = call.lookup();
        if (lookup == null) {
            send();
        } else {
            lookUp(lookup);
        }
    }

    private void lookUp(Lookup lookup) {
        lookup.start(state);
        Future<?> limit = transport.after(call.left(), () -> lookup.cancel(state));
        whenStopped(() -> lookup.cancel(state));
        lookup.over().whenComplete((nothing, never) -> {
            limit.cancel(false);
            state.attempts().execute(() -> step(() -> accept(lookup)));
        });
    }

    private void accept(Lookup lookup) {
        if (stopped() == null) {
            call.accept(lookup);
        }
        nextAttempt();
    }

    private void send() {
        HttpAttempt sent = transport.newAttempt(call.nextAttempt(), call.host(), call.sendOptions());
        synchronized (this) {
            attempt = sent;
        }
        if (state.isClosed()) { // meanwhile
            sent.preventSending();
        }
        sent.start();
        // the timeout of the attempt does not begin before the request leaves the queue
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
            R decoded = decoding.decode(call, done.response());
            call.ended(null);
            complete(decoded, null);
        } else if (next instanceof CallState.Failed failed) {
            throw failed.failure();
        } else {
            pause(((CallState.Retry) next).pauseNanos());
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

    /** Runs a step. When it fails, the call ends. */
    private void step(Runnable step) {
        whenStopped(null); // the wait before this step is over
        try {
            caller.run(step);
        } catch (Throwable e) {
            // not here: listeners and stages may block, and other attempts wait for this slot
            transport.run(caller.wrap(() -> failed(e)));
        }
    }

    private void failed(Throwable failure) {
        try {
            call.ended(failure);
        } finally {
            complete(null, failure);
        }
    }

    /** Completes the future when application code blocks the call past its timeout. */
    private void completeTooLate() {
        HttpAttempt current;
        synchronized (this) {
            if (handedOver || call.left() > 0) {
                return;
            }
            current = attempt;
        }
        if (current != null) {
            current.cancel("timeout"); // a request that has not left will not leave
        }
        ScpException failure = call.timedOutInApplicationCode(current != null && current.sent());
        transport.run(() -> complete(null, failure));
    }

    @SuppressWarnings("NullAway") // a result may be null where R says so
    private void complete(@Nullable R result, @Nullable Throwable failure) {
        state.remove(this);
        synchronized (this) {
            handedOver = true; // from here on the executor is responsible
        }
        Runnable completion = () -> { // the value is ignored when the application has completed the future before
            boolean ignored = failure == null ? future.complete(result) : future.completeExceptionally(failure);
        };
        completions.complete(operation, caller.wrap(completion));
    }

    private synchronized @Nullable String stopped() {
        return stopped == null && state.isClosed() ? ClientState.CLOSED : stopped;
    }

    /** Sets what ends the coming wait when the call is stopped. Runs it at once when it has been stopped already. */
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
