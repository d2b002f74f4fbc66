// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.ShortLimit;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every situation in which OkHttp sends a request again by itself: here what must not be repeated arrives exactly once. */
@Timeout(180)
class ReplayTest {

    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start().always(Responses.note());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Operations that must not be repeated: with a body, without one, and a DELETE. */
    static Stream<Arguments> nonIdempotent() {
        return Stream.of(
                Arguments.of("POST with a body", (Consumer<TestService>) TestService::create),
                Arguments.of("POST without a body", (Consumer<TestService>) TestService::send),
                Arguments.of("DELETE", (Consumer<TestService>) TestService::shred));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonIdempotent")
    void arrivesOnceWhenThePooledConnectionIsClosedAfterReading(String what, Consumer<TestService> call) {
        server.then(Responses.note(), Responses.closing());
        try (TestService notes = TestService.at(server.endpoint()).build()) {
            notes.show();
            assertThatThrownBy(() -> call.accept(notes)).isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(server.count()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonIdempotent")
    void arrivesOnceWhenAFreshConnectionIsClosedAfterReading(String what, Consumer<TestService> call) {
        server.then(Responses.closing());
        try (TestService notes = TestService.at(server.endpoint()).build()) {
            assertThatThrownBy(() -> call.accept(notes)).isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonIdempotent")
    void arrivesOnceWhenTheHostHasTwoAddresses(String what, Consumer<TestService> call) throws IOException {
        twoAddresses();
        server.always(Responses.closing());
        try (TestService notes = TestService.at(server.endpoint("localhost"))
                .httpClient(resolving(both()))
                .build()) {
            assertThatThrownBy(() -> call.accept(notes)).isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonIdempotent")
    void usesTheNextAddressWhenTheFirstRefuses(String what, Consumer<TestService> call) throws IOException {
        Dns refusingFirst = host -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 9}), loopback(1));
        try (TestService notes = TestService.at(server.endpoint("localhost"))
                .httpClient(resolving(refusingFirst))
                .build()) {
            call.accept(notes);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"503 0", "503 99999999999", "408 0", "408 99999999999", "503 -1", "503 ", "425 0", "421 0"})
    void arrivesOnceWhateverTheResponseAsksFor(String response) {
        String[] words = response.split(" ", -1);
        server.always(Responses.serviceError(Integer.parseInt(words[0]), "Retry-After: " + words[1]));
        try (TestService notes = TestService.at(server.endpoint()).build()) {
            for (Consumer<TestService> call :
                    List.<Consumer<TestService>>of(TestService::create, TestService::send, TestService::shred)) {
                int before = server.count();
                assertThatThrownBy(() -> call.accept(notes))
                        .isInstanceOfAny(OutcomeUnknownException.class, ScpServiceException.class);
                assertThat(server.count() - before).isEqualTo(1);
            }
        }
    }

    @Test
    void sendsAnIdempotentOneAsOftenAsThePolicySays() {
        server.always(Responses.serviceError(503, "Retry-After: 0"));
        try (TestService notes = TestService.at(server.endpoint()).build()) {
            assertThatThrownBy(notes::delete).isInstanceOf(ServerErrorException.class);
            assertThat(server.count("DELETE")).isEqualTo(3);
            assertThatThrownBy(notes::set).isInstanceOf(ServerErrorException.class);
            assertThat(server.count("PUT")).isEqualTo(3);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonIdempotent")
    void arrivesOnceWhenTheResponseIsAwaitedInVain(String what, Consumer<TestService> call) throws Exception {
        server.always(Responses.stalling());
        ShortLimit.of(200, limit -> {
            int before = server.count();
            try (TestService notes =
                    TestService.at(server.endpoint()).timeout(limit).build()) {
                Throwable failure = Measured.run(() -> call.accept(notes)).failure();
                assertThat(server.count() - before).isLessThanOrEqualTo(1);
                assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
                Eventually.is(before + 1, server::count);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonIdempotent")
    void succeedsOnceWhenThePooledConnectionWasClosedWhileIdle(String what, Consumer<TestService> call)
            throws Exception {
        server.then(Responses.thenClose(Responses.note()));
        try (TestService notes = TestService.at(server.endpoint()).build()) {
            notes.show();
            Eventually.is(0, server::openConnections);
            call.accept(notes);
        }
        assertThat(server.count()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonIdempotent")
    void succeedsOnceWhenManyPooledConnectionsWereClosedWhileIdle(String what, Consumer<TestService> call)
            throws Exception {
        // the application's own pool, full of connections that the server has meanwhile closed
        ConnectionPool pool = new ConnectionPool();
        try (TestService notes = TestService.at(server.endpoint())
                .httpClient(new OkHttpClient.Builder().connectionPool(pool).build())
                .build()) {
            server.always(Responses.together(4, Responses.note()));
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(notes::show);
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(pool.idleConnectionCount()).isEqualTo(4);
            server.dropConnections();
            Eventually.is(0, server::openConnections);
            server.always(Responses.note());
            call.accept(notes);
        }
        assertThat(server.count()).isEqualTo(5);
    }

    @Test
    void aReadPassesManyConnectionsClosedWhileIdle() throws Exception {
        ConnectionPool pool = new ConnectionPool(20, 5, TimeUnit.MINUTES);
        try (TestService notes = TestService.at(server.endpoint())
                .httpClient(new OkHttpClient.Builder().connectionPool(pool).build())
                .build()) {
            server.always(Responses.together(10, Responses.note()));
            Thread[] threads = new Thread[10];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(notes::show);
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(pool.idleConnectionCount()).isEqualTo(10);
            server.dropConnections(); // the server restarts
            Eventually.is(0, server::openConnections);
            server.always(Responses.note());
            for (int i = 0; i < 12; i++) {
                assertThat(notes.show().name()).isEqualTo("hello");
                notes.delete();
            }
        }
    }

    /** What some balancers do before they close: the response lies there when the next request leaves, and was not meant for it. */
    @Test
    void aReadPassesManyConnectionsThatTimedOutWhileIdle() throws Exception {
        ConnectionPool pool = new ConnectionPool(20, 5, TimeUnit.MINUTES);
        try (TestService notes = TestService.at(server.endpoint())
                .httpClient(new OkHttpClient.Builder().connectionPool(pool).build())
                .build()) {
            FaultServer.Response together = Responses.together(10, Responses.note());
            server.always((request, wire) -> {
                together.to(request, wire);
                wire.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                wire.close();
            });
            Thread[] threads = new Thread[10];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(notes::show);
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(pool.idleConnectionCount()).isEqualTo(10);
            Eventually.is(0, server::openConnections);
            server.always(Responses.note());
            for (int i = 0; i < 12; i++) {
                assertThat(notes.show().name()).isEqualTo("hello");
                notes.delete();
            }
        }
    }

    @Test
    void doesNotLetTheApplicationsAuthenticatorSendAgain() {
        server.always(Responses.serviceError(401));
        Authenticator eager = (route, response) -> response.priorResponse() != null
                ? null
                : response.request().newBuilder().header("X-Again", "1").build();
        try (TestService notes = TestService.at(server.endpoint())
                .httpClient(new OkHttpClient.Builder().authenticator(eager).build())
                .build()) {
            assertThatThrownBy(notes::create).isInstanceOf(ScpException.class);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @Test
    void doesNotLetTheApplicationsInterceptorSendAgain() {
        OkHttpClient eager = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    chain.proceed(chain.request()).close();
                    return chain.proceed(chain.request());
                })
                .build();
        try (TestService notes =
                TestService.at(server.endpoint()).httpClient(eager).build()) {
            // the first response was a success: that much is known
            assertThatThrownBy(notes::create).isInstanceOf(ScpDecodingException.class);
            assertThat(server.count()).isEqualTo(1);
            server.then(Responses.serviceError(503));
            assertThatThrownBy(notes::create).isInstanceOf(OutcomeUnknownException.class);
            assertThat(server.count()).isEqualTo(2);
        }
    }

    @Test
    void anInterceptorCannotSendAReplacementTwice() {
        OkHttpClient eager = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    Request another = new Request.Builder()
                            .url(chain.request().url())
                            .headers(chain.request().headers())
                            .method(chain.request().method(), chain.request().body())
                            .build();
                    chain.proceed(another).close();
                    return chain.proceed(another);
                })
                .build();
        server.always(Responses.serviceError(503));
        try (TestService notes =
                TestService.at(server.endpoint()).httpClient(eager).build()) {
            assertThatThrownBy(notes::create).isInstanceOf(OutcomeUnknownException.class);
            assertThatThrownBy(notes::shred).isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(server.count()).isEqualTo(2);
    }

    @Test
    void doesNotLetTheApplicationsClientFollowOrRepeat() {
        OkHttpClient eager = new OkHttpClient.Builder()
                .followRedirects(true)
                .followSslRedirects(true)
                .retryOnConnectionFailure(true)
                .fastFallback(true)
                .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                .build();
        server.then(Responses.note(), Responses.resetting());
        try (TestService notes =
                TestService.at(server.endpoint()).httpClient(eager).build()) {
            notes.show();
            assertThatThrownBy(notes::create).isInstanceOf(OutcomeUnknownException.class);
            server.then(Responses.empty(307, "Location: " + server.endpoint() + "/v1/elsewhere"));
            assertThatThrownBy(notes::create).isInstanceOf(ScpServiceException.class);
        }
        assertThat(server.count()).isEqualTo(3);
    }

    private void twoAddresses() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, loopback(2))) {
            assertThat(probe.getLocalPort()).isPositive();
        } catch (IOException oneOnly) {
            abort("this system has one loopback address only");
        }
        server.alsoAt(loopback(2));
    }

    private static Dns both() {
        return host -> List.of(loopback(1), loopback(2));
    }

    private static InetAddress loopback(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OkHttpClient resolving(Dns dns) {
        return new OkHttpClient.Builder().dns(dns).build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReadOfOneAttemptSurvivesAClosedConnection(boolean none) throws Exception {
        for (Driver driver : Driver.values()) {
            ConcurrentHashMap<String, Integer> retries = new ConcurrentHashMap<>();
            try (TestService notes = TestService.at(server.endpoint())
                    .retryPolicy(
                            none
                                    ? RetryPolicy.none()
                                    : TestService.quick().bucketCapacity(0).build())
                    .listener(new CallListener() {
                        @Override
                        public void onRetry(Call call, Retry retry) {
                            retries.merge(retry.reason(), 1, Integer::sum);
                        }
                    })
                    .build()
                    .through(driver)) {
                notes.show();
                int before = server.count();
                server.dropConnections();
                Eventually.is(0, server::openConnections);
                assertThat(notes.show().id()).isEqualTo("n-1");
                assertThat(server.count()).isEqualTo(before + 1);
                assertThat(retries).containsOnlyKeys("stale connection");

                // closed without a word just as the request comes
                notes.show();
                server.then((request, wire) -> wire.close());
                assertThat(notes.show().id()).isEqualTo("n-1");
                assertThat(server.count()).isEqualTo(before + 4);
                assertThat(retries).containsEntry("stale connection", 2);

                // a fresh one that is closed is no matter of the pool
                notes.show();
                server.dropConnections();
                Eventually.is(0, server::openConnections);
                server.then((request, wire) -> wire.close());
                assertThatThrownBy(notes::show)
                        .isInstanceOf(ScpConnectionException.class)
                        .satisfies(
                                e -> assertThat(((ScpException) e).attempts()).isEqualTo(2));
                server.then((request, wire) -> wire.close());
                assertThatThrownBy(notes::show)
                        .isInstanceOf(ScpConnectionException.class)
                        .satisfies(
                                e -> assertThat(((ScpException) e).attempts()).isEqualTo(1));
            }
        }
    }
}
