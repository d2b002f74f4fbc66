// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.micrometer;

import io.github.scpsdk.core.CallListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times calls with Micrometer. Give it to the builder of a client:
 * {@code builder.listener(new ScpMicrometerListener(registry))}. One listener may serve any number of clients
 * and threads.
 *
 * <p>It creates three meters; every tag has few different values:
 *
 * <ul>
 *   <li>{@code http.client.requests}, a timer of each HTTP request, including each retry. Its tags are those
 *       of Spring's meter of that name, so that both can be in one registry: {@code client.name} (the host),
 *       {@code exception}, {@code method}, {@code outcome}, {@code status}, {@code uri} (the path with the
 *       names of its parameters).
 *   <li>{@code scp.client.calls}, a timer of each call with its retries and the pauses between them:
 *       {@code service}, {@code version}, {@code operation}, {@code region}, {@code outcome}, {@code status},
 *       {@code exception}.
 *   <li>{@code scp.client.retries}, a counter: {@code service}, {@code version}, {@code operation},
 *       {@code region}, {@code reason}.
 * </ul>
 *
 * <p>A tag without a value is {@code none}; the status of a request without a response is {@code IO_ERROR},
 * and its outcome {@code UNKNOWN}.
 */
public final class ScpMicrometerListener implements CallListener {

    private static final String NONE = "none";

    private final MeterRegistry registry;

    /**
     * Creates a listener.
     *
     * @param registry receives the meters
     */
    public ScpMicrometerListener(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onAttempt(Call call, Attempt attempt) {
        Timer.builder("http.client.requests")
                .description("Requests of HTTP clients")
                .tags(
                        "client.name", call.serverAddress(),
                        "exception", exception(attempt),
                        "method", call.method(),
                        "outcome", outcome(attempt.status()),
                        "status", status(attempt.status()),
                        "uri", call.pathTemplate())
                .register(registry)
                .record(attempt.elapsed());
    }

    @Override
    public void onRetry(Call call, Retry retry) {
        Counter.builder("scp.client.retries")
                .description("Requests to Samsung Cloud Platform that were sent again")
                .tags(of(call).and("reason", retry.reason()))
                .register(registry)
                .increment();
    }

    @Override
    public void onEnd(Call call, End end) {
        Throwable failure = end.failure();
        Timer.builder("scp.client.calls")
                .description("Calls to Samsung Cloud Platform, retries included")
                .tags(of(call).and(
                                "outcome",
                                failure == null ? Outcome.SUCCESS.name() : outcome(end.status()),
                                "status",
                                status(end.status()),
                                "exception",
                                failure == null ? NONE : failure.getClass().getSimpleName()))
                .register(registry)
                .record(end.elapsed());
    }

    private static Tags of(Call call) {
        String region = call.region();
        return Tags.of(
                "service", call.service(),
                "version", call.version(),
                "operation", call.operation(),
                "region", region == null ? NONE : region);
    }

    private static String status(@Nullable Integer status) {
        return status == null ? "IO_ERROR" : status.toString();
    }

    private static String outcome(@Nullable Integer status) {
        return status == null
                ? Outcome.UNKNOWN.name()
                : Outcome.forStatus(status).name();
    }

    /**
     * Returns the exception of an attempt, also of a response that broke off. An error status is not an
     * exception.
     */
    private static String exception(Attempt attempt) {
        String type = attempt.errorType();
        return type == null || type.equals(status(attempt.status())) ? NONE : type.substring(type.lastIndexOf('.') + 1);
    }
}
