package io.github.scpsdk.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpTimeoutException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing waits for ever: the call's limit bounds everything, an attempt's limit each attempt. */
@Timeout(30)
class TimeLimitTest {

    private static final Duration LIMIT = Duration.ofMillis(700);
    private static final Duration SLACK = Duration.ofMillis(1500); // other tests and builds run beside this one

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
        FaultServer server = FaultServer.start().always(Replies.note());
        servers.add(server);
        return server;
    }

    @Test
    void theCallsLimitBoundsWhateverStalls() throws Exception {
        Duration drip = Duration.ofMillis(50);
        List<URI> stalling = List.of(
                BlackHole.shared(),
                server().atEveryConnect(Replies.silent()).httpsEndpoint(),
                server().atEveryConnect(Replies.silent()).endpoint(),
                server().always(Replies.stalling()).endpoint(),
                server().always(Replies.stallingInHeaders()).endpoint(),
                server().always(Replies.drippingHeaders(drip)).endpoint(),
                server().always(Replies.stallingInBody()).endpoint(),
                server().always(Replies.dripping(drip)).endpoint(),
                server().always(Replies.stallingAfter("HTTP/1.1 100 Continue\r\n\r\n"))
                        .endpoint(),
                server().always(Replies.stallingAfter(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"))
                        .endpoint(),
                server().always(Replies.stallingAfter(
                                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99\r\n\r\n"))
                        .endpoint(),
                server().always(Replies.stallingAfter("HTTP/1.1 503 Told\r\nContent-Length: 99\r\n\r\n{"))
                        .endpoint());
        List<Future<Measured>> calls = new ArrayList<>();
        for (URI endpoint : stalling) {
            for (boolean read : new boolean[] {true, false}) {
                calls.add(threads.submit(() -> {
                    try (Notes notes = Notes.at(endpoint)
                            .timeout(LIMIT)
                            .attemptTimeout(Duration.ofSeconds(20))
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
                    .isLessThan(LIMIT.plus(SLACK));
            assertThat(call.failure()).as("stall %d", i / 2).isInstanceOf(ScpException.class);
        }
    }

    @Test
    void anAttemptsLimitBoundsEachAttemptAndTheCallGoesOn() throws Exception {
        FaultServer server = server().then(Replies.stalling(), Replies.stallingInBody());
        try (Notes notes = Notes.at(server.endpoint())
                .attemptTimeout(Duration.ofMillis(200))
                .build()) {
            Measured call = Measured.call(notes::show);
            assertThat(call.thrown()).isNull();
            assertThat(call.time())
                    .isBetween(Duration.ofMillis(380), Duration.ofMillis(400).plus(SLACK));
        }
        assertThat(server.count()).isEqualTo(3);
    }

    @Test
    void whatMustNotBeRepeatedGetsTheWholeCallForItsOneAttempt() throws Exception {
        FaultServer server = server().always(Replies.after(Duration.ofMillis(500), Replies.note()));
        try (Notes notes = Notes.at(server.endpoint())
                .attemptTimeout(Duration.ofMillis(100))
                .build()) {
            assertThat(notes.create().text()).isEqualTo("hello");
        }
    }

    @Test
    void theLastAttemptIsCutToTheTimeLeft() throws Exception {
        FaultServer server = server().always(Replies.stalling());
        try (Notes notes = Notes.at(server.endpoint())
                .attemptTimeout(Duration.ofMillis(400))
                .timeout(Duration.ofMillis(600))
                .build()) {
            Measured call = Measured.call(notes::show);
            assertThat(call.failure())
                    .isInstanceOf(ScpTimeoutException.class)
                    .hasMessageContaining("time limit of 0.600 s");
            assertThat(call.failure().attempts()).isEqualTo(2);
            assertThat(call.time()).isLessThan(Duration.ofMillis(600).plus(SLACK));
        }
    }

    @Test
    void pausesCountToo() throws Exception {
        FaultServer server = server().always(Replies.serviceError(503, "Retry-After: 1"));
        try (Notes notes = Notes.at(server.endpoint())
                .retryPolicy(Notes.quick().maxAttempts(10).build())
                .timeout(Duration.ofMillis(1500))
                .build()) {
            Measured call = Measured.call(notes::show);
            assertThat(call.failure().attempts()).isEqualTo(2);
            assertThat(call.time()).isLessThan(Duration.ofMillis(1500).plus(SLACK));
        }
    }

    @Test
    void aTinyLimitIsKept() throws Exception {
        FaultServer server = server().always(Replies.stalling());
        try (Notes notes =
                Notes.at(server.endpoint()).timeout(Duration.ofNanos(1)).build()) {
            assertThat(Measured.call(notes::show).failure()).isInstanceOf(ScpTimeoutException.class);
            assertThat(Measured.call(notes::create).failure())
                    .isInstanceOfAny(ScpTimeoutException.class, OutcomeUnknownException.class);
        }
    }

    @Test
    void aHugeLimitDoesNotOverflow() throws Exception {
        FaultServer server = server().then(Replies.serviceError(503));
        try (Notes notes = Notes.at(server.endpoint())
                .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                .attemptTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .retryPolicy(RetryPolicy.builder()
                        .baseDelay(Duration.ofMillis(1))
                        .maxDelay(Duration.ofSeconds(Long.MAX_VALUE))
                        .build())
                .build()) {
            assertThat(notes.show().text()).isEqualTo("hello");
            assertThat(notes.create().text()).isEqualTo("hello");
        }
    }

    @Test
    void aTimeoutInTheBodyOfASuccessfulWriteSaysThatItWasCarriedOut() throws Exception {
        FaultServer server = server().always(Replies.stallingInBody());
        try (Notes notes = Notes.at(server.endpoint()).timeout(LIMIT).build()) {
            assertThat(Measured.call(notes::create).failure()).isInstanceOfSatisfying(ScpDecodingException.class, e -> {
                assertThat(e.status()).isEqualTo(200);
                assertThat(e.toldBy()).isEqualTo("listNotes");
                assertThat(e).hasMessageContaining("was carried out").hasMessageContaining("listNotes");
            });
        }
    }

    @Test
    void aCallThatWaitsForAThreadIsBoundedToo() throws Exception {
        // more calls at once than are let through to one host: those that wait must not wait for ever
        FaultServer server = server().always(Replies.stalling());
        try (Notes notes = Notes.at(server.endpoint()).timeout(LIMIT).build()) {
            List<Callable<Measured>> calls = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                calls.add(() -> Measured.call(notes::create));
            }
            int neverSent = 0;
            for (Future<Measured> call : threads.invokeAll(calls)) {
                assertThat(call.get().time()).isLessThan(LIMIT.plus(SLACK).plusSeconds(1));
                ScpException failure = call.get().failure();
                assertThat(failure).isInstanceOfAny(OutcomeUnknownException.class, ScpTimeoutException.class);
                neverSent += failure instanceof ScpTimeoutException ? 1 : 0;
            }
            // the exception tells the truth about each: what is said not to have arrived has not
            assertThat(server.count()).isLessThanOrEqualTo(150 - neverSent);
        }
    }
}
