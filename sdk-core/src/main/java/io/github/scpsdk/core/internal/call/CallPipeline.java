package io.github.scpsdk.core.internal.call;

import com.fasterxml.jackson.core.JsonParser;
import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.http.HttpAttempt;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the calls of one client, or of a view of it. May be shared by any number of threads. */
public final class CallPipeline {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.calls");

    private static final long LONGEST = Long.MAX_VALUE / 4; // leaves room for sums

    private final ClientConfig settings;
    private final RetryDecisions decisions;
    private final ClientState state;
    private final boolean owner;

    /** Makes the pipeline of a new client. */
    public CallPipeline(ClientConfig settings) {
        this(settings, new ClientState(settings), true);
    }

    private CallPipeline(ClientConfig settings, ClientState state, boolean owner) {
        this.settings = settings;
        this.decisions = new RetryDecisions(settings.retryPolicy(), settings.random());
        this.state = state;
        this.owner = owner;
    }

    /**
     * A view with other settings that owns nothing: closing it does nothing.
     *
     * @param options what is different
     * @return the view
     */
    public CallPipeline withOptions(CallOptions options) {
        return new CallPipeline(settings.with(options), state, false);
    }

    /**
     * A view that calls the service in another region and owns nothing: closing it does nothing.
     *
     * @param region the region
     * @return the view
     */
    public CallPipeline inRegion(String region) {
        return new CallPipeline(settings.inRegion(region), state, false);
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
        RequestBuilder prepared = prepare(operation, arguments);
        CallState call = new CallState(this, operation, arguments, prepared);
        try {
            while (true) {
                CallState.Step step = call.after(attempt(call));
                if (step instanceof CallState.Done done) {
                    R result = decode(call, operation, done.response());
                    call.ended(null);
                    return result;
                }
                if (step instanceof CallState.Failed failed) {
                    throw failed.failure();
                }
                pause(call, ((CallState.Again) step).nanos());
                if (state.isClosed()) {
                    throw call.closed().failure();
                }
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
        return new AsyncCall<>(this, operation, arguments, prepare(operation, arguments)).start();
    }

    private RequestBuilder prepare(Operation<?> operation, Arguments arguments) {
        state.refuseWhenClosed();
        return RequestBuilder.of(settings.endpoint(), operation, arguments, settings.validation());
    }

    /**
     * Where the calls go, and why there.
     *
     * @return the endpoint
     */
    public ScpEndpoint endpoint() {
        return settings.scpEndpoint();
    }

    /**
     * Completes after a while, or with an exception as soon as the client is closed. No thread is held meanwhile.
     *
     * @param nanos how long
     * @return completes on a thread that others need, for nothing but to hand on; cancelling it ends the pause
     */
    @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stage does cannot fail
    public CompletableFuture<@Nullable Void> pause(long nanos) {
        CompletableFuture<@Nullable Void> pause = new CompletableFuture<>();
        Runnable closed = () -> pause.completeExceptionally(new CancellationException(AsyncCall.CLOSED));
        Runnable over = () -> {
            if (!state.isClosed()) { // if it is, whoever closes it completes this
                pause.complete(null);
            }
        };
        Future<?> alarm = settings.transport().after(nanos, over);
        state.asleep(closed);
        pause.whenComplete((nothing, failure) -> {
            alarm.cancel(false);
            state.awake(closed);
        });
        return pause;
    }

    /**
     * Does what runs code of the application, where that wants its futures completed, and never on the calling thread.
     */
    public void elsewhere(Object what, Runnable task) {
        settings.transport().run(() -> complete(what, task));
    }

    /** Completes a future where the application wants that. To be called on a thread that may block. */
    void complete(Object what, Runnable completion) {
        Executor chosen = settings.completionExecutor();
        if (chosen == null) {
            completion.run();
            return;
        }
        try {
            chosen.execute(completion);
        } catch (Throwable e) { // a future that stays open helps nobody
            LOG.warn(
                    "{}: the completion executor failed with {}; the future completes on a thread of the SDK",
                    what,
                    e.getClass().getName());
            completion.run();
        }
    }

    /** Gives back what the client holds. Closing again does nothing. */
    public void close() {
        if (owner) {
            state.close();
        }
    }

    private AttemptResult attempt(CallState call) {
        if (Thread.currentThread().isInterrupted()) {
            throw call.interrupted(false).failure();
        }
        if (call.left() <= 0) {
            return CallState.noTime();
        }
        askForCredentials(call);
        if (call.left() <= 0) {
            return CallState.noTime();
        }
        HttpAttempt sending = settings.transport().newAttempt(call.nextAttempt(), call.sendOptions());
        sending.start();
        try {
            return sending.await(call.left());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw call.interrupted(sending.result().join(), sending.sent()).failure();
        }
    }

    private void askForCredentials(CallState call) {
        CredentialsLookup question = call.question();
        if (question == null) {
            return;
        }
        try {
            state.ask(question);
            question.over().get(call.left(), TimeUnit.NANOSECONDS);
            call.answered(question);
        } catch (TimeoutException e) {
            state.forget(question);
            throw call.noCredentials();
        } catch (InterruptedException e) {
            state.forget(question);
            Thread.currentThread().interrupt();
            throw call.interrupted(false).failure();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never over that way
        }
    }

    private void pause(CallState call, long nanos) {
        try {
            settings.timer().pause(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw call.interrupted(false).failure();
        }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // nothing to return is null, and R says so
    <R extends @Nullable Object> R decode(
            CallState call, Operation<R> operation, AttemptResult.@Nullable Response response) {
        JsonReader<? extends R> reader = response == null ? null : operation.reader(response.status());
        if (response == null || reader == null) {
            return null;
        }
        if (response.tooLarge()) {
            throw call.unreadable(
                    response,
                    "it is larger than the " + settings.maxResponseBytes()
                            + " bytes of maxResponseBytes, or than the memory that was left",
                    null);
        }
        try (JsonParser parser = JsonFactories.parser(response.body())) {
            R value = new JsonInput(parser, settings.service() + " " + operation.name()).document(reader);
            if (value == null) {
                throw call.unreadable(
                        response, response.body().length == 0 ? "it is empty" : "it is not one JSON object", null);
            }
            return value;
        } catch (IOException e) { // its message may quote the response
            throw call.unreadable(response, "it is not valid JSON (" + JsonFactories.place(e) + ")", null);
        } catch (ScpException e) {
            throw e;
        } catch (RuntimeException e) {
            throw call.unreadable(
                    response, "reading it failed with " + e.getClass().getSimpleName(), e);
        }
    }

    static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(LONGEST)) < 0 ? duration.toNanos() : LONGEST;
    }

    public ClientConfig settings() {
        return settings;
    }

    RetryDecisions decisions() {
        return decisions;
    }

    public ClientState state() {
        return state;
    }
}
