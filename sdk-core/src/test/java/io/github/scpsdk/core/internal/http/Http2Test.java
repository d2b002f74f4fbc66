// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import io.github.scpsdk.core.testing.Tls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The replays of HTTP/2: refused, cancelled and broken streams, GOAWAY, a connection that dies. */
@Timeout(180)
class Http2Test {

    private static final int REFUSED_STREAM = 7;
    private static final int CANCEL = 8;
    private static final int INTERNAL_ERROR = 2;

    private static final Logger OKHTTP = Logger.getLogger(OkHttpClient.class.getName());

    static {
        OKHTTP.setLevel(Level.WARNING); // it tells of the mock server's stalled streams
    }

    @StartStop
    final MockWebServer server = new MockWebServer();

    @BeforeEach
    void speakTls() {
        server.useHttps(Tls.server().sslSocketFactory());
    }

    @ParameterizedTest
    @ValueSource(ints = {REFUSED_STREAM, CANCEL, INTERNAL_ERROR})
    void arrivesOnceWhenTheResponseIsAReset(int code) throws Exception {
        enqueueNoteThen(new SocketEffect.CloseStream(code));
        try (TestService notes = client(Tls.trusting())) {
            notes.show();
            assertThatThrownBy(notes::create).isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
        // what must not be repeated shares no connection
        assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {REFUSED_STREAM, CANCEL, INTERNAL_ERROR})
    void arrivesOnceOverHttp2WhenTheStreamIsReset(int code) throws Exception {
        for (Consumer<TestService> call :
                List.<Consumer<TestService>>of(TestService::create, TestService::send, TestService::shred)) {
            try (MockWebServer http2Only = new MockWebServer()) {
                http2Only.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
                http2Only.enqueue(note());
                http2Only.enqueue(new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseStream(code))
                        .build());
                http2Only.enqueue(note());
                http2Only.start();
                OkHttpClient http = new OkHttpClient.Builder()
                        .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                        .build();
                try (TestService notes = TestService.at(http2Only.url("/").uri())
                        .httpClient(http)
                        .build()) {
                    notes.show();
                    assertThatThrownBy(() -> call.accept(notes)).isInstanceOf(OutcomeUnknownException.class);
                }
                assertThat(http2Only.getRequestCount()).isEqualTo(2);
                assertThat(http2Only.takeRequest().getVersion()).isEqualTo("HTTP/2");
                assertThat(http2Only.takeRequest().getVersion()).isEqualTo("HTTP/2");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {REFUSED_STREAM, CANCEL, INTERNAL_ERROR})
    void repeatsAReadWhoseStreamIsReset(int code) {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseStream(code))
                .build());
        server.enqueue(note());
        try (TestService notes = client(Tls.trusting())) {
            assertThat(notes.show().name()).isEqualTo("hello");
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void arrivesOnceWhenTheSocketIsClosedBeforeTheResponse() {
        enqueueNoteThen(new SocketEffect.CloseSocket());
        try (TestService notes = client(Tls.trusting())) {
            notes.show();
            assertThatThrownBy(notes::create).isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void goesOnAfterTheServerSaysGoAway() throws Exception {
        server.enqueue(note().newBuilder()
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        server.enqueue(note());
        server.enqueue(note());
        try (TestService notes = client(Tls.trusting())) {
            notes.show();
            Thread.sleep(100);
            notes.create();
            notes.show();
        }
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void readsShareOneConnection() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.enqueue(note());
        }
        try (TestService notes = client(Tls.trusting())) {
            for (int i = 0; i < 3; i++) {
                notes.show();
            }
        }
        for (int i = 0; i < 3; i++) {
            RecordedRequest request = server.takeRequest(1, TimeUnit.SECONDS);
            assertThat(request.getConnectionIndex()).isZero();
            assertThat(request.getExchangeIndex()).isEqualTo(i);
        }
    }

    @Test
    void endsWithTheAttemptsLimitWhenTheStreamStalls() {
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
        }
        try (TestService notes = TestService.at(server.url("/").uri())
                .httpClient(Tls.trusting())
                .attemptTimeout(Duration.ofMillis(200))
                .build()) {
            assertThatThrownBy(notes::show).isInstanceOf(ScpTimeoutException.class);
        }
    }

    @Test
    void trustsNobodyTheApplicationDoesNotTrust() {
        try (TestService notes = client(new OkHttpClient())) {
            assertThatThrownBy(notes::show).isInstanceOf(ScpConnectionException.class);
        }
        assertThat(server.getRequestCount()).isZero();
    }

    private void enqueueNoteThen(SocketEffect effect) {
        server.enqueue(note());
        server.enqueue(new MockResponse.Builder().onResponseStart(effect).build());
        server.enqueue(note());
    }

    private TestService client(OkHttpClient http) {
        return TestService.at(server.url("/").uri()).httpClient(http).build();
    }

    private static MockResponse note() {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(Responses.NOTE)
                .build();
    }
}
