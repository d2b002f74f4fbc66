// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.opentelemetry;

import io.github.scpsdk.core.ClientStatistics;
import io.github.scpsdk.core.ScpClient;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;

/**
 * Gauges of what limits the calls of a client: {@code ScpClientMetrics.observe(openTelemetry, client)}. Closing it ends
 * them; they keep the client alive until then.
 *
 * <ul>
 *   <li>{@code scp.client.retry.tokens}: tokens left in the bucket that the client pays retries from; at zero, none is
 *       made.
 *   <li>{@code scp.client.requests.active}: requests in progress to the client's host, of all clients that share the
 *       limit of requests with it.
 *   <li>{@code scp.client.requests.queued}: requests that wait for their turn under that limit.
 * </ul>
 *
 * <p>Attributes are {@code scp.service}, {@code scp.api_version}, {@code cloud.region} when there is one, and those of
 * the application: clients of the same service, version and region need one that tells them apart.
 */
public final class ScpClientMetrics implements AutoCloseable {

    private final BatchCallback callback;

    private ScpClientMetrics(BatchCallback callback) {
        this.callback = callback;
    }

    /**
     * Begins to observe a client.
     *
     * @param openTelemetry receives the measurements
     * @param client the client to look at
     * @return closing it ends the gauges
     */
    public static ScpClientMetrics observe(OpenTelemetry openTelemetry, ScpClient client) {
        return observe(openTelemetry, client, Attributes.empty());
    }

    /**
     * Begins to observe a client.
     *
     * @param openTelemetry receives the measurements
     * @param client the client to look at
     * @param more attributes of the application
     * @return closing it ends the gauges
     */
    public static ScpClientMetrics observe(OpenTelemetry openTelemetry, ScpClient client, Attributes more) {
        Meter meter = openTelemetry.getMeter("io.github.scpsdk");
        ObservableLongMeasurement tokens =
                gauge(meter, "scp.client.retry.tokens", "{token}", "Tokens left for retries.");
        ObservableLongMeasurement active =
                gauge(meter, "scp.client.requests.active", "{request}", "Requests in progress.");
        ObservableLongMeasurement queued =
                gauge(meter, "scp.client.requests.queued", "{request}", "Requests that wait for their turn.");
        Attributes attributes = attributes(client.statistics(), more);
        return new ScpClientMetrics(meter.batchCallback(
                () -> {
                    ClientStatistics now = client.statistics();
                    tokens.record(now.retryTokens(), attributes);
                    active.record(now.activeRequests(), attributes);
                    queued.record(now.queuedRequests(), attributes);
                },
                tokens,
                active,
                queued));
    }

    private static ObservableLongMeasurement gauge(Meter meter, String name, String unit, String description) {
        return meter.gaugeBuilder(name)
                .ofLongs()
                .setUnit(unit)
                .setDescription(description)
                .buildObserver();
    }

    private static Attributes attributes(ClientStatistics client, Attributes more) {
        AttributesBuilder attributes = Attributes.builder()
                .putAll(more)
                .put(AttributeKey.stringKey("scp.service"), client.service())
                .put(AttributeKey.stringKey("scp.api_version"), client.version());
        if (client.region() != null) {
            attributes.put(AttributeKey.stringKey("cloud.region"), client.region());
        }
        return attributes.build();
    }

    /** Ends the gauges. Closing again does nothing. */
    @Override
    public void close() {
        callback.close();
    }
}
