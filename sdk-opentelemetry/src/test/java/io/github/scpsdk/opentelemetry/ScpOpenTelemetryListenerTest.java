// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which spans and measurements calls to the emulator leave behind. */
class ScpOpenTelemetryListenerTest {

    private static final String VOLUME = """
            {"id":"v-1","name":"my_volume","type_name":"HDD","state":"available","protocol":"NFS"}""";

    @RegisterExtension
    static final OpenTelemetryExtension OPEN_TELEMETRY = OpenTelemetryExtension.create();

    private final Deque<Response> responses = new ArrayDeque<>();
    private ScpEmulator emulator;

    @BeforeEach
    void start() {
        emulator = ScpEmulator.builder().replaying().strictRequests().start();
        emulator.respondWith(call -> responses.pop());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void makesASpanForTheCallAndOneForEachRequest() {
        responses.add(Response.error(503, "Busy", List.of("later")));
        responses.add(Response.json(200, VOLUME));
        Span outer = OPEN_TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("outer")
                .startSpan();
        try (FileStorageClient files = client(emulator.endpoint("kr-west1"));
                Scope ignored = outer.makeCurrent()) {
            files.showVolume("v-1");
        }
        outer.end();

        List<SpanData> spans = OPEN_TELEMETRY.getSpans();
        SpanData call = named(spans, "filestorage showVolume").get(0);
        assertThat(call.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(call.getParentSpanId()).isEqualTo(outer.getSpanContext().getSpanId());
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attributes(call))
                .containsEntry("scp.service", "filestorage")
                .containsEntry("scp.api_version", "1.1")
                .containsEntry("scp.operation", "showVolume")
                .containsEntry("cloud.region", "kr-west1")
                .containsEntry("scp.attempts", 2L);
        assertThat(call.getEvents()).extracting(EventData::getName).containsExactly("scp.retry");
        assertThat(call.getEvents().get(0).getAttributes().get(AttributeKey.stringKey("scp.retry.reason")))
                .isEqualTo("503");

        List<SpanData> requests = named(spans, "GET /v1/volumes/{volume_id}");
        assertThat(requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(request.getParentSpanId()).isEqualTo(call.getSpanId());
            assertThat(request.getInstrumentationScopeInfo().getSchemaUrl())
                    .isEqualTo("https://opentelemetry.io/schemas/1.45.0");
            assertThat(attributes(request))
                    .containsEntry("http.request.method", "GET")
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("server.port", (long) emulator.port())
                    .containsEntry("url.full", emulator.endpoint("kr-west1") + "/v1/volumes/v-1")
                    .containsEntry("url.template", "/v1/volumes/{volume_id}");
            assertThat(request.getEndEpochNanos()).isGreaterThan(request.getStartEpochNanos());
        });
        assertThat(attributes(requests.get(0)))
                .containsEntry("http.response.status_code", 503L)
                .containsEntry("error.type", "503")
                .doesNotContainKey("http.request.resend_count");
        assertThat(requests.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes(requests.get(1)))
                .containsEntry("http.response.status_code", 200L)
                .containsEntry("http.request.resend_count", 1L)
                .doesNotContainKey("error.type");
        assertThat(requests.get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void findsTheParentOfACallThatDoesNotBlock() {
        responses.add(Response.json(200, VOLUME));
        Span outer = OPEN_TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("outer")
                .startSpan();
        try (FileStorageClient files = client(emulator.endpoint("kr-west1"));
                Scope ignored = outer.makeCurrent()) {
            files.async().showVolume("v-1").join();
        }
        SpanData call =
                named(OPEN_TELEMETRY.getSpans(), "filestorage showVolume").get(0);
        assertThat(call.getParentSpanId()).isEqualTo(outer.getSpanContext().getSpanId());
        assertThat(named(OPEN_TELEMETRY.getSpans(), "GET /v1/volumes/{volume_id}"))
                .singleElement()
                .satisfies(request -> assertThat(request.getTraceId()).isEqualTo(call.getTraceId()));
    }

    @Test
    void findsTheParentOfEveryCallOfAWalkAndOfAWait() {
        for (int page = 0; page < 3; page++) {
            responses.add(
                    Response.json(200, "{\"count\":3,\"filestorages\":[" + VOLUME.replace("v-1", "v-" + page) + "]}"));
        }
        responses.add(Response.json(200, VOLUME.replace("available", "creating")));
        responses.add(Response.json(200, VOLUME));
        Tracer tracer = OPEN_TELEMETRY.getOpenTelemetry().getTracer("test");
        Span outer = tracer.spanBuilder("outer").startSpan();
        try (FileStorageClient files = client(emulator.endpoint("kr-west1"));
                Scope ignored = outer.makeCurrent()) {
            files.async()
                    .listVolumesPaginator(p -> p.limit(1))
                    .forEach(volume -> tracer.spanBuilder("item").startSpan().end())
                    .thenCompose(nothing -> files.async()
                            .waiters()
                            .volumeAvailable("v-1", WaitOptions.of(o -> o.interval(Duration.ofMillis(5)))))
                    .join();
        }
        outer.end();
        List<SpanData> spans = OPEN_TELEMETRY.getSpans();
        for (Map.Entry<String, Integer> expected : Map.of(
                        "filestorage listVolumes", 3, "filestorage showVolume", 2, "item", 3)
                .entrySet()) {
            assertThat(named(spans, expected.getKey()))
                    .hasSize(expected.getValue())
                    .allSatisfy(span -> assertThat(span.getParentSpanId())
                            .isEqualTo(outer.getSpanContext().getSpanId()));
        }
    }

    @Test
    void saysWhyACallFailed() {
        responses.add(Response.error(409, "Conflict", List.of("in use")));
        try (FileStorageClient files = client(emulator.endpoint("kr-west1"))) {
            assertThatThrownBy(() -> files.deleteVolume("v-1")).isInstanceOf(ConflictException.class);
        }
        SpanData call =
                named(OPEN_TELEMETRY.getSpans(), "filestorage deleteVolume").get(0);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes(call)).containsEntry("error.type", "409");
        assertThat(call.getEvents()).extracting(EventData::getName).containsExactly("exception");
    }

    @Test
    void tracesWhatHasNoAnswer() throws IOException {
        try (Socket bound = new Socket()) { // so that nobody else begins to listen there
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (FileStorageClient files = client(URI.create("http://127.0.0.1:" + bound.getLocalPort()))) {
                assertThatThrownBy(() -> files.showVolume("v-1")).isInstanceOf(ScpConnectionException.class);
            }
        }
        assertThat(named(OPEN_TELEMETRY.getSpans(), "GET /v1/volumes/{volume_id}"))
                .hasSize(2)
                .allSatisfy(request -> {
                    assertThat(attributes(request))
                            .containsEntry("error.type", "java.net.ConnectException")
                            .doesNotContainKeys("http.response.status_code", "http.response.body.size");
                    assertThat(request.getStatus().getDescription()).isEqualTo("ConnectException");
                });
        assertThat(attributes(named(OPEN_TELEMETRY.getSpans(), "filestorage showVolume")
                        .get(0)))
                .containsEntry("error.type", "io.github.scpsdk.core.ScpConnectionException");
    }

    @Test
    void measuresEachRequestInSeconds() {
        responses.add(Response.error(503, "Busy", List.of("later")));
        responses.add(Response.json(200, VOLUME));
        try (FileStorageClient files = client(emulator.endpoint("kr-west1"))) {
            files.showVolume("v-1");
        }
        MetricData durations = OPEN_TELEMETRY.getMetrics().stream()
                .filter(metric -> metric.getName().equals("http.client.request.duration"))
                .findFirst()
                .orElseThrow();
        assertThat(durations.getUnit()).isEqualTo("s");
        assertThat(durations.getHistogramData().getPoints()).hasSize(2).allSatisfy(point -> {
            assertThat(point.getSum()).isPositive().isLessThan(20);
            assertThat(point.getBoundaries()).startsWith(0.005, 0.01).endsWith(7.5, 10.0);
            assertThat(keys(point))
                    .contains(
                            "http.request.method",
                            "server.address",
                            "server.port",
                            "http.response.status_code",
                            "url.template")
                    .doesNotContain("url.full", "http.request.resend_count");
        });
    }

    @Test
    void gaugesShowWhatLimitsTheCallsOfAClient() {
        responses.add(Response.error(503, "Busy", List.of("later")));
        responses.add(Response.error(503, "Busy", List.of("later")));
        try (FileStorageClient files = client(emulator.endpoint("kr-west1"))) {
            ScpClientMetrics metrics = ScpClientMetrics.observe(
                    OPEN_TELEMETRY.getOpenTelemetry(),
                    files,
                    Attributes.of(AttributeKey.stringKey("account"), "backup"));
            assertThat(gauges()).containsEntry("scp.client.retry.tokens", 500L);
            assertThatThrownBy(() -> files.showVolume("v-1"));
            assertThat(gauges())
                    .containsEntry("scp.client.requests.active", 0L)
                    .containsEntry("scp.client.requests.queued", 0L);
            assertThat(gauges().get("scp.client.retry.tokens")).isLessThan(500L);
            metrics.close();
            assertThat(gauges()).isEmpty();
        }
    }

    private static Map<String, Long> gauges() {
        return OPEN_TELEMETRY.getMetrics().stream()
                .filter(metric -> metric.getName().startsWith("scp.client."))
                .collect(Collectors.toMap(MetricData::getName, metric -> {
                    LongPointData point =
                            metric.getLongGaugeData().getPoints().iterator().next();
                    assertThat(point.getAttributes().asMap().values())
                            .containsExactlyInAnyOrder("backup", "filestorage", "1.1", "kr-west1");
                    return point.getValue();
                }));
    }

    private static List<String> keys(HistogramPointData point) {
        return point.getAttributes().asMap().keySet().stream()
                .map(AttributeKey::getKey)
                .toList();
    }

    private static List<SpanData> named(List<SpanData> spans, String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    private static Map<String, Object> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
    }

    private FileStorageClient client(URI endpoint) {
        return FileStorageClient.builder()
                .endpointOverride(endpoint)
                .region("kr-west1")
                .credentials(ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY))
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(2)
                        .baseDelay(Duration.ofMillis(1))
                        .build())
                .listener(new ScpOpenTelemetryListener(OPEN_TELEMETRY.getOpenTelemetry()))
                .build();
    }
}
