// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.testing.BlackHole;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.ShortLimit;
import io.github.scpsdk.core.testing.TestService;
import io.github.scpsdk.core.testing.TestTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing waits for ever: the call's limit bounds everything, an attempt's limit each attempt. */
@Timeout(180)
class TimeLimitTest {

    private static final Duration LIMIT = Duration.ofMillis(700);
    private static final Duration BOUND =
            Duration.ofSeconds(30); // however busy the machine; without the limit, a minute and more

    private final List<FaultServer> servers = new ArrayList<>();
    private ExecutorService threads;

    @BeforeEach
    void start() {
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void stop() throws IOException {
        threads.shutdownNow();
        for (FaultServer server : servers) {
            server.close();
        }
    }

    private FaultServer server() throws IOException {
        FaultServer server = FaultServer.start().always(Responses.note());
        servers.add(server);
        return server;
    }

    @Test
    void theCallsLimitBoundsWhateverStalls() throws Exception {
        Duration drip = Duration.ofMillis(50);
        List<URI> stalling = List.of(
                BlackHole.shared(),
                server().atEveryConnect(Responses.silent()).httpsEndpoint(),
                server().atEveryConnect(Responses.silent()).endpoint(),
                server().always(Responses.stalling()).endpoint(),
                server().always(Responses.stallingInHeaders()).endpoint(),
                server().always(Responses.drippingHeaders(drip)).endpoint(),
                server().always(Responses.stallingInBody()).endpoint(),
                server().always(Responses.dripping(drip)).endpoint(),
                server().always(Responses.stallingAfter("HTTP/1.1 100 Continue\r\n\r\n"))
                        .endpoint(),
                server().always(Responses.stallingAfter(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"))
                        .endpoint(),
                server().always(Responses.stallingAfter(
                                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99\r\n\r\n"))
                        .endpoint(),
                server().always(Responses.stallingAfter("HTTP/1.1 503 Told\r\nContent-Length: 99\r\n\r\n{"))
                        .endpoint());
        List<Future<Measured>> calls = new ArrayList<>();
        for (URI endpoint : stalling) {
            for (boolean read : new boolean[] {true, false}) {
                calls.add(threads.submit(() -> {
                    try (TestService notes = TestService.at(endpoint)
                            .timeout(LIMIT)
                            .attemptTimeout(Duration.ofMinutes(2))
                            .build()) {
                        return Measured.call(read ? notes::show : notes::create);
                    }
                }));
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            Measured call = calls.get(i).get();
            assertThat(call.time())
                    .as("stall %d, %s", i / 2, call.thrown())
                    .isGreaterThanOrEqualTo(LIMIT.minusMillis(20))
                    .isLessThan(BOUND);
            assertThat(call.failure()).as("stall %d", i / 2).isInstanceOf(ScpException.class);
        }
    }

    @Test
    void anAttemptsLimitEndsTheAttemptNotTheCall() throws Exception {
        FaultServer server = server().then(Responses.stalling(), Responses.stallingInBody());
        try (TestService notes = TestService.at(server.endpoint())
                .attemptTimeout(Duration.ofMillis(200))
                // more than three are needed when the machine is too busy to answer the third in time
                .retryPolicy(TestService.quick()
                        .maxAttempts(100)
                        .bucketCapacity(10_000)
                        .build())
                .build()) {
            Measured call = Measured.call(notes::show);
            assertThat(call.thrown()).isNull();
            assertThat(call.time()).isBetween(Duration.ofMillis(380), BOUND);
        }
        assertThat(server.count()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aNonIdempotentCallGetsTheWholeTimeForItsAttempt() throws Exception {
        FaultServer server = server().always(Responses.after(Duration.ofMillis(300), Responses.note()));
        try (TestService notes = TestService.at(server.endpoint())
                .attemptTimeout(Duration.ofMillis(50))
                .build()) {
            assertThat(notes.create().name()).isEqualTo("hello");
        }
    }

    @Test
    void theLastAttemptIsCutToTheTimeLeft() throws Exception {
        ShortLimit.of(400, limit -> {
            FaultServer server = server().then(Responses.serviceError(503)).always(Responses.stalling());
            try (TestService notes = TestService.at(server.endpoint())
                    .attemptTimeout(Duration.ofMinutes(2))
                    .timeout(limit)
                    .build()) {
                Measured call = Measured.call(notes::show);
                assertThat(call.failure())
                        .isInstanceOf(ScpTimeoutException.class)
                        .hasMessageContaining("time limit of " + limit.toMillis() / 1000);
                assertThat(call.failure().attempts()).isEqualTo(2);
                assertThat(call.time()).isLessThan(limit.plus(BOUND));
            }
        });
    }

    @Test
    void pausesCountToo() throws Exception {
        FaultServer server = server().always(Responses.serviceError(503));
        RetryPolicy fortySeconds = RetryPolicy.builder()
                .maxAttempts(10)
                .baseDelay(Duration.ofSeconds(40))
                .maxDelay(Duration.ofSeconds(40))
                .build();
        TestTime time = new TestTime(); // the pauses pass at once
        try (TestService notes = time.on(TestService.at(server.endpoint()), () -> 1.0)
                .retryPolicy(fortySeconds)
                .timeout(Duration.ofSeconds(110))
                .build()) {
            assertThat(Measured.call(notes::show).failure().attempts()).isEqualTo(3);
        }
        assertThat(time.pauses()).hasSize(2);
    }

    @Test
    void aTinyLimitIsKept() throws Exception {
        FaultServer server = server().always(Responses.stalling());
        try (TestService notes =
                TestService.at(server.endpoint()).timeout(Duration.ofNanos(1)).build()) {
            assertThat(Measured.call(notes::show).failure()).isInstanceOf(ScpTimeoutException.class);
            assertThat(Measured.call(notes::create).failure())
                    .isInstanceOfAny(ScpTimeoutException.class, OutcomeUnknownException.class);
        }
    }

    @Test
    void aHugeLimitDoesNotOverflow() throws Exception {
        FaultServer server = server().then(Responses.serviceError(503));
        try (TestService notes = TestService.at(server.endpoint())
                .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                .attemptTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .retryPolicy(RetryPolicy.builder()
                        .baseDelay(Duration.ofMillis(1))
                        .maxDelay(Duration.ofSeconds(Long.MAX_VALUE))
                        .build())
                .build()) {
            assertThat(notes.show().name()).isEqualTo("hello");
            assertThat(notes.create().name()).isEqualTo("hello");
        }
    }

    @Test
    void slowConnectingIsNoMatterOfAttemptTimeout() throws Exception {
        OkHttpClient impatient = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofMillis(100))
                .build();
        try (TestService notes = TestService.at(BlackHole.shared())
                .httpClient(impatient)
                .retryPolicy(RetryPolicy.none())
                .build()) {
            for (Callable<?> call : List.<Callable<?>>of(notes::show, notes::create)) {
                assertThat(Measured.call(call).failure())
                        .isInstanceOf(ScpTimeoutException.class)
                        .hasMessageContaining(
                                ": connecting took too long. The request did not reach the platform. Check that the"
                                        + " endpoint can be reached from here, and the proxy.")
                        .hasMessageNotContaining("attemptTimeout");
            }
        }
    }

    @Test
    void aTimeoutInTheBodyOfAWriteSaysCarriedOut() throws Exception {
        FaultServer server = server().always(Responses.stallingInBody());
        ShortLimit.of(300, limit -> {
            try (TestService notes =
                    TestService.at(server.endpoint()).timeout(limit).build()) {
                assertThat(Measured.call(notes::create).failure())
                        .isInstanceOfSatisfying(ScpDecodingException.class, e -> {
                            assertThat(e.status()).isEqualTo(200);
                            assertThat(e.verifyWith()).isEqualTo("listNotes");
                            assertThat(e)
                                    .hasMessageContaining("was carried out")
                                    .hasMessageContaining("listNotes");
                        });
            }
        });
    }

    @Test
    void aCallThatWaitsForAThreadIsBoundedToo() throws Exception {
        // more calls at once than are let through to one host: those that wait must not wait for ever
        FaultServer server = server().always(Responses.stalling());
        try (TestService notes =
                TestService.at(server.endpoint()).timeout(LIMIT).build()) {
            List<Callable<Measured>> calls = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                calls.add(() -> Measured.call(notes::create));
            }
            int neverSent = 0;
            for (Future<Measured> call : threads.invokeAll(calls)) {
                assertThat(call.get().time()).isLessThan(BOUND);
                ScpException failure = call.get().failure();
                assertThat(failure).isInstanceOfAny(OutcomeUnknownException.class, ScpTimeoutException.class);
                neverSent += failure instanceof ScpTimeoutException ? 1 : 0;
            }
            // the exception tells the truth about each: what is said not to have arrived has not
            assertThat(server.count()).isLessThanOrEqualTo(150 - neverSent);
        }
    }
}
