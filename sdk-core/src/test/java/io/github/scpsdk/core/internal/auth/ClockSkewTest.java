// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.StepClock;
import io.github.scpsdk.core.testing.TestService;
import io.github.scpsdk.core.testing.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A local clock that is wrong: put right once, by a date that could be trusted, and for all later calls. */
@Timeout(180)
class ClockSkewTest {

    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start().always(checkingTime(401));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Refuses what is dated too far away, as the platform does. */
    private static FaultServer.Response checkingTime(int refusal) {
        return (request, wire) -> {
            long signed = Long.parseLong(request.header("Scp-Timestamp"));
            boolean near = Math.abs(signed - System.currentTimeMillis()) < 120_000;
            (near ? Responses.note() : Responses.serviceError(refusal, "Date: " + date(Duration.ZERO)))
                    .to(request, wire);
        };
    }

    private static String date(Duration ahead) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource({"-600, 401", "600, 401", "-600, 403", "86400000, 401", "-1700000000, 403", "301, 401"})
    void signsAgainOnceWithTheServersTime(long wrongBySeconds, int refusal) {
        server.always(checkingTime(refusal));
        try (TestService notes = TestService.at(server.endpoint())
                .clock(new StepClock(Duration.ofSeconds(wrongBySeconds)))
                .build()) {
            assertThat(notes.show().name()).isEqualTo("hello");
            assertThat(server.count()).isEqualTo(2);
            notes.show();
            notes.create();
            assertThat(server.count()).as("later calls are dated right at once").isEqualTo(4);
        }
    }

    @Test
    void signsARefusedNonIdempotentCallAgainToo() {
        try (TestService notes = TestService.at(server.endpoint())
                .clock(new StepClock(Duration.ofHours(-2)))
                .build()) {
            assertThat(notes.create().name()).isEqualTo("hello");
        }
        assertThat(server.count()).isEqualTo(2);
        assertThat(server.received().stream()
                        .map(r -> r.header("Scp-Signature"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void signsAgainEvenWithoutRetries() {
        try (TestService notes = TestService.at(server.endpoint())
                .clock(new StepClock(Duration.ofHours(2)))
                .retryPolicy(RetryPolicy.none())
                .build()) {
            assertThat(notes.show().name()).isEqualTo("hello");
        }
        assertThat(server.count()).isEqualTo(2);
    }

    /** The attempts of the policy are counted without the one that only told the time. */
    @Test
    void aCorrectedClockCostsNoAttempt() {
        server.always(Responses.serviceError(503));
        server.then(Responses.serviceError(401, "Date: " + date(Duration.ofHours(3))));
        RetryPolicy quick = RetryPolicy.builder().baseDelay(Duration.ZERO).build();
        try (TestService notes =
                TestService.at(server.endpoint()).retryPolicy(quick).build()) {
            assertThatThrownBy(notes::show).isInstanceOf(ServerErrorException.class);
        }
        assertThat(server.count()).isEqualTo(1 + quick.maxAttempts());
    }

    @Test
    void aClockThatFailsLeavesTheRefusalAsItIs() {
        AtomicBoolean broken = new AtomicBoolean();
        Clock clock = new StepClock(Duration.ofHours(2)) {
            @Override
            public Instant instant() {
                if (broken.get()) {
                    throw new IllegalStateException("no time");
                }
                return super.instant();
            }
        };
        server.always((request, wire) -> {
            broken.set(true);
            checkingTime(401).to(request, wire);
        });
        try (TestService notes = TestService.at(server.endpoint()).clock(clock).build()) {
            assertThatThrownBy(notes::show).isInstanceOf(UnauthorizedException.class);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @Test
    void doesNotTryAThirdTime() {
        server.always(Responses.serviceError(401, "Date: " + date(Duration.ofHours(3))));
        try (TestService notes = TestService.at(server.endpoint()).build()) {
            assertThatThrownBy(notes::show).isInstanceOf(UnauthorizedException.class);
            assertThat(server.count()).isEqualTo(2);
            assertThatThrownBy(notes::show).isInstanceOf(UnauthorizedException.class);
            assertThat(server.count())
                    .as("the clock agrees with that server now")
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Date: Wed, 31 Dec 1969 23:59:59 GMT",
                "Date: Thu, 01 Jan 1970 00:00:00 GMT", // no thirteen digits in a signature
                "Date: Sun, 09 Sep 2001 01:46:39 GMT",
                "Date: Sat, 20 Nov 2286 17:46:40 GMT",
                "Date: Fri, 01 Jan 2100 00:00:99 GMT",
                "Date: Fri, 31 Feb 2100 00:00:00 GMT",
                "Date: yesterday",
                "Date:",
                "X-Nothing: 1",
                "Date: Fri, 31 Dec 999999999 23:59:59 GMT",
                "Date: 31 Dec 999999999 23:59:59 GMT",
                "Date: 31 Dec 10000 23:59:59 GMT",
                "Date: Fri Dec 31 23:59:59 +999999999",
                "Date: Fri Dec 31 23:59:59 99999",
                "Date: 1700000000"
            })
    void ignoresADateThatIsNone(String header) {
        server.always(Responses.serviceError(401, header));
        try (TestService notes = TestService.at(server.endpoint()).build()) {
            assertThatThrownBy(notes::show).isInstanceOf(UnauthorizedException.class);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @Test
    void ignoresADateThatIsNear() {
        server.always(Responses.serviceError(403, "Date: " + date(Duration.ofMinutes(3))));
        try (TestService notes = TestService.at(server.endpoint()).build()) {
            assertThatThrownBy(notes::show).isInstanceOf(ForbiddenException.class);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"400", "404", "500", "200"})
    void looksAtTheDateOfRefusalsOnly(int status) {
        server.always(Responses.json(status, Responses.NOTE, "Date: " + date(Duration.ofHours(3))));
        try (TestService notes = TestService.at(server.endpoint())
                .retryPolicy(RetryPolicy.none())
                .build()) {
            Measured.run(notes::show);
            server.always(checkingTime(401));
            notes.show();
        }
        assertThat(server.count()).isEqualTo(2);
    }

    @Test
    void believesNoDateThatCameInTheClearFromElsewhere() {
        OkHttpClient elsewhere = new OkHttpClient.Builder()
                .dns(host -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
                .build();
        try (TestService notes = TestService.at(server.endpoint("notes.example"))
                .allowPlainHttp(true)
                .httpClient(elsewhere)
                .clock(new StepClock(Duration.ofHours(2)))
                .build()) {
            assertThatThrownBy(notes::show).isInstanceOf(UnauthorizedException.class);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @Test
    void believesADateThatCameThroughTls() throws IOException {
        try (FaultServer secure = FaultServer.start(Tls.server().sslContext()).always(checkingTime(401));
                TestService notes = TestService.at(secure.endpoint("localhost"))
                        .httpClient(Tls.trusting())
                        .clock(new StepClock(Duration.ofHours(2)))
                        .build()) {
            notes.show();
            assertThat(secure.count()).isEqualTo(2);
        }
    }

    @Test
    void threadsThatFindOutTogetherAllSucceed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (TestService notes = TestService.at(server.endpoint())
                .clock(new StepClock(Duration.ofHours(-5)))
                .build()) {
            List<Future<Note>> calls = threads.invokeAll(IntStream.range(0, 64)
                    .<Callable<Note>>mapToObj(i -> notes::show)
                    .toList());
            for (Future<Note> call : calls) {
                assertThat(call.get().name()).isEqualTo("hello");
            }
            int before = server.count();
            notes.show();
            assertThat(server.count() - before).isEqualTo(1);
            assertThat(before).isLessThanOrEqualTo(64 + 64);
        } finally {
            threads.shutdownNow();
        }
    }
}
