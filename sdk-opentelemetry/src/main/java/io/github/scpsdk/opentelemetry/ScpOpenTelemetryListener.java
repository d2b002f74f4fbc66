// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.opentelemetry;

import io.github.scpsdk.core.CallListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Traces and times calls with OpenTelemetry, by its semantic conventions for HTTP clients, version 1.45. Give
 * it to the builder of a client: {@code builder.listener(new ScpOpenTelemetryListener(openTelemetry))}. One
 * listener may serve any number of clients and threads.
 *
 * <p>A call is a span {@code <service> <operation>} of kind {@code INTERNAL}, a child of the span that is
 * current where the call is made, also for each call of a walk or a wait that does not block. Below it is a span of kind {@code CLIENT} for each HTTP request, named by
 * method and path template. A retry has {@code http.request.resend_count}; its reason and the pause before it
 * are an event {@code scp.retry} of the call's span. Each request also goes into the histogram
 * {@code http.client.request.duration}, in seconds.
 *
 * <p>{@code url.full} contains ids and filters of the application, and never a secret. No trace header is
 * sent to the platform. The OpenTelemetry agent and other instrumentation of OkHttp create spans for the same
 * requests; switch one of them off.
 */
public final class ScpOpenTelemetryListener implements CallListener {

    // copied: the stable conventions are one more artifact, and the others are in an artifact that is not stable
    private static final String CONVENTIONS = "https://opentelemetry.io/schemas/1.45.0";
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> RESEND_COUNT = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<Long> REQUEST_SIZE = AttributeKey.longKey("http.request.body.size");
    private static final AttributeKey<Long> STATUS_CODE = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> RESPONSE_SIZE = AttributeKey.longKey("http.response.body.size");
    private static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> URL_FULL = AttributeKey.stringKey("url.full");
    private static final AttributeKey<String> URL_TEMPLATE = AttributeKey.stringKey("url.template");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> REGION = AttributeKey.stringKey("cloud.region");
    // attributes of this SDK
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("scp.service");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("scp.api_version");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("scp.operation");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("scp.request_id");
    private static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("scp.attempts");
    private static final AttributeKey<String> RETRY_REASON = AttributeKey.stringKey("scp.retry.reason");
    private static final AttributeKey<Double> RETRY_DELAY = AttributeKey.doubleKey("scp.retry.delay");

    private static final List<Double> BUCKETS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

    private final Tracer tracer;
    private final DoubleHistogram durations;

    /**
     * Creates a listener.
     *
     * @param openTelemetry receives spans and measurements
     */
    public ScpOpenTelemetryListener(OpenTelemetry openTelemetry) {
        this.tracer = openTelemetry
                .tracerBuilder("io.github.scpsdk")
                .setSchemaUrl(CONVENTIONS)
                .build();
        this.durations = openTelemetry
                .meterBuilder("io.github.scpsdk")
                .setSchemaUrl(CONVENTIONS)
                .build()
                .histogramBuilder("http.client.request.duration")
                .setUnit("s")
                .setDescription("Duration of HTTP client requests.")
                .setExplicitBucketBoundariesAdvice(BUCKETS)
                .build();
    }

    /** The trace context and the span of a call. */
    private record Trace(Context context, Span span) {}

    @Override
    public UnaryOperator<Runnable> captureContext() {
        return Context.current()::wrap;
    }

    @Override
    public void onStart(Call call) {
        Context parent = Context.current();
        SpanBuilder builder = tracer.spanBuilder(call.service() + " " + call.operation())
                .setParent(parent)
                .setSpanKind(SpanKind.INTERNAL)
                .setAttribute(SERVICE, call.service())
                .setAttribute(VERSION, call.version())
                .setAttribute(OPERATION, call.operation());
        String region = call.region();
        if (region != null) {
            builder.setAttribute(REGION, region);
        }
        Span span = builder.startSpan();
        call.attach(this, new Trace(parent.with(span), span));
    }

    @Override
    public void onAttempt(Call call, Attempt attempt) {
        Trace trace = call.attached(this, Trace.class);
        if (trace == null) {
            return;
        }
        Instant end = Instant.now();
        SpanBuilder builder = tracer.spanBuilder(call.method() + " " + call.pathTemplate())
                .setParent(trace.context())
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(end.minus(attempt.elapsed()))
                .setAllAttributes(common(call, attempt))
                .setAttribute(URL_FULL, attempt.url())
                .setAttribute(REQUEST_SIZE, attempt.requestBytes());
        if (attempt.status() != null) {
            builder.setAttribute(RESPONSE_SIZE, attempt.responseBytes());
        }
        if (attempt.number() > 1) {
            builder.setAttribute(RESEND_COUNT, attempt.number() - 1L);
        }
        if (attempt.requestId() != null) {
            builder.setAttribute(REQUEST_ID, attempt.requestId());
        }
        Span span = builder.startSpan();
        fail(span, attempt.errorType(), attempt.failure());
        span.end(end);
        durations.record(attempt.elapsed().toNanos() / 1e9, common(call, attempt), trace.context());
    }

    @Override
    public void onRetry(Call call, Retry retry) {
        Trace trace = call.attached(this, Trace.class);
        if (trace != null) {
            trace.span()
                    .addEvent(
                            "scp.retry",
                            Attributes.of(
                                    RETRY_REASON,
                                    retry.reason(),
                                    RETRY_DELAY,
                                    retry.delay().toNanos() / 1e9));
        }
    }

    @Override
    public void onEnd(Call call, End end) {
        Trace trace = call.attached(this, Trace.class);
        if (trace == null) {
            return;
        }
        Span span = trace.span();
        span.setAttribute(ATTEMPTS, (long) end.attempts());
        if (end.requestId() != null) {
            span.setAttribute(REQUEST_ID, end.requestId());
        }
        if (end.failure() != null) {
            span.recordException(end.failure());
        }
        if (end.errorType() != null) {
            span.setAttribute(ERROR_TYPE, end.errorType());
        }
        fail(span, end.errorType(), null);
        span.end();
        call.attach(this, null);
    }

    /** Returns the common attributes of spans and measurements, all with few different values. */
    private static Attributes common(Call call, Attempt attempt) {
        AttributesBuilder attributes = Attributes.builder()
                .put(METHOD, call.method())
                .put(SERVER_ADDRESS, call.serverAddress())
                .put(SERVER_PORT, (long) call.serverPort())
                .put(URL_TEMPLATE, call.pathTemplate());
        if (attempt.status() != null) {
            attributes.put(STATUS_CODE, (long) attempt.status());
        }
        if (attempt.errorType() != null) {
            attributes.put(ERROR_TYPE, attempt.errorType());
        }
        return attributes.build();
    }

    private static void fail(Span span, @Nullable String errorType, @Nullable String description) {
        if (errorType == null) {
            return;
        }
        if (description == null) {
            span.setStatus(StatusCode.ERROR);
        } else {
            span.setStatus(StatusCode.ERROR, description);
        }
    }
}
