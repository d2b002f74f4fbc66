// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ResponseInfo;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.schema.Operation;
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

/** Reports what happens to a call to the log and the application's listeners. None of them can make it fail. */
final class CallEvents {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.calls");

    private final List<CallListener> listeners;
    private final List<Consumer<? super ResponseInfo>> responseListeners;
    private final Operation<?> operation;
    private final RequestBuilder request;
    private final CallListener.@Nullable Call call;

    CallEvents(ClientConfig config, Operation<?> operation, RequestBuilder request) {
        this.listeners = config.defaults().listeners();
        this.responseListeners = config.defaults().responseListeners();
        this.operation = operation;
        this.request = request;
        this.call = listeners.isEmpty()
                ? null
                : new ObservedCall(
                        operation,
                        config.endpoint().url(),
                        config.endpoint().description().region());
    }

    /** Reports the start, on the thread that makes the call. */
    void start(Clock clock) {
        guard("the client's clock", () -> {
            String end = operation.service().warningForCall(clock);
            if (end != null) {
                LOG.warn(end);
            }
        });
        if (call != null) {
            tell(listener -> listener.onStart(call));
        }
    }

    void attempt(int number, AttemptResult result, long nanos, Supplier<Redactor> redactor) {
        AttemptResult.Response response = result instanceof AttemptResult.Response known ? known : null;
        String failure = result instanceof AttemptResult.NoResponse lost
                ? (lost.timedOut() ? "timed out" : lost.cause().getClass().getSimpleName())
                : null;
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{}: attempt {} ended with {} after {} ms",
                    operation,
                    number,
                    response == null ? failure : response.status(),
                    nanos / 1_000_000);
        }
        if (LOG.isTraceEnabled() && response != null) {
            LOG.trace(
                    "{}: headers of the response: {}", operation, redactor.get().safe(response.loggable()));
        }
        if (call != null) {
            Redactor hidden = redactor.get();
            CallListener.Attempt attempt = new CallListener.Attempt(
                    number,
                    hidden.safe(request.url().toString()),
                    response == null ? null : response.status(),
                    requestId(response, hidden),
                    failure,
                    errorType(result),
                    requestBytes(),
                    response == null ? 0 : response.size(),
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
            @Nullable AttemptResult last,
            @Nullable Throwable failure,
            Duration elapsed,
            Supplier<Redactor> redactor) {
        if (call != null) {
            AttemptResult.Response response = last instanceof AttemptResult.Response known ? known : null;
            CallListener.End end = new CallListener.End(
                    attempts,
                    response == null ? null : response.status(),
                    response == null ? null : requestId(response, redactor.get()),
                    failure,
                    errorType(failure),
                    requestBytes(),
                    response == null ? 0 : response.size(),
                    elapsed);
            tell(listener -> listener.onEnd(call, end));
        }
    }

    private static @Nullable String errorType(AttemptResult result) {
        if (result instanceof AttemptResult.NoResponse lost) {
            return lost.timedOut() ? "timeout" : lost.cause().getClass().getName();
        }
        AttemptResult.Response response = (AttemptResult.Response) result;
        if (response.status() >= 400) {
            return Integer.toString(response.status());
        }
        if (response.broken() == null) {
            return null;
        }
        return response.broken() instanceof InterruptedIOException
                ? "timeout"
                : response.broken().getClass().getName();
    }

    private static @Nullable String errorType(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        return failure instanceof ScpServiceException refused
                ? Integer.toString(refused.status())
                : failure.getClass().getName();
    }

    private static @Nullable String requestId(AttemptResult.@Nullable Response response, Redactor secrets) {
        String id = response == null ? null : response.requestId();
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

    /** Passes what came with a success to the {@code onResponse} listeners. */
    void response(AttemptResult.Response response, Supplier<Redactor> redactor) {
        if (!responseListeners.isEmpty()) {
            ResponseInfo info = response.info(operation.name(), redactor.get());
            responseListeners.forEach(listener -> guard("onResponse", () -> listener.accept(info)));
        }
    }

    private void tell(Consumer<CallListener> event) {
        listeners.forEach(listener -> guard("the call listener", () -> event.accept(listener)));
    }

    private void guard(String what, Runnable action) {
        try {
            action.run();
        } catch (Throwable e) { // also of an Error: the call may have been carried out
            LOG.warn("{}: {} failed with {}", operation, what, e.getClass().getName());
        }
    }
}
