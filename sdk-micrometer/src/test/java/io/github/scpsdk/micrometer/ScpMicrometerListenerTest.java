// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.micrometer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which meters calls to the emulator leave behind. */
class ScpMicrometerListenerTest {

    private static final String VOLUME = """
            {"id":"v-1","name":"my_volume","type_name":"HDD","state":"available","protocol":"NFS"}""";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
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
    void timesEachRequestWithTheTagsThatSpringUses() {
        responses.add(Response.error(503, "Busy", List.of("later")));
        responses.add(Response.json(200, VOLUME));
        try (FileStorageClient files = client(emulator.endpoint("kr-west1"))) {
            files.showVolume("v-1");
        }
        assertThat(registry.find("http.client.requests").timers())
                .allSatisfy(timer -> assertThat(timer.getId().getTags())
                        .extracting(Tag::getKey)
                        .containsExactly("client.name", "exception", "method", "outcome", "status", "uri"));
        assertThat(registry.get("http.client.requests")
                        .tags(
                                "client.name",
                                "127.0.0.1",
                                "exception",
                                "none",
                                "method",
                                "GET",
                                "uri",
                                "/v1/volumes/{volume_id}")
                        .tags("outcome", "SERVER_ERROR", "status", "503")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("http.client.requests")
                        .tags("outcome", "SUCCESS", "status", "200")
                        .timer()
                        .totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
    }

    @Test
    void timesTheCallAndCountsItsRetries() {
        for (int i = 0; i < 2; i++) {
            responses.add(Response.error(503, "Busy", List.of("later")));
            responses.add(Response.json(200, VOLUME));
        }
        try (FileStorageClient files = client(emulator.endpoint("kr-west1"))) {
            files.showVolume("v-1");
            files.async().showVolume("v-2").join();
        }
        assertThat(registry.get("scp.client.calls")
                        .tags(
                                "service",
                                "filestorage",
                                "version",
                                "1.1",
                                "operation",
                                "showVolume",
                                "region",
                                "kr-west1")
                        .tags("outcome", "SUCCESS", "status", "200", "exception", "none")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("scp.client.retries")
                        .tags(
                                "service",
                                "filestorage",
                                "version",
                                "1.1",
                                "operation",
                                "showVolume",
                                "region",
                                "kr-west1")
                        .tags("reason", "503")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.getMeters())
                .as("ids of volumes make no meters of their own")
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder(
                        "http.client.requests", "http.client.requests", "scp.client.calls", "scp.client.retries");
    }

    @Test
    void namesTheExceptionOfAFailure() {
        responses.add(Response.error(409, "Conflict", List.of("in use")));
        try (FileStorageClient files = client(emulator.endpoint("kr-west1"))) {
            assertThatThrownBy(() -> files.deleteVolume("v-1")).isInstanceOf(ConflictException.class);
        }
        assertThat(registry.get("scp.client.calls")
                        .tags("outcome", "CLIENT_ERROR", "status", "409", "exception", "ConflictException")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void namesTheExceptionThatBrokeAResponseOff() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                FileStorageClient files = client(URI.create("http://127.0.0.1:" + server.getLocalPort()))) {
            CompletableFuture.runAsync(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        socket.getInputStream().read();
                        socket.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".getBytes(US_ASCII));
                        socket.shutdownOutput();
                        socket.getInputStream().readAllBytes();
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            assertThatThrownBy(() -> files.showVolume("v-1")).isInstanceOf(ScpConnectionException.class);
        }
        assertThat(registry.get("http.client.requests")
                        .tags("outcome", "SUCCESS", "status", "200", "exception", "ProtocolException")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void countsWhatHasNoAnswer() throws IOException {
        try (Socket bound = new Socket()) { // so that nobody else begins to listen there
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (FileStorageClient files = client(URI.create("http://127.0.0.1:" + bound.getLocalPort()))) {
                assertThatThrownBy(() -> files.showVolume("v-1")).isInstanceOf(ScpConnectionException.class);
            }
        }
        assertThat(registry.get("http.client.requests")
                        .tags("outcome", "UNKNOWN", "status", "IO_ERROR", "exception", "ConnectException")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("scp.client.calls")
                        .tags("outcome", "UNKNOWN", "status", "IO_ERROR", "exception", "ScpConnectionException")
                        .timer()
                        .count())
                .isEqualTo(1);
        Meter retries = registry.get("scp.client.retries").meter();
        assertThat(retries.getId().getTag("reason")).isEqualTo("connection failed");
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
                .listener(new ScpMicrometerListener(registry))
                .build();
    }

    @Test
    void gaugesShowWhatLimitsTheCallsOfAClient() {
        responses.add(Response.error(503, "Busy", List.of("later")));
        responses.add(Response.error(503, "Busy", List.of("later")));
        try (FileStorageClient files = client(emulator.endpoint("kr-west1"))) {
            new ScpClientMetrics(files, Tag.of("account", "backup")).bindTo(registry);
            assertThat(gauge("scp.client.retry.tokens")).isEqualTo(500);
            assertThatThrownBy(() -> files.showVolume("v-1"));
            assertThat(gauge("scp.client.retry.tokens")).isLessThan(500);
            assertThat(gauge("scp.client.requests.active")).isZero();
            assertThat(gauge("scp.client.requests.queued")).isZero();
        }
    }

    private double gauge(String name) {
        return registry.get(name)
                .tags("service", "filestorage", "version", "1.1", "region", "kr-west1", "account", "backup")
                .gauge()
                .value();
    }
}
