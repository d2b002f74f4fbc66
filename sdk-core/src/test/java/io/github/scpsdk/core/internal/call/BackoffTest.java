// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.ThrottledException;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import io.github.scpsdk.core.testing.TestTime;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How often and how soon a call is retried, and the bucket that limits it. Pauses pass at once. */
@Timeout(180)
class BackoffTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-05T04:00:00Z"), ZoneOffset.UTC);

    private final TestTime time = new TestTime();
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start().always(Responses.note());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private TestService.Builder standard() {
        return time.on(TestService.at(server.endpoint()), ThreadLocalRandom.current()::nextDouble)
                .retryPolicy(RetryPolicy.standard())
                .timeout(Duration.ofSeconds(60));
    }

    @Test
    void aPlatformThatFailsAlwaysIsNotHammered() {
        server.always(Responses.serviceError(503));
        try (TestService notes = standard().build()) {
            for (int i = 0; i < 1000; i++) {
                assertThatThrownBy(notes::show).isInstanceOf(ServerErrorException.class);
            }
        }
        assertThat(server.count()).isEqualTo(1000 + 500 / 14);
    }

    @Test
    void aPlatformThatThrottlesAlwaysIsNotHammeredEither() {
        server.always(Responses.serviceError(429));
        try (TestService notes = standard().build()) {
            for (int i = 0; i < 500; i++) {
                assertThatThrownBy(notes::create).isInstanceOf(ThrottledException.class);
            }
        }
        assertThat(server.count()).isEqualTo(500 + 500 / 5);
    }

    @Test
    void stopsRetryingWhenTheBucketIsEmpty() {
        RetryPolicy policy = RetryPolicy.builder()
                .baseDelay(Duration.ZERO)
                .bucketCapacity(30)
                .build();
        server.always(Responses.empty(503));
        try (TestService notes =
                TestService.at(server.endpoint()).retryPolicy(policy).build()) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(notes::show).isInstanceOf(ServerErrorException.class);
            }
        }
        assertThat(server.count()).isEqualTo(12);
    }

    @Test
    void theBucketBelongsToOneClient() {
        server.always(Responses.serviceError(503));
        RetryPolicy small = TestService.quick().bucketCapacity(14).build();
        for (int client = 0; client < 2; client++) {
            try (TestService notes = standard().retryPolicy(small).build()) {
                int before = server.count();
                assertThatThrownBy(notes::show).isInstanceOf(ServerErrorException.class);
                assertThatThrownBy(notes::show).isInstanceOf(ServerErrorException.class);
                assertThat(server.count() - before).isEqualTo(3);
            }
        }
    }

    @Test
    void aSuccessGivesBackWhatItsRetryTook() {
        RetryPolicy one = TestService.quick().bucketCapacity(14).build();
        try (TestService notes = standard().retryPolicy(one).build()) {
            for (int i = 0; i < 20; i++) {
                server.then(Responses.serviceError(503));
                notes.show();
            }
        }
        assertThat(server.count()).isEqualTo(40);
    }

    @Test
    void successesFillAnEmptyBucketSlowly() {
        RetryPolicy one = TestService.quick().bucketCapacity(14).maxAttempts(2).build();
        try (TestService notes = standard().retryPolicy(one).build()) {
            server.then(Responses.serviceError(503), Responses.serviceError(503));
            assertThatThrownBy(notes::show).isInstanceOf(ServerErrorException.class); // took all 14
            for (int i = 0; i < 13; i++) {
                notes.show();
            }
            server.then(Responses.serviceError(503));
            assertThatThrownBy(notes::show).isInstanceOf(ServerErrorException.class);
            notes.show();
            server.then(Responses.serviceError(503));
            notes.show();
        }
    }

    @Test
    void pausesAreRandomAndDoubleAndEndAtTheMaximum() {
        RetryPolicy many = RetryPolicy.builder()
                .maxAttempts(12)
                .bucketCapacity(1_000_000)
                .maxDelay(Duration.ofSeconds(2))
                .build();
        server.always(Responses.serviceError(500));
        try (TestService notes =
                standard().retryPolicy(many).timeout(Duration.ofHours(1)).build()) {
            for (int call = 0; call < 12; call++) {
                assertThatThrownBy(notes::show).isInstanceOf(ServerErrorException.class);
            }
        }
        assertThat(time.pauses()).hasSize(12 * 11);
        for (int retry = 0; retry < 11; retry++) {
            long most = Math.min(50_000_000L << retry, 2_000_000_000L);
            int first = retry;
            List<Long> samples = Stream.iterate(first, i -> i + 11)
                    .limit(12)
                    .map(time.pauses()::get)
                    .toList();
            assertThat(samples).allMatch(pause -> pause >= 0 && pause <= most);
            // full jitter: all in one half has a chance of 1 in 2048 for each side
            assertThat(samples).anyMatch(pause -> pause < most * 3 / 4).anyMatch(pause -> pause > most / 8);
        }
    }

    @Test
    void theLongestPausesAreTheStandardOnes() {
        server.always(Responses.serviceError(500));
        try (TestService notes = time.on(standard(), () -> 1.0).build()) {
            assertThatThrownBy(notes::show).isInstanceOf(ServerErrorException.class);
            server.always(Responses.serviceError(429));
            assertThatThrownBy(notes::show).isInstanceOf(ThrottledException.class);
        }
        assertThat(time.pauses()).containsExactly(50_000_000L, 100_000_000L, 1_000_000_000L, 2_000_000_000L);
    }

    static Stream<Arguments> retryAfter() {
        return Stream.of(
                // own backoff is exactly 1 s: so much at least, 5 s more at most
                Arguments.of("seconds", (Supplier<String>) () -> "3", 3.0, 3.0),
                Arguments.of("zero", (Supplier<String>) () -> "0", 1.0, 1.0),
                Arguments.of("spaces around", (Supplier<String>) () -> "  3  ", 3.0, 3.0),
                Arguments.of("more than 5 s longer", (Supplier<String>) () -> "60", 6.0, 6.0),
                Arguments.of("date", (Supplier<String>) () -> date(Duration.ofSeconds(3)), 3.0, 3.0),
                Arguments.of("date far ahead", (Supplier<String>) () -> date(Duration.ofHours(9)), 6.0, 6.0),
                Arguments.of("date of the past", (Supplier<String>) () -> date(Duration.ofHours(-9)), 1.0, 1.0),
                Arguments.of("negative", (Supplier<String>) () -> "-3", 1.0, 1.0),
                Arguments.of("fraction", (Supplier<String>) () -> "3.5", 1.0, 1.0),
                Arguments.of("overflow of int", (Supplier<String>) () -> "99999999999", 1.0, 6.0),
                Arguments.of("overflow of long", (Supplier<String>) () -> "9".repeat(40), 1.0, 6.0),
                Arguments.of("no number", (Supplier<String>) () -> "soon", 1.0, 1.0),
                Arguments.of("empty", (Supplier<String>) () -> "", 1.0, 1.0),
                Arguments.of("plus sign", (Supplier<String>) () -> "+3", 1.0, 1.0),
                Arguments.of("hexadecimal", (Supplier<String>) () -> "0x3", 1.0, 1.0),
                Arguments.of("other digits", (Supplier<String>) () -> "\u0663", 1.0, 1.0),
                Arguments.of("impossible date", (Supplier<String>) () -> "Fri, 31 Feb 2040 25:61:00 GMT", 1.0, 1.0),
                Arguments.of("year too far", (Supplier<String>) () -> "Fri, 31 Dec 999999999 23:59:59 GMT", 1.0, 6.0),
                Arguments.of("very long", (Supplier<String>) () -> "x".repeat(10_000), 1.0, 1.0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("retryAfter")
    void honoursWhatTheServerAsksForWithinBounds(String what, Supplier<String> header, double least, double most) {
        RetryPolicy oneSecond =
                RetryPolicy.builder().baseDelay(Duration.ofSeconds(1)).build();
        server.then(Responses.serviceError(503, "Retry-After: " + header.get()));
        try (TestService notes =
                time.on(standard(), () -> 1.0).clock(NOW).retryPolicy(oneSecond).build()) {
            assertThat(notes.show().name()).isEqualTo("hello");
        }
        assertThat(time.pauses()).hasSize(1);
        assertThat(time.pauses().get(0) / 1e9).isBetween(least - 0.001, most + 0.001);
    }

    @Test
    void readsAllThreeFormsOfADate() {
        RetryPolicy none = RetryPolicy.builder().baseDelay(Duration.ZERO).build();
        for (String pattern : List.of(
                "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy")) {
            TestTime own = new TestTime();
            String date = DateTimeFormatter.ofPattern(pattern, java.util.Locale.US)
                    .format(NOW.instant().plusSeconds(4).atOffset(ZoneOffset.UTC));
            server.then(Responses.serviceError(503, "Retry-After: " + date));
            try (TestService notes =
                    own.on(standard(), () -> 1.0).clock(NOW).retryPolicy(none).build()) {
                notes.show();
            }
            assertThat(own.pauses()).as(date).containsExactly(4_000_000_000L);
        }
    }

    @Test
    void failsAtOnceIfThePauseTakesAllTimeLeft() {
        server.always(Responses.serviceError(503, "Retry-After: 300"));
        RetryPolicy slow = RetryPolicy.builder()
                .baseDelay(Duration.ofSeconds(58))
                .maxDelay(Duration.ofMinutes(2))
                .build();
        try (TestService notes =
                time.on(standard(), () -> 1.0).retryPolicy(slow).build()) {
            Measured measured = Measured.run(notes::show);
            assertThat(measured.failure()).isInstanceOf(ServerErrorException.class);
            assertThat(((ServerErrorException) measured.failure()).retryAfter()).isEqualTo(Duration.ofMinutes(5));
        }
        assertThat(server.count()).isEqualTo(1);
        assertThat(time.pauses()).isEmpty();
    }

    private static String date(Duration ahead) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.instant().plus(ahead).atOffset(ZoneOffset.UTC));
    }
}
