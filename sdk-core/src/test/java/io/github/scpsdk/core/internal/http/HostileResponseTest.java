// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server answers, the caller sees results and our exceptions, and other threads see nothing at all. */
@Timeout(600) // with many more cases than usual
class HostileResponseTest {

    /** More of them, from other seeds, with {@code -Pslow}. */
    private static final int CASES = Integer.getInteger("faults.cases", 600);

    private static final Logger OKHTTP = Logger.getLogger(OkHttpClient.class.getName());

    static {
        OKHTTP.setLevel(Level.OFF); // it tells of the bodies that it cannot close itself, see aNegativeLength...
    }

    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private Thread.UncaughtExceptionHandler before;
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start();
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
    }

    @AfterEach
    void stop() throws IOException {
        Thread.setDefaultUncaughtExceptionHandler(before);
        server.close();
        assertThat(uncaught).isEmpty();
    }

    private TestService.Builder once() {
        return TestService.at(server.endpoint()).retryPolicy(RetryPolicy.none());
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 305, 306, 307, 308})
    void neverFollowsARedirect(int status) throws IOException {
        try (FaultServer second = FaultServer.start().always(Responses.note());
                TestService notes = once().build()) {
            for (String location : List.of(
                    second.endpoint() + "/v1/notes",
                    "//127.0.0.1:" + second.port() + "/",
                    "/v1/notes/n-2",
                    "",
                    ":::",
                    "http://[")) {
                server.always(Responses.empty(status, "Location: " + location));
                for (Consumer<TestService> call : List.<Consumer<TestService>>of(
                        TestService::show, TestService::set, TestService::delete, TestService::create)) {
                    int arrived = server.count();
                    assertThatThrownBy(() -> call.accept(notes))
                            .isInstanceOfSatisfying(
                                    ScpServiceException.class,
                                    e -> assertThat(e.status()).isEqualTo(status));
                    assertThat(server.count() - arrived).isEqualTo(1);
                }
            }
            assertThat(second.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 -12 Minus\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 999 High\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 2000 Long\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/2.0 200 OK\r\n\r\n{}",
                "HTTP/1.0 200 OK\r\n\r\n{}",
                "ICY 200 OK\r\n\r\n{}",
                "\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n{}",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n{   }",
                "HTTP/1.1 205 Reset\r\nContent-Length: 5\r\n\r\n{   }",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Type: \u0663;;;charset=\"\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=no-such\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\n: no name\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nSet-Cookie: =;;;\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 401 No\r\nWWW-Authenticate: \"\"=,,Basic realm\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 503 No\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 408 No\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 408 No\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 503 No\r\nRetry-After: \u0663\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 503 No\r\nRetry-After: \r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 421 No\r\nContent-Length: 0\r\n\r\n"
            })
    void letsNothingOutButItsOwnExceptions(String response) throws Exception {
        server.always(Responses.closingAfter(response));
        ConnectionPool pool = new ConnectionPool();
        try (TestService notes = once().httpClient(
                        new OkHttpClient.Builder().connectionPool(pool).build())
                .build()) {
            for (Consumer<TestService> call : List.<Consumer<TestService>>of(
                    TestService::show, TestService::set, TestService::delete, TestService::create)) {
                int arrived = server.count();
                Measured measured = Measured.run(() -> call.accept(notes));
                assertThat(measured.thrown())
                        .satisfiesAnyOf(
                                none -> assertThat(none).isNull(),
                                e -> assertThat(e).isInstanceOf(ScpException.class));
                assertThat(server.count() - arrived)
                        .isLessThanOrEqualTo(1); // 0: the pooled connection is closed by now
            }
        }
        assertThatNothingIsLeftIn(pool);
    }

    private static void assertThatNothingIsLeftIn(ConnectionPool pool) throws InterruptedException {
        Eventually.is(0, () -> {
            pool.evictAll(); // what is idle; what remains was never given back
            return pool.connectionCount();
        });
    }

    @Test
    void aNegativeLengthLeavesNoConnectionOpen() throws Exception {
        // OkHttp can neither read such a body nor close it
        server.always(Responses.stallingAfter("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}"));
        try (TestService notes = once().build()) {
            for (Consumer<TestService> call : List.<Consumer<TestService>>of(
                    TestService::show, TestService::set, TestService::delete, TestService::create)) {
                Measured.run(() -> call.accept(notes));
                Eventually.is(0, server::openConnections);
            }
        }
    }

    @Test
    void anResponseBeforeTheRequestIsReadCounts() {
        server.atEveryConnect(wire -> {
            wire.send("HTTP/1.1 413 Told\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            wire.socket.shutdownOutput();
            wire.waitForClient();
            return false;
        });
        try (TestService notes = once().build()) {
            for (Consumer<TestService> call : List.<Consumer<TestService>>of(
                    TestService::show, TestService::set, TestService::delete, TestService::create)) {
                assertThatThrownBy(() -> call.accept(notes))
                        .isInstanceOfSatisfying(
                                ScpServiceException.class,
                                e -> assertThat(e.status()).isEqualTo(413));
            }
        }
    }

    @Test
    void aSwarmOfInterimResponsesEnds() {
        server.always((request, wire) -> {
            while (true) {
                wire.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
            }
        });
        try (TestService notes = once().timeout(Duration.ofSeconds(1)).build()) {
            Measured measured = Measured.run(notes::show);
            assertThat(measured.failure()).isInstanceOf(ScpException.class);
            assertThat(measured.time()).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void anInterceptorThatThrowsIsAConnectionFailure() {
        OkHttpClient broken = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    throw new IllegalStateException("broken interceptor");
                })
                .build();
        try (TestService notes = once().httpClient(broken).build()) {
            assertThatThrownBy(notes::show).isInstanceOf(ScpConnectionException.class);
            assertThatThrownBy(notes::create).isInstanceOf(ScpConnectionException.class);
        }
        assertThat(server.count()).isZero();
    }

    @Test
    void nothingUnknownEscapesFromManyInventedResponses() throws Exception {
        ConnectionPool pool = new ConnectionPool();
        Random random = new Random(Long.getLong("faults.seed", 20260101L));
        try (TestService notes = TestService.at(server.endpoint())
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(2)
                        .baseDelay(Duration.ZERO)
                        .throttlingBaseDelay(Duration.ZERO)
                        .build())
                .timeout(Duration.ofSeconds(2))
                .attemptTimeout(Duration.ofSeconds(1))
                .httpClient(new OkHttpClient.Builder().connectionPool(pool).build())
                .build()) {
            List<Consumer<TestService>> calls = List.of(
                    TestService::show,
                    TestService::set,
                    TestService::delete,
                    TestService::remove,
                    TestService::create,
                    TestService::send,
                    TestService::shred);
            for (int i = 0; i < CASES; i++) {
                byte[] response = response(random);
                server.always((request, wire) -> {
                    wire.send(response);
                    wire.close();
                });
                Consumer<TestService> call = calls.get(i % calls.size());
                TestService driven = notes.through(i / calls.size() % 2 == 0 ? Driver.BLOCKING : Driver.ASYNC);
                Measured measured = Measured.run(() -> call.accept(driven));
                assertThat(measured.thrown())
                        .as("case %d: %s", i, new String(response, StandardCharsets.ISO_8859_1))
                        .satisfiesAnyOf(
                                none -> assertThat(none).isNull(),
                                e -> assertThat(e)
                                        .isInstanceOf(ScpException.class)
                                        .hasMessageNotContaining(TestService.SECRET_KEY));
                assertThat(measured.time()).isLessThan(Duration.ofSeconds(30));
            }
        }
        assertThatNothingIsLeftIn(pool);
    }

    private static byte[] response(Random random) {
        String status = pick(
                random, "200", "201", "202", "204", "206", "226", "299", "301", "304", "307", "308", "400", "401",
                "403", "404", "405", "408", "409", "410", "413", "416", "417", "421", "422", "425", "429", "451", "500",
                "501", "502", "503", "504", "505", "511", "599", "600", "999", "101", "-1", "0");
        List<String> headers = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            headers.add(pick(
                            random,
                            "Retry-After",
                            "Date",
                            "Content-Type",
                            "Content-Encoding",
                            "Transfer-Encoding",
                            "Connection",
                            "Location",
                            "X-Request-Id",
                            "X-Global-Request-Id",
                            "WWW-Authenticate",
                            "Server",
                            "Trailer",
                            "Upgrade",
                            "Keep-Alive",
                            "Vary",
                            "ETag",
                            "Cache-Control")
                    + ":"
                    + pick(
                            random,
                            "",
                            " ",
                            "0",
                            "1",
                            "-1",
                            "99999999999",
                            "9".repeat(30),
                            "\u0000",
                            "\u00ff",
                            "\u0663",
                            "\t",
                            "gzip",
                            "gzip, gzip",
                            "chunked",
                            "close",
                            "identity",
                            "application/json",
                            "text/html; charset=\"",
                            "Thu, 01 Jan 1970 00:00:00 GMT",
                            "Fri, 31 Dec 999999999 23:59:59 GMT",
                            "x".repeat(9000),
                            "a\u000bb",
                            "Basic realm=\"",
                            "http://[::1",
                            "%00%0d%0a"));
        }
        String body = pick(
                random,
                "",
                "{}",
                "[]",
                "null",
                "true",
                "0",
                "\"x\"",
                "{",
                "}",
                "{\"id\":1e999999}",
                "{\"id\":{}}",
                "{\"parts\":[null,1,{}]}",
                "{\"id\":\"\\ud800\"}",
                "{\"id\":\"\u0000\"}",
                "{\"id\":1,\"id\":2}",
                "{} {}",
                "\ufeff{}",
                "{\"errors\":[{\"code\":[[[[]]]]}]}",
                "{\"errors\":[{\"detail\":{\"a\":[1,{\"b\":null}]},\"status\":1e99}]}",
                "{\"errors\":{\"errors\":{}}}",
                "{\"error\":{},\"path\":[]}",
                "{\"timestamp\":7,\"error\":7,\"requestId\":{}}",
                "<html>",
                "<",
                "<<<<>>>><!--",
                "&#x0;",
                TestService.SECRET_KEY,
                "{\"errors\":[{\"code\":\"" + TestService.SECRET_KEY + "\"}]}",
                "[".repeat(5000),
                "1".repeat(5000),
                "\u001f\u008b\u0008");
        if (random.nextInt(3) > 0) {
            headers.add("Content-Length: "
                    + pick(random, "" + body.getBytes(StandardCharsets.UTF_8).length, "0", "1", "5000", "x"));
        }
        String text = "HTTP/1.1 " + status + " " + pick(random, "OK", "", "\u0000", "x".repeat(500)) + "\r\n"
                + String.join("\r\n", headers) + (headers.isEmpty() ? "" : "\r\n") + "\r\n" + body;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(8) == 0 ? 3 : 0; i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
