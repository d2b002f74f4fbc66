package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.internal.Reply;
import io.github.scpsdk.core.internal.Secrets;
import java.time.Duration;
import java.util.function.Supplier;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the application's listener what happens to a call. Neither can make it fail. */
final class CallEvents {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.calls");

    private final @Nullable CallListener listener;
    private final Operation<?> operation;
    private final CallListener.@Nullable Call call;

    CallEvents(ClientSettings settings, Operation<?> operation) {
        this.listener = settings.listener();
        this.operation = operation;
        ServiceVersion service = settings.service();
        this.call = listener == null
                ? null
                : new CallListener.Call(service.service(), service.version(), operation.name(), settings.region());
        tell((to, which) -> to.onStart(which));
    }

    void attempt(int number, Reply reply, PreparedRequest request, long nanos, Supplier<Secrets> secrets) {
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
        tell((to, which) -> to.onAttempt(
                which,
                new CallListener.Attempt(
                        number,
                        answer == null ? null : answer.status(),
                        requestId(answer, secrets),
                        failure,
                        length(request.body()),
                        answer == null ? 0 : answer.body().length,
                        Duration.ofNanos(nanos))));
    }

    void retry(int next, String reason, long pause) {
        LOG.debug("{}: attempt {} follows in {} ms, because of: {}", operation, next, pause / 1_000_000, reason);
        tell((to, which) -> to.onRetry(which, new CallListener.Retry(next, reason, Duration.ofNanos(pause))));
    }

    void end(
            int attempts,
            @Nullable Reply last,
            @Nullable Throwable failure,
            Duration elapsed,
            Supplier<Secrets> secrets) {
        Reply.Answer answer = last instanceof Reply.Answer known ? known : null;
        tell((to, which) -> to.onEnd(
                which,
                new CallListener.End(
                        attempts,
                        answer == null ? null : answer.status(),
                        requestId(answer, secrets),
                        failure,
                        elapsed)));
    }

    private static @Nullable String requestId(Reply.@Nullable Answer answer, Supplier<Secrets> secrets) {
        String id = answer == null ? null : answer.requestId();
        return id == null ? null : secrets.get().safe(id);
    }

    private static long length(@Nullable RequestBody body) {
        try {
            return body == null ? 0 : body.contentLength();
        } catch (java.io.IOException e) {
            return 0;
        }
    }

    private void tell(Event event) {
        if (listener == null || call == null) {
            return;
        }
        try {
            event.tell(listener, call);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: the call listener failed with {}",
                    operation,
                    e.getClass().getName());
        }
    }

    private interface Event {
        void tell(CallListener to, CallListener.Call which);
    }
}
