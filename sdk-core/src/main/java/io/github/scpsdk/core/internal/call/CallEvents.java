// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.RawResponse;
import io.github.scpsdk.core.ResponseInfo;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.http.BytesBody;
import io.github.scpsdk.core.internal.log.LogContext;
import io.github.scpsdk.core.internal.log.Loggers;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.schema.Operation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Reports what happens to a call to the log and the application's listeners. None of them can make it fail. */
final class CallEvents {

    private static final Logger LOG = Loggers.CALLS;

    private final List<CallListener> listeners;
    private final List<Consumer<? super ResponseInfo>> responseListeners;
    private final List<Consumer<? super RawResponse>> rawResponseListeners;
    private final Operation<?> operation;
    private final RequestBuilder request;
    private final CallListener.@Nullable Call call;
    private final @Nullable String region;
    private final Supplier<Redactor> redactor;

    CallEvents(ClientConfig config, Operation<?> operation, RequestBuilder request, Supplier<Redactor> redactor) {
        this.listeners = config.defaults().listeners();
        this.responseListeners = config.defaults().responseListeners();
        this.rawResponseListeners = config.defaults().rawResponseListeners();
        this.operation = operation;
        this.request = request;
        this.redactor = redactor;
        this.region = config.endpoint().description().region();
        this.call = listeners.isEmpty()
                ? null
                : new ObservedCall(operation, config.endpoint().url(), region);
    }

    /** Reports the start, on the thread that makes the call. */
    void start(Clock clock) {
        try {
            String end = operation.service().warningForCall(clock);
            if (end != null) {
                log(null, () -> LOG.warn(end));
            }
        } catch (Throwable e) {
            failed("the client's clock", e);
        }
        if (call != null) {
            tell(listener -> listener.onStart(call));
        }
    }

    /** Whether bodies of responses are logged: not of a login, where a token may have any name. */
    boolean logsBodies() {
        return Loggers.BODIES.isTraceEnabled() && !operation.anonymous();
    }

    /** Logs what is about to be sent, for those who have switched that on. */
    void sending(int number, Request.Builder signed, boolean withBody, CallSigner signer) {
        BytesBody body = withBody ? request.body() : null;
        if (Loggers.CURL.isTraceEnabled()) {
            guard("the log of the request", () -> {
                String line = CurlLine.of(signed.build(), body, signer.shellHeaders(), redactor.get());
                log(null, () -> Loggers.CURL.trace("{}: attempt {}: {}", operation, number, line));
            });
        }
        if (Loggers.BODIES.isTraceEnabled() && body != null && body.contentLength() > 0) {
            logBody(number, "sends", () -> BodyLog.of(body.bytes(), body.contentLength(), null, redactor.get()), null);
        }
    }

    private void logBody(int number, String verb, Supplier<BodyLog> body, @Nullable String requestId) {
        guard("the log of the body", () -> {
            BodyLog shown = body.get();
            log(
                    requestId,
                    () -> Loggers.BODIES.trace(
                            "{}: attempt {} {} {}{}",
                            operation,
                            number,
                            verb,
                            shown.text(),
                            shown.cut() && !shown.text().endsWith(" (cut)") ? " (cut)" : ""));
        });
    }

    void attempt(int number, AttemptResult result, long nanos) {
        AttemptResult.Response response = result instanceof AttemptResult.Response known ? known : null;
        String failure = result instanceof AttemptResult.NoResponse lost
                ? (lost.timedOut() ? "timed out" : lost.cause().getClass().getSimpleName())
                : null;
        if (LOG.isDebugEnabled()) {
            String id = requestId(response);
            Object how = response == null ? failure : response.status();
            log(id, () -> {
                LOG.debug(
                        "{}: attempt {} ended with {} after {} ms{}",
                        operation,
                        number,
                        how,
                        nanos / 1_000_000,
                        id == null ? "" : ", request id " + id);
                if (LOG.isTraceEnabled() && response != null) {
                    LOG.trace(
                            "{}: headers of the response: {}",
                            operation,
                            redactor.get().safe(response.loggable()));
                }
            });
        }
        if (response != null && response.size() > 0 && logsBodies()) {
            logBody(
                    number,
                    "received",
                    () -> BodyLog.of(response.kept(), response.size(), response.charset(), redactor.get()),
                    requestId(response));
        }
        if (call != null) {
            CallListener.Attempt attempt = new CallListener.Attempt(
                    number,
                    redactor.get().safe(request.url().toString()),
                    response == null ? null : response.status(),
                    requestId(response),
                    failure,
                    errorType(result),
                    requestBytes(),
                    response == null ? 0 : response.size(),
                    Duration.ofNanos(nanos));
            tell(listener -> listener.onAttempt(call, attempt));
        }
    }

    void retry(int next, String reason, long pause) {
        if (LOG.isDebugEnabled()) {
            log(
                    null,
                    () -> LOG.debug(
                            "{}: attempt {} follows in {} ms, because of: {}",
                            operation,
                            next,
                            pause / 1_000_000,
                            reason));
        }
        if (call != null) {
            CallListener.Retry retry = new CallListener.Retry(next, reason, Duration.ofNanos(pause));
            tell(listener -> listener.onRetry(call, retry));
        }
    }

    void end(int attempts, @Nullable AttemptResult last, @Nullable Throwable failure, Duration elapsed) {
        if (call != null) {
            AttemptResult.Response response = last instanceof AttemptResult.Response known ? known : null;
            CallListener.End end = new CallListener.End(
                    attempts,
                    response == null ? null : response.status(),
                    requestId(response),
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

    private @Nullable String requestId(AttemptResult.@Nullable Response response) {
        String id = response == null ? null : response.requestId();
        return id == null ? null : redactor.get().safe(id);
    }

    private long requestBytes() {
        RequestBody body = request.body();
        try {
            return body == null ? 0 : body.contentLength();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Passes a success to the {@code onResponse} and {@code onRawResponse} listeners. */
    void response(AttemptResult.Response response) {
        if (!responseListeners.isEmpty()) {
            ResponseInfo info = response.info(operation.name(), redactor.get());
            responseListeners.forEach(listener -> guard("onResponse", () -> listener.accept(info)));
        }
        if (!rawResponseListeners.isEmpty()) {
            RawResponse raw = ResponseAsItCame.of(operation, response, redactor.get());
            rawResponseListeners.forEach(listener -> guard("onRawResponse", () -> listener.accept(raw)));
        }
    }

    private void tell(Consumer<CallListener> event) {
        listeners.forEach(listener -> guard("the call listener", () -> event.accept(listener)));
    }

    private void guard(String what, Runnable action) {
        try {
            action.run();
        } catch (Throwable e) { // also of an Error: the call may have been carried out
            failed(what, e);
        }
    }

    private void failed(String what, Throwable e) {
        log(
                null,
                () -> LOG.warn(
                        "{}: {} failed with {}", operation, what, e.getClass().getName()));
    }

    /** Logs lines with the values of the call in the MDC, named as the attributes of its span are. */
    private void log(@Nullable String requestId, Runnable lines) {
        try (LogContext context = new LogContext()) {
            context.put("scp.service", operation.service().service())
                    .put("scp.api_version", operation.service().version())
                    .put("scp.operation", operation.name())
                    .put("cloud.region", region)
                    .put("scp.request_id", requestId);
            lines.run();
        }
    }
}
