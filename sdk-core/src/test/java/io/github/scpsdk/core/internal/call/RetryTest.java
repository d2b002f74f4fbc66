// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.BadRequestException;
import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.ThrottledException;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.core.testing.ClosedPort;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.FaultServer.Received;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.ShortLimit;
import io.github.scpsdk.core.testing.Signatures;
import io.github.scpsdk.core.testing.StepClock;
import io.github.scpsdk.core.testing.TestService;
import io.github.scpsdk.core.testing.TestTime;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again and what is not, and what the caller learns of it. */
@Timeout(180)
class RetryTest {

    private final TestTime time = new TestTime();
    private FaultServer server;
    private TestService notes;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start().always(Responses.note());
        notes = TestService.at(server.endpoint()).build();
    }

    @AfterEach
    void stop() throws IOException {
        notes.close();
        server.close();
    }

    /** Replaces the client. */
    private void use(TestService.Builder builder) {
        notes.close();
        notes = builder.build();
    }

    /** A builder with the standard policy, whose pauses pass at once. */
    private TestService.Builder standard() {
        return time.on(TestService.at(server.endpoint()), ThreadLocalRandom.current()::nextDouble)
                .retryPolicy(RetryPolicy.standard())
                .timeout(Duration.ofSeconds(60));
    }

    @Nested
    class SentAgain {

        @ParameterizedTest
        @ValueSource(ints = {408, 429, 500, 502, 503, 504})
        void retriesAnIdempotentOperation(int status) {
            server.then(Responses.empty(status), Responses.empty(status));

            assertThat(notes.show().name()).isEqualTo("hello");
            assertThat(server.count()).isEqualTo(3);
            String first = server.received().get(0).header("Scp-Timestamp");
            assertThat(server.received().get(1).header("Scp-Timestamp")).isGreaterThanOrEqualTo(first);
        }

        @Test
        void givesUpAfterThreeAttempts() {
            server.always(Responses.empty(503));

            ServerErrorException e = catchThrowableOfType(ServerErrorException.class, notes::show);

            assertThat(e.attempts()).isEqualTo(3);
            assertThat(e.elapsed()).isPositive();
            assertThat(e.getSuppressed()).hasSize(2).allMatch(ServerErrorException.class::isInstance);
            assertThat(e).hasMessageContaining("3 attempts in ");
            assertThat(server.count()).isEqualTo(3);
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404, 409, 422, 501})
        void doesNotRetryWhatCannotSucceed(int status) {
            server.then(Responses.empty(status));

            assertThatThrownBy(notes::show).isInstanceOf(ScpServiceException.class);
            assertThat(server.count()).isEqualTo(1);
        }

        @Test
        void canBeToldNotToRetry() {
            server.then(Responses.empty(503));
            use(TestService.at(server.endpoint()).retryPolicy(RetryPolicy.none()));

            assertThatThrownBy(notes::show).isInstanceOf(ServerErrorException.class);
            assertThat(server.count()).isEqualTo(1);
        }

        @Test
        void retriesAThrottledWrite() {
            server.then(Responses.empty(429), Responses.json(201, Responses.NOTE));

            assertThat(notes.create().name()).isEqualTo("hello");
            assertThat(server.count()).isEqualTo(2);
        }

        @Test
        void retriesAWriteThatNeverLeft() {
            use(TestService.at(ClosedPort.uri()));

            ScpConnectionException e = catchThrowableOfType(ScpConnectionException.class, notes::create);

            assertThat(e.attempts()).isEqualTo(3);
            assertThat(e.getSuppressed()).hasSize(2);
            assertThat(e)
                    .hasMessageContaining("The request did not reach the platform."
                            + " Check that the endpoint can be reached from here, and the proxy.");
        }

        @Test
        void retriesAReadWhoseConnectionBroke() {
            server.then(Responses.closing(), Responses.truncated());

            assertThat(notes.show().name()).isEqualTo("hello");
            assertThat(server.count()).isEqualTo(3);
        }

        @Test
        void writesArriveOnceOnAConnectionClosedWhileIdle() throws Exception {
            server.then(Responses.thenClose(Responses.note()), Responses.json(201, Responses.NOTE));
            notes.show();
            Eventually.is(0, server::openConnections);

            assertThat(notes.create().name()).isEqualTo("hello");
            assertThat(server.count()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "99999999999", "-1", "soon", ""})
        void isNotConfusedByRetryAfter(String value) {
            server.then(Responses.empty(503, "Retry-After: " + value));

            assertThatThrownBy(notes::create).isInstanceOf(OutcomeUnknownException.class);
            assertThat(server.count()).isEqualTo(1);
        }

        @Test
        void signsAgainOnceWhenTheClockIsWrong() {
            Instant server7MinutesAhead = Instant.parse("2026-06-05T04:07:00Z");
            use(TestService.at(server.endpoint())
                    .retryPolicy(RetryPolicy.none())
                    .clock(Clock.fixed(Instant.parse("2026-06-05T04:00:00Z"), ZoneOffset.UTC)));
            server.then(dated(401, server7MinutesAhead), Responses.note(), Responses.note());

            notes.show();
            notes.show();
            assertThat(server.received().stream().map(request -> request.header("Scp-Timestamp")))
                    .containsExactly("1780632000000", "1780632420000", "1780632420000");

            server.then(
                    dated(403, server7MinutesAhead.plus(Duration.ofMinutes(10))),
                    dated(401, server7MinutesAhead.plus(Duration.ofMinutes(100))));
            assertThatThrownBy(notes::show).isInstanceOf(UnauthorizedException.class);
            assertThat(server.count()).isEqualTo(5);
        }

        @Test
        void eachAttemptIsSignedAfreshAndOtherwiseTheSame() {
            server.then(Responses.serviceError(503), Responses.resetting());
            try (TestService notes =
                    time.on(standard(), () -> 1.0).clock(new StepClock()).build()) {
                notes.set();
            }
            List<Received> seen = server.received();
            assertThat(seen).hasSize(3);
            assertThat(seen.stream().map(r -> r.header("Scp-Timestamp")).distinct())
                    .hasSize(3);
            assertThat(seen.stream().map(r -> r.header("Scp-Signature")).distinct())
                    .hasSize(3);
            for (Received request : seen) {
                assertThat(request.body()).isEqualTo(seen.get(0).body());
                assertThat(request.target()).isEqualTo(seen.get(0).target());
                assertThat(request.header("Scp-Signature"))
                        .isEqualTo(Signatures.of(
                                "PUT",
                                server.endpoint() + request.target(),
                                request.header("Scp-Timestamp"),
                                TestService.ACCESS_KEY,
                                TestService.SECRET_KEY));
            }
        }

        @Test
        void earlierFailuresAreSuppressedOnesOfTheLast() {
            server.then(Responses.resetting(), Responses.serviceError(500), Responses.serviceError(504));
            try (TestService notes = standard().build()) {
                Measured measured = Measured.run(notes::show);
                ScpException last = measured.failure();
                assertThat(last).isInstanceOf(ServerErrorException.class).hasMessageContaining("504");
                assertThat(last.getSuppressed()).hasSize(2);
                assertThat(last.getSuppressed()[0]).isInstanceOf(ScpConnectionException.class);
                assertThat(last.getSuppressed()[1])
                        .isInstanceOf(ServerErrorException.class)
                        .hasMessageContaining("500");
                assertThat(last.attempts()).isEqualTo(3);
                assertThat(((ScpException) last.getSuppressed()[0]).attempts()).isEqualTo(1);
                assertThat(last.elapsed()).isPositive();
                assertThat(last.operation()).isEqualTo("showNote");
            }
        }

        @Test
        void noPolicyMeansOneAttempt() {
            server.always(Responses.serviceError(503, "Retry-After: 0"));
            try (TestService notes = standard().retryPolicy(RetryPolicy.none()).build()) {
                for (Runnable call : List.<Runnable>of(notes::show, notes::set, notes::delete, notes::create)) {
                    int before = server.count();
                    assertThatThrownBy(call::run).isInstanceOf(ScpException.class);
                    assertThat(server.count() - before).isEqualTo(1);
                }
            }
        }

        @Test
        void followsAPolicyOfOnesOwn() {
            server.always(Responses.serviceError(503));
            try (TestService notes = standard()
                    .retryPolicy(TestService.quick().maxAttempts(7).build())
                    .build()) {
                assertThatThrownBy(notes::show)
                        .isInstanceOfSatisfying(
                                ScpException.class,
                                e -> assertThat(e.attempts()).isEqualTo(7));
            }
            assertThat(server.count()).isEqualTo(7);
        }
    }

    @Nested
    class UnknownOutcomes {

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 504, 408})
        void saysThatTheOutcomeOfAWriteIsUnknown(int status) {
            server.then(Responses.json(status, "{\"errors\":[{\"code\":\"Oops\",\"request_id\":\"req-9\"}]}"));

            OutcomeUnknownException e = catchThrowableOfType(OutcomeUnknownException.class, notes::create);

            assertThat(e.verifyWith()).isEqualTo("listNotes");
            assertThat(e.getCause()).isInstanceOf(ScpServiceException.class);
            assertThat(e)
                    .hasMessageStartingWith("It is unknown whether notes 1.1 createNote was carried out, and it is not"
                            + " sent again by itself. Check with listNotes before calling it again."
                            + " What happened: notes 1.1 createNote was answered " + status)
                    .hasMessageContaining("Request id req-9.");
            assertThat(server.count()).isEqualTo(1);
        }

        @Test
        void saysThatNoOperationTells() {
            server.then(Responses.empty(500));

            assertThatThrownBy(notes::send)
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining(
                            "No operation tells the outcome: look in the console before calling it again.");
        }

        @Test
        void doesNotKnowTheOutcomeOfAWriteWhoseConnectionBroke() {
            server.then(Responses.closing(), Responses.json(201, Responses.NOTE));

            OutcomeUnknownException e = catchThrowableOfType(OutcomeUnknownException.class, notes::create);

            assertThat(e.getCause()).isInstanceOf(ScpConnectionException.class);
            assertThat(server.count()).isEqualTo(1);
        }

        @Test
        void aWriteWithABrokenResponseWasCarriedOut() {
            server.then(Responses.closingAfter(
                    "HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n{\"name\":\"" + "x".repeat(50_000)));

            ScpDecodingException e = catchThrowableOfType(ScpDecodingException.class, notes::create);

            assertThat(e.status()).isEqualTo(201);
            assertThat(e.verifyWith()).isEqualTo("listNotes");
            assertThat(server.count()).isEqualTo(1);
        }

        @Test
        void anUnknownOutcomeTooCarriesWhatWentBefore() {
            server.then(Responses.serviceError(429), Responses.resetting());
            try (TestService notes = standard().build()) {
                OutcomeUnknownException unknown =
                        (OutcomeUnknownException) Measured.run(notes::create).failure();
                assertThat(unknown.getSuppressed()).hasSize(1);
                assertThat(unknown.getSuppressed()[0]).isInstanceOf(ThrottledException.class);
                assertThat(unknown.getCause()).isInstanceOf(ScpConnectionException.class);
                assertThat(unknown.attempts()).isEqualTo(2);
                assertThat(unknown.verifyWith()).isEqualTo("listNotes");
                assertThat(unknown).hasMessageContaining("listNotes").hasMessageContaining("createNote");
            }
            assertThat(server.count()).isEqualTo(2);
        }

        @Test
        void anUnknownOutcomeNeverAdvisesToTryAgain() {
            server.then(
                    Responses.resetting(),
                    Responses.serviceError(408),
                    Responses.serviceError(500),
                    Responses.serviceError(501),
                    Responses.serviceError(503));
            try (TestService notes = standard().build()) {
                for (int i = 0; i < 5; i++) {
                    OutcomeUnknownException unknown = (OutcomeUnknownException)
                            Measured.run(notes::create).failure();
                    assertThat(unknown).hasMessageContaining("Check with listNotes before calling it again.");
                    assertThat(unknown.getMessage()).doesNotContainIgnoringCase("try again");
                    assertThat(unknown.getCause().getMessage()).doesNotContainIgnoringCase("try again");
                }
            }
            assertThat(server.count()).isEqualTo(5);
        }

        @Test
        void saysSoWhenNoOperationTellsTheOutcome() {
            server.then(Responses.resetting());
            try (TestService notes = standard().build()) {
                OutcomeUnknownException unknown =
                        (OutcomeUnknownException) Measured.run(notes::send).failure();
                assertThat(unknown.verifyWith()).isNull();
                assertThat(unknown).hasMessageContaining("No operation tells");
            }
        }
    }

    @Nested
    class NotFoundAfterAFailure {

        @Test
        void aDeleteMayHaveBeenDoneByAnEarlierAttempt() {
            server.then(Responses.empty(500), Responses.serviceError(404));

            notes.delete();
            assertThat(server.count()).isEqualTo(2);
        }

        @Test
        void aDeleteIsDoneOnlyByTheWordOfTheService() {
            server.then(Responses.empty(500), Responses.gatewayError(404));

            assertThatThrownBy(notes::delete).isInstanceOf(NotFoundException.class);
        }

        @Test
        void aDeleteIsNotDoneIfNothingCanHaveArrived() {
            server.then(Responses.empty(429), Responses.serviceError(404));

            NotFoundException e = catchThrowableOfType(NotFoundException.class, notes::delete);
            assertThat(e.earlierAttemptMayHaveSucceeded()).isFalse();
        }

        @Test
        void tellsThatAnEarlierAttemptMayHaveSucceeded() {
            server.then(Responses.empty(503), Responses.serviceError(404));
            NotFoundException missing = catchThrowableOfType(NotFoundException.class, notes::remove);
            assertThat(missing.earlierAttemptMayHaveSucceeded()).isTrue();

            server.then(Responses.empty(503), Responses.empty(409));
            ConflictException conflict = catchThrowableOfType(ConflictException.class, notes::set);
            assertThat(conflict.earlierAttemptMayHaveSucceeded()).isTrue();
            assertThat(conflict).hasMessageContaining("perhaps because an earlier attempt of this call worked");
        }
    }

    @Nested
    class PausesAndLimits {

        @Test
        void waitsAsLongAsThePlatformAsks() {
            server.then(Responses.empty(429, "Retry-After: 1"));
            use(time.on(TestService.at(server.endpoint()), () -> 0.5)
                    .retryPolicy(RetryPolicy.builder()
                            .baseDelay(Duration.ofMillis(1))
                            .throttlingBaseDelay(Duration.ofMillis(1))
                            .build()));

            notes.show();
            assertThat(time.pauses()).containsExactly(1_000_000_000L);
        }

        @Test
        void thePauseIsARealOne() {
            server.then(Responses.empty(503));
            use(TestService.at(server.endpoint()).random(() -> 1.0).retryPolicy(RetryPolicy.standard()));

            long start = System.nanoTime();
            notes.show();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        }

        @Test
        void repeatsAConflictForAsLongAsTheCallerIsToldAfterwards() {
            server.always(Responses.empty(409));
            TestTime slow = new TestTime() {
                private long now;

                @Override
                public synchronized long nanos() { // time passes between any two looks at it
                    return now += Duration.ofMillis(7).toNanos();
                }

                @Override
                public synchronized void pause(long nanos) {
                    now += nanos;
                }
            };
            for (int millis = 200; millis < 250; millis++) {
                Duration limit = Duration.ofMillis(millis);
                use(slow.on(TestService.at(server.endpoint()), () -> 0.001));

                ConflictException e = catchThrowableOfType(
                        ConflictException.class,
                        () -> notes.with(options -> options.retryConflicts(limit))
                                .set());

                assertThat(e.elapsed()).isGreaterThanOrEqualTo(limit);
                assertThat(e.attempts()).isGreaterThan(1);
            }
        }

        @Test
        void doesNotWaitForWhatTheTimeLimitForbids() {
            server.then(Responses.empty(429, "Retry-After: 300"));
            use(time.on(TestService.at(server.endpoint()), () -> 1.0)
                    .retryPolicy(RetryPolicy.builder()
                            .throttlingBaseDelay(Duration.ofSeconds(58))
                            .maxDelay(Duration.ofMinutes(2))
                            .build())
                    .timeout(Duration.ofSeconds(60)));

            ThrottledException e = catchThrowableOfType(ThrottledException.class, notes::show);

            assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(5));
            assertThat(time.pauses()).isEmpty();
        }

        @Test
        void endsACallAtItsTimeLimit() throws Exception {
            ShortLimit.of(300, limit -> {
                server.then(Responses.stalling());
                use(TestService.at(server.endpoint()).timeout(limit));

                ScpTimeoutException e = catchThrowableOfType(ScpTimeoutException.class, notes::show);

                assertThat(e)
                        .hasMessageContaining("was not answered within its time limit of %d.%03d s."
                                .formatted(limit.toSeconds(), limit.toMillisPart()))
                        .hasMessageContaining("The request may have reached the platform.");
                assertThat(e.elapsed()).isBetween(limit, limit.plusSeconds(30));
            });
        }

        @Test
        void endsAnAttemptAtItsOwnLimitAndRetries() {
            server.then(Responses.stalling());
            use(TestService.at(server.endpoint()) // a busy machine needs more attempts than two
                    .retryPolicy(RetryPolicy.builder()
                            .baseDelay(Duration.ofMillis(1))
                            .maxAttempts(20)
                            .build())
                    .attemptTimeout(Duration.ofMillis(300)));

            assertThat(notes.show().name()).isEqualTo("hello");
        }

        @Test
        void endsABodyThatDrips() throws Exception {
            ShortLimit.of(300, limit -> {
                server.then(Responses.dripping(201, limit.dividedBy(2)));
                use(TestService.at(server.endpoint()).timeout(limit));

                assertThatThrownBy(notes::create)
                        .isInstanceOf(ScpDecodingException.class)
                        .hasMessageContaining("was carried out (status 201)")
                        .satisfies(e ->
                                assertThat(((ScpDecodingException) e).elapsed()).isLessThan(limit.plusSeconds(30)));
            });
        }

        @Test
        void endsAtOnceWhenInterrupted() throws Exception {
            server.then(Responses.stalling());
            List<Object> seen = new CopyOnWriteArrayList<>();
            Thread thread = new Thread(() -> {
                try {
                    notes.show();
                } catch (ScpInterruptedException e) {
                    seen.add(e);
                }
                seen.add(Thread.currentThread().isInterrupted());
            });
            thread.start();
            Eventually.is(1, server::count);
            long start = System.nanoTime();
            thread.interrupt();
            thread.join(60_000);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("without the interrupt, a minute")
                    .isLessThan(Duration.ofSeconds(20));
            assertThat(seen).hasSize(2).last().isEqualTo(true);
            assertThat(notes.show().name()).isEqualTo("hello");
        }
    }

    @Nested
    class WhatIsTold {

        @ParameterizedTest
        @ValueSource(strings = {"", "/", "/kr-west1", "/kr-west1/"})
        void namesTheAddressThatWasCalled(String prefix) {
            String base = server.endpoint() + prefix;
            server.then(Responses.empty(400));
            use(TestService.at(URI.create(base)));

            assertThatThrownBy(notes::show)
                    .hasMessageContaining("[GET " + (base.endsWith("/") ? base : base + "/") + "v1/notes/");
        }

        @Test
        void tellsAListenerAndSurvivesABadOne() {
            List<String> events = new CopyOnWriteArrayList<>();
            use(TestService.at(server.endpoint()).listener(new CallListener() {
                @Override
                public void onStart(Call call) {
                    events.add("start " + call.service() + " " + call.version() + " " + call.operation());
                    throw new IllegalStateException("bad listener");
                }

                @Override
                public void onAttempt(Call call, Attempt attempt) {
                    events.add("attempt " + attempt.number() + " " + attempt.status() + " " + attempt.responseBytes());
                }

                @Override
                public void onRetry(Call call, Retry retry) {
                    events.add("retry " + retry.nextAttempt() + " " + retry.reason());
                }

                @Override
                public void onEnd(Call call, End end) {
                    events.add("end " + end.attempts() + " " + end.status() + " " + (end.failure() == null));
                }
            }));
            server.then(Responses.empty(503), Responses.note(), Responses.empty(400));

            notes.show();
            assertThatThrownBy(notes::show).isInstanceOf(BadRequestException.class);

            assertThat(events)
                    .containsExactly(
                            "start notes 1.1 showNote",
                            "attempt 1 503 0",
                            "retry 2 503",
                            "attempt 2 200 " + Responses.NOTE.length(),
                            "end 2 200 true",
                            "start notes 1.1 showNote",
                            "attempt 1 400 0",
                            "end 1 400 false");
        }
    }

    private static FaultServer.Response dated(int status, Instant date) {
        return Responses.empty(
                status, "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)));
    }
}
