// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.ClientStatistics;
import io.github.scpsdk.core.RawRequest;
import io.github.scpsdk.core.RawResponse;
import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.http.BodyReader;
import io.github.scpsdk.core.internal.http.HttpAttempt;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.Operation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Carries out the calls of one client, or of a view of it. Thread-safe. */
public final class CallPipeline {

    private final ClientContext context;
    private final ClientConfig config;
    private final ClientState state;
    private final ResponseDecoder decoder;
    private final Completions completions;
    private final boolean owner;

    /** Makes the pipeline of a new client. */
    public CallPipeline(ClientConfig config) {
        this(config, new ClientState(config), true);
    }

    private CallPipeline(ClientConfig config, ClientState state, boolean owner) {
        this.context = ClientContext.of(config, state);
        this.config = config;
        this.state = state;
        this.decoder = new ResponseDecoder(config);
        this.completions = new Completions(
                config.internals().transport(), config.defaults().completionExecutor());
        this.owner = owner;
    }

    /**
     * Makes a view with other settings. It owns nothing: closing it does nothing.
     *
     * @param options what is different
     * @return the view
     */
    public CallPipeline withOptions(CallOptions options) {
        return new CallPipeline(config.with(options), state, false);
    }

    /**
     * Makes a view that calls the service in another region. It owns nothing: closing it does nothing.
     *
     * @param region the region
     * @return the view
     */
    public CallPipeline inRegion(String region) {
        return new CallPipeline(config.inRegion(region), state, false);
    }

    /**
     * Carries out one call and waits for its end. Interrupting the thread ends it at once.
     *
     * @param operation what to call
     * @param arguments with what
     * @param <R> what it returns
     * @return the decoded response
     * @throws ScpException when it fails
     * @throws IllegalStateException when the client is closed
     */
    public <R extends @Nullable Object> R execute(Operation<R> operation, Arguments arguments) {
        return execute(operation, arguments, decoder.reader(operation), decoding(operation));
    }

    /**
     * Carries out a call that no operation describes, as {@link #execute(Operation, Arguments)} does.
     *
     * @param request what to send
     * @return the response as it came
     */
    public RawResponse execute(RawRequest request) {
        return execute(
                RawCall.operation(config.service(), request), RawCall.arguments(request), null, decoder::asItCame);
    }

    private <R extends @Nullable Object> R execute(
            Operation<R> operation, Arguments arguments, @Nullable BodyReader body, AsyncCall.Decoding<R> decoding) {
        RequestBuilder request = build(operation, arguments);
        CallState call = new CallState(context, operation, arguments, request);
        try {
            while (true) {
                lookUp(call);
                AttemptResult result = call.left() > 0 ? send(call, body) : CallState.noTime();
                CallState.Step step = call.after(result);
                if (step instanceof CallState.Done done) {
                    R value = decoding.decode(call, done.response());
                    call.ended(null);
                    return value;
                }
                if (step instanceof CallState.Failed failed) {
                    throw failed.failure();
                }
                pause(call, (CallState.Retry) step);
            }
        } catch (RuntimeException | Error e) {
            call.ended(e);
            throw e;
        }
    }

    /**
     * Carries out one call without waiting for its end. The arguments are read before this returns.
     *
     * @param operation what to call
     * @param arguments with what
     * @param <R> what it returns
     * @return completes with the decoded response, or with what {@link #execute} throws once the arguments are read
     */
    public <R extends @Nullable Object> CompletableFuture<R> executeAsync(Operation<R> operation, Arguments arguments) {
        return executeAsync(operation, arguments, decoding(operation));
    }

    /**
     * Carries out a call that no operation describes, as {@link #executeAsync(Operation, Arguments)} does.
     *
     * @param request what to send
     * @return completes with the response as it came
     */
    public CompletableFuture<RawResponse> executeAsync(RawRequest request) {
        return executeAsync(
                RawCall.operation(config.service(), request), RawCall.arguments(request), decoder::asItCame);
    }

    private <R extends @Nullable Object> CompletableFuture<R> executeAsync(
            Operation<R> operation, Arguments arguments, AsyncCall.Decoding<R> decoding) {
        RequestBuilder request = build(operation, arguments);
        return new AsyncCall<R>(context, decoding, completions, operation, arguments, request).start();
    }

    private <R extends @Nullable Object> AsyncCall.Decoding<R> decoding(Operation<R> operation) {
        return (call, response) -> decoder.decode(call, operation, response);
    }

    /** Throws an {@link IllegalStateException} when the client is closed. */
    void refuseWhenClosed() {
        state.refuseWhenClosed();
    }

    private RequestBuilder build(Operation<?> operation, Arguments arguments) {
        state.refuseWhenClosed();
        return RequestBuilder.of(config.endpoint().url(), operation, arguments, config.validation());
    }

    private void lookUp(CallState call) {
        if (Thread.currentThread().isInterrupted()) {
            throw call.interrupted(false).failure();
        }
        for (Lookup lookup; (lookup = call.left() > 0 ? call.lookup() : null) != null; ) {
            await(call, lookup);
        }
    }

    private void await(CallState call, Lookup lookup) {
        try {
            lookup.start(state);
            lookup.over().get(call.left(), TimeUnit.NANOSECONDS);
            call.accept(lookup);
        } catch (TimeoutException e) {
            lookup.cancel(state);
            throw call.timedOut(lookup);
        } catch (InterruptedException e) {
            lookup.cancel(state);
            Thread.currentThread().interrupt();
            throw call.interrupted(false).failure();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never over that way
        }
    }

    private AttemptResult send(CallState call, @Nullable BodyReader body) {
        HttpAttempt attempt =
                config.internals().transport().newAttempt(call.nextAttempt(), call.host(), call.sendOptions());
        try {
            return attempt.execute(call.left(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw call.interrupted(attempt.result().join(), attempt.sent()).failure();
        }
    }

    private void pause(CallState call, CallState.Retry retry) {
        try {
            config.internals().timer().pause(retry.pauseNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw call.interrupted(false).failure();
        }
        if (state.isClosed()) {
            throw call.closed().failure();
        }
    }

    /**
     * Returns where the calls go, and why there.
     *
     * @return the endpoint
     */
    public ScpEndpoint endpoint() {
        return config.endpoint().description();
    }

    /** Returns what limits the calls at this moment. */
    public ClientStatistics statistics() {
        String host = config.endpoint().url().host();
        return new ClientStatistics(
                config.service().service(),
                config.service().version(),
                endpoint().region(),
                state.quota().tokens(),
                state.quota().capacity(),
                config.internals().transport().activeRequests(host),
                config.internals().transport().queuedRequests(host));
    }

    /**
     * Completes after a pause, or with an exception as soon as the client is closed. No thread is held meanwhile.
     *
     * @param nanos how long
     * @return completes on a thread that must not block; cancelling it ends the pause
     */
    @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stage does cannot fail
    public CompletableFuture<@Nullable Void> pause(long nanos) {
        CompletableFuture<@Nullable Void> pause = new CompletableFuture<>();
        Runnable closed = () -> pause.completeExceptionally(new CancellationException(ClientState.CLOSED));
        Runnable over = () -> {
            if (!state.isClosed()) { // else closing completes this
                pause.complete(null);
            }
        };
        Future<?> alarm = config.internals().transport().after(nanos, over);
        state.addPause(closed);
        pause.whenComplete((nothing, failure) -> {
            alarm.cancel(false);
            state.removePause(closed);
        });
        return pause;
    }

    /** Runs the completion of a future where the application wants that, and never on the calling thread. */
    public void completeLater(Object what, Runnable completion) {
        completions.completeLater(what, completion);
    }

    /** Releases what the client uses. Closing again does nothing. */
    public void close() {
        if (owner) {
            state.close();
        }
    }

    public ClientConfig config() {
        return config;
    }

    public ClientState state() {
        return state;
    }
}
