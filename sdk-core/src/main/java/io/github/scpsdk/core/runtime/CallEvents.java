package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.AnswerInfo;
import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.internal.Reply;
import io.github.scpsdk.core.internal.Secrets;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the application's listeners what happens to a call. None of them can make it fail. */
final class CallEvents {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.calls");

    private final List<CallListener> listeners;
    private final List<Consumer<? super AnswerInfo>> answerListeners;
    private final Operation<?> operation;
    private final PreparedRequest request;
    private final CallListener.@Nullable Call call;

    CallEvents(ClientSettings settings, Operation<?> operation, PreparedRequest request) {
        this.listeners = settings.listeners();
        this.answerListeners = settings.answerListeners();
        this.operation = operation;
        this.request = request;
        this.call = listeners.isEmpty() ? null : new ObservedCall(operation, settings.endpoint(), settings.region());
    }

    /** On the thread that makes the call. */
    void start(Clock clock) {
        guard("the client's clock", () -> {
            String end = operation.service().endToSay(clock);
            if (end != null) {
                LOG.warn(end);
            }
        });
        if (call != null) {
            tell(listener -> listener.onStart(call));
        }
    }

    void attempt(int number, Reply reply, long nanos, Supplier<Secrets> secrets) {
        Reply.Answer answer = reply instanceof Reply.Answer known ? known : null;
        String failure = reply instanceof Reply.Failure lost
                ? (lost.timedOut() ? "timed out" : lost.cause().getClass().getSimpleName())
                : null;
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{}: attempt {} ended with {} after {} ms",
                    operation,
                    number,
                    answer == null ? failure : answer.status(),
                    nanos / 1_000_000);
        }
        if (LOG.isTraceEnabled() && answer != null) {
            LOG.trace("{}: headers of the answer: {}", operation, secrets.get().safe(answer.loggable()));
        }
        if (call != null) {
            Secrets hidden = secrets.get();
            CallListener.Attempt attempt = new CallListener.Attempt(
                    number,
                    hidden.safe(request.url().toString()),
                    answer == null ? null : answer.status(),
                    requestId(answer, hidden),
                    failure,
                    errorType(reply),
                    requestBytes(),
                    answer == null ? 0 : answer.body().length,
                    Duration.ofNanos(nanos));
            tell(listener -> listener.onAttempt(call, attempt));
        }
    }

    void retry(int next, String reason, long pause) {
        LOG.debug("{}: attempt {} follows in {} ms, because of: {}", operation, next, pause / 1_000_000, reason);
        if (call != null) {
            CallListener.Retry retry = new CallListener.Retry(next, reason, Duration.ofNanos(pause));
            tell(listener -> listener.onRetry(call, retry));
        }
    }

    void end(
            int attempts,
            @Nullable Reply last,
            @Nullable Throwable failure,
            Duration elapsed,
            Supplier<Secrets> secrets) {
        if (call != null) {
            Reply.Answer answer = last instanceof Reply.Answer known ? known : null;
            CallListener.End end = new CallListener.End(
                    attempts,
                    answer == null ? null : answer.status(),
                    answer == null ? null : requestId(answer, secrets.get()),
                    failure,
                    errorType(failure),
                    requestBytes(),
                    answer == null ? 0 : answer.body().length,
                    elapsed);
            tell(listener -> listener.onEnd(call, end));
        }
    }

    private static @Nullable String errorType(Reply reply) {
        if (reply instanceof Reply.Failure lost) {
            return lost.timedOut() ? "timeout" : lost.cause().getClass().getName();
        }
        Reply.Answer answer = (Reply.Answer) reply;
        if (answer.status() >= 400) {
            return Integer.toString(answer.status());
        }
        if (answer.broken() == null) {
            return null;
        }
        return answer.broken() instanceof InterruptedIOException
                ? "timeout"
                : answer.broken().getClass().getName();
    }

    private static @Nullable String errorType(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        return failure instanceof ScpServiceException answered
                ? Integer.toString(answered.status())
                : failure.getClass().getName();
    }

    private static @Nullable String requestId(Reply.@Nullable Answer answer, Secrets secrets) {
        String id = answer == null ? null : answer.requestId();
        return id == null ? null : secrets.safe(id);
    }

    private long requestBytes() {
        RequestBody body = request.body();
        try {
            return body == null ? 0 : body.contentLength();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Tells those who asked what came with a success. */
    void answered(Reply.Answer answer, Supplier<Secrets> secrets) {
        if (!answerListeners.isEmpty()) {
            AnswerInfo info = answer.info(operation.name(), secrets.get());
            answerListeners.forEach(asked -> guard("onAnswer", () -> asked.accept(info)));
        }
    }

    private void tell(Consumer<CallListener> event) {
        listeners.forEach(listener -> guard("the call listener", () -> event.accept(listener)));
    }

    private void guard(String what, Runnable action) {
        try {
            action.run();
        } catch (Throwable e) { // an assertion of a test that listens, too: the call may have been carried out
            LOG.warn("{}: {} failed with {}", operation, what, e.getClass().getName());
        }
    }
}
