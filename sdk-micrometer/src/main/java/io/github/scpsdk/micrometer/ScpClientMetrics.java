// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.micrometer;

import io.github.scpsdk.core.ClientStatistics;
import io.github.scpsdk.core.ScpClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToIntFunction;

/**
 * Gauges of what limits the calls of a client: {@code new ScpClientMetrics(client).bindTo(registry)}. In Spring Boot,
 * a bean of this type is enough.
 *
 * <ul>
 *   <li>{@code scp.client.retry.tokens}: tokens left in the bucket that the client pays retries from; at zero, none is
 *       made.
 *   <li>{@code scp.client.requests.active}: requests in progress to the client's host, of all clients that share the
 *       limit of requests with it.
 *   <li>{@code scp.client.requests.queued}: requests that wait for their turn under that limit.
 * </ul>
 *
 * <p>Tags are {@code service}, {@code version}, {@code region} ({@code none} when there is none), and those of the
 * application: clients of the same service, version and region need one that tells them apart. The gauges do not
 * keep the client alive.
 */
public final class ScpClientMetrics implements MeterBinder {

    private final ScpClient client;
    private final Tags tags;

    /**
     * Creates gauges.
     *
     * @param client the client to look at
     * @param tags more tags, for example {@code Tag.of("account", "backup")}
     */
    public ScpClientMetrics(ScpClient client, Tag... tags) {
        ClientStatistics now = client.statistics();
        this.client = client;
        this.tags = Tags.of(
                        "service",
                        now.service(),
                        "version",
                        now.version(),
                        "region",
                        now.region() == null ? "none" : now.region())
                .and(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "scp.client.retry.tokens", "Tokens left for retries", ClientStatistics::retryTokens);
        gauge(registry, "scp.client.requests.active", "Requests in progress", ClientStatistics::activeRequests);
        gauge(registry, "scp.client.requests.queued", "Requests that wait", ClientStatistics::queuedRequests);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToIntFunction<ClientStatistics> value) {
        Gauge.builder(name, client, now -> value.applyAsInt(now.statistics()))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
