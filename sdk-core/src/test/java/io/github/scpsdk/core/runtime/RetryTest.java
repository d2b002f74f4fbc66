package io.github.scpsdk.core.runtime;

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
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.ThrottledException;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.core.runtime.Things.Thing;
import io.github.scpsdk.core.runtime.Things.ThingWriter;
import io.github.scpsdk.core.schema.Arguments;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again and what is not, and what the caller learns of it. */
@Timeout(180)
class RetryTest {

    private static final String OK = "{\"name\":\"x\"}";
    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .baseDelay(Duration.ofMillis(1))
            .throttlingBaseDelay(Duration.ofMillis(1))
            .build();

    @StartStop
    final MockWebServer server = new MockWebServer();

    private CallExecutor client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void triesAIdempotentOperationAgain(int status) throws Exception {
        response(status, "");
        response(status, "");
        response(200, OK);

        assertThat(show().name()).isEqualTo("x");
        assertThat(server.getRequestCount()).isEqualTo(3);
        String first = server.takeRequest().getHeaders().get("Scp-Timestamp");
        assertThat(server.takeRequest().getHeaders().get("Scp-Timestamp")).isGreaterThanOrEqualTo(first);
    }

    @Test
    void givesUpAfterThreeAttempts() {
        for (int i = 0; i < 4; i++) {
            response(503, "");
        }

        ServerErrorException e = catchThrowableOfType(ServerErrorException.class, this::show);

        assertThat(e.attempts()).isEqualTo(3);
        assertThat(e.elapsed()).isPositive();
        assertThat(e.getSuppressed()).hasSize(2).allMatch(ServerErrorException.class::isInstance);
        assertThat(e).hasMessageContaining("3 attempts in ");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/kr-west1", "/kr-west1/"})
    void saysWhereItWent(String prefix) {
        String base = "http://localhost:" + server.getPort() + prefix;
        response(400, "");
        client = Things.builder(server).endpointOverride(URI.create(base)).build();

        assertThatThrownBy(this::show)
                .hasMessageContaining("[GET " + (base.endsWith("/") ? base : base + "/") + "v1/things/");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422, 501})
    void doesNotTryAgainWhatCannotGetBetter(int status) {
        response(status, "");

        assertThatThrownBy(this::show).isInstanceOf(io.github.scpsdk.core.ScpServiceException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void canBeToldNotToTryAgain() {
        response(503, "");
        client = Things.builder(server).retryPolicy(RetryPolicy.none()).build();

        assertThatThrownBy(() -> client.execute(Things.SHOW, Arguments.path("t")))
                .isInstanceOf(ServerErrorException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void saysThatTheOutcomeOfAWriteIsUnknown(int status) {
        response(status, "{\"errors\":[{\"code\":\"Oops\",\"request_id\":\"req-9\"}]}");

        OutcomeUnknownException e = catchThrowableOfType(OutcomeUnknownException.class, this::create);

        assertThat(e.verifyWith()).isEqualTo("listThings");
        assertThat(e.getCause()).isInstanceOf(io.github.scpsdk.core.ScpServiceException.class);
        assertThat(e)
                .hasMessageStartingWith(
                        "It is unknown whether things 1.1 createThing was carried out, and it is not sent again by itself."
                                + " Check with listThings before calling it again. What happened: things 1.1 createThing was answered "
                                + status)
                .hasMessageContaining("Request id req-9.");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void saysThatNoOperationTells() {
        response(500, "");

        assertThatThrownBy(() -> client().execute(Things.RESTORE, Arguments.path("t")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("No operation tells the outcome: look in the console before calling it again.");
    }

    @Test
    void triesAThrottledWriteAgain() {
        response(429, "");
        response(202, OK);

        assertThat(create().name()).isEqualTo("x");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void triesAWriteAgainThatNeverLeft() throws Exception {
        client = Things.builder(server)
                .retryPolicy(QUICK)
                .endpointOverride(ClosedPort.uri())
                .build();

        ScpConnectionException e = catchThrowableOfType(ScpConnectionException.class, this::createWith);

        assertThat(e.attempts()).isEqualTo(3);
        assertThat(e.getSuppressed()).hasSize(2);
        assertThat(e)
                .hasMessageContaining(
                        "The request did not reach the platform. Check that the endpoint can be reached from here, and the proxy.");
    }

    @Test
    void doesNotKnowWhatBecameOfAWriteWhoseConnectionBroke() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        response(202, OK);

        OutcomeUnknownException e = catchThrowableOfType(OutcomeUnknownException.class, this::create);

        assertThat(e.getCause()).isInstanceOf(ScpConnectionException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void triesAReadAgainWhoseConnectionBroke() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder()
                .body(OK)
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        response(200, OK);

        assertThat(show().name()).isEqualTo("x");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void knowsThatAWriteWithABrokenResponseWasCarriedOut() {
        server.enqueue(new MockResponse.Builder()
                .code(202)
                .body("{\"name\":\"" + "x".repeat(100_000) + "\"}")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        ScpDecodingException e = catchThrowableOfType(ScpDecodingException.class, this::create);

        assertThat(e.status()).isEqualTo(202);
        assertThat(e.verifyWith()).isEqualTo("listThings");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void writesArriveOnceOnAConnectionThatWasClosedWhileIdle() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .body(OK)
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        response(202, OK);
        show();
        Thread.sleep(200);

        assertThat(createWith().name()).isEqualTo("x");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "99999999999", "-1", "soon", "\u007f"})
    void isNotConfusedByRetryAfter(String value) {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", value.equals("\u007f") ? "" : value)
                .build());

        assertThatThrownBy(this::create).isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void waitsAsLongAsThePlatformAsks() {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "1")
                .build());
        response(200, OK);
        TestTime time = new TestTime();
        client = time.on(Things.builder(server), () -> 0.5).retryPolicy(QUICK).build();

        show();
        assertThat(time.pauses()).containsExactly(1_000_000_000L);
    }

    @Test
    void thePauseIsARealOne() {
        response(503, "");
        response(200, OK);
        client = TestTime.chance(Things.builder(server), () -> 1.0).build();

        long start = System.nanoTime();
        show();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void doesNotWaitForWhatTheTimeLimitForbids() {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "300")
                .build());
        TestTime time = new TestTime();
        client = time.on(Things.builder(server), () -> 1.0)
                .retryPolicy(RetryPolicy.builder()
                        .throttlingBaseDelay(Duration.ofSeconds(58))
                        .maxDelay(Duration.ofMinutes(2))
                        .build())
                .timeout(Duration.ofSeconds(60))
                .build();

        ThrottledException e =
                catchThrowableOfType(ThrottledException.class, () -> client.execute(Things.SHOW, Arguments.path("t")));

        assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void endsACallAtItsTimeLimit() throws Exception {
        ShortLimit.of(300, limit -> {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
            client = Things.builder(server).timeout(limit).build();

            ScpTimeoutException e = catchThrowableOfType(
                    ScpTimeoutException.class, () -> client.execute(Things.SHOW, Arguments.path("t")));

            assertThat(e)
                    .hasMessageContaining("was not answered within its time limit of %d.%03d s."
                            .formatted(limit.toSeconds(), limit.toMillisPart()))
                    .hasMessageContaining("The request may have reached the platform.");
            assertThat(e.elapsed()).isBetween(limit, limit.plusSeconds(30));
        });
    }

    @Test
    void endsAnAttemptAtItsOwnLimitAndTriesAgain() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        for (int i = 0; i < 20; i++) { // more than one are needed when the machine is too busy to answer in time
            response(200, OK);
        }
        client = Things.builder(server)
                .retryPolicy(RetryPolicy.builder()
                        .baseDelay(Duration.ofMillis(1))
                        .maxAttempts(20)
                        .build())
                .attemptTimeout(Duration.ofMillis(300))
                .build();

        assertThat(client.execute(Things.SHOW, Arguments.path("t")).name()).isEqualTo("x");
    }

    @Test
    void endsABodyThatDrips() throws Exception {
        ShortLimit.of(300, limit -> {
            server.enqueue(new MockResponse.Builder()
                    .code(202)
                    .body(OK)
                    .throttleBody(1, limit.toMillis() / 2, TimeUnit.MILLISECONDS)
                    .build());
            client = Things.builder(server).timeout(limit).build();

            assertThatThrownBy(() -> client.execute(Things.RESTORE, Arguments.path("t")))
                    .isInstanceOf(ScpDecodingException.class)
                    .hasMessageContaining("was carried out (status 202)")
                    .satisfies(e ->
                            assertThat(((ScpDecodingException) e).elapsed()).isLessThan(limit.plusSeconds(30)));
        });
    }

    @Test
    void endsAtOnceWhenInterrupted() throws Exception {
        server.setDispatcher(
                new Dispatcher() { // a queue would be served in the order in which the server's threads get to it
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return request.getConnectionIndex() == 0
                                ? new MockResponse.Builder()
                                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                                        .build()
                                : new MockResponse.Builder().body(OK).build();
                    }
                });
        client = Things.builder(server).build();
        List<Object> seen = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                client.execute(Things.SHOW, Arguments.path("t"));
            } catch (ScpInterruptedException e) {
                seen.add(e);
            }
            seen.add(Thread.currentThread().isInterrupted());
        });
        thread.start();
        server.takeRequest();
        long start = System.nanoTime();
        thread.interrupt();
        thread.join(60_000);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("without the interrupt, a minute")
                .isLessThan(Duration.ofSeconds(20));
        assertThat(seen).hasSize(2).last().isEqualTo(true);
        assertThat(show().name()).isEqualTo("x");
    }

    @Test
    void takesADeleteForDoneThatAnEarlierAttemptMayHaveDone() {
        response(500, "");
        response(404, Things.SERVICE_404);

        client().execute(Things.DELETE, Arguments.path("t"));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void takesADeleteForDoneOnlyByTheWordOfTheService() {
        response(500, "");
        response(
                404, "{\"timestamp\":\"x\",\"path\":\"/\",\"status\":404,\"error\":\"Not Found\",\"requestId\":\"1\"}");

        assertThatThrownBy(() -> client().execute(Things.DELETE, Arguments.path("t")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void doesNotTakeADeleteForDoneWhenNothingCanHaveArrived() {
        response(429, "");
        response(404, Things.SERVICE_404);

        NotFoundException e = catchThrowableOfType(
                NotFoundException.class, () -> client().execute(Things.DELETE, Arguments.path("t")));
        assertThat(e.earlierAttemptMayHaveSucceeded()).isFalse();
    }

    @Test
    void tellsThatAnEarlierAttemptMayHaveSucceeded() {
        response(503, "");
        response(404, Things.SERVICE_404);
        NotFoundException missing = catchThrowableOfType(
                NotFoundException.class, () -> client().execute(Things.REMOVE, Arguments.path("t")));
        assertThat(missing.earlierAttemptMayHaveSucceeded()).isTrue();

        response(503, "");
        response(409, "");
        ConflictException conflict = catchThrowableOfType(
                ConflictException.class,
                () -> client.execute(Things.SET, Arguments.path("t").body(ThingWriter.INSTANCE, Things.thing("abc"))));
        assertThat(conflict.earlierAttemptMayHaveSucceeded()).isTrue();
        assertThat(conflict).hasMessageContaining("perhaps because an earlier attempt of this call worked");
    }

    @Test
    void signsAgainOnceWhenTheClockIsWrong() throws Exception {
        Instant server7MinutesAhead = Instant.parse("2026-06-05T04:07:00Z");
        client = Things.builder(server)
                .retryPolicy(RetryPolicy.none())
                .clock(Clock.fixed(Instant.parse("2026-06-05T04:00:00Z"), ZoneOffset.UTC))
                .build();
        server.enqueue(dated(401, server7MinutesAhead));
        response(200, OK);
        response(200, OK);

        show();
        show();
        assertThat(server.takeRequest().getHeaders().get("Scp-Timestamp")).isEqualTo("1780632000000");
        assertThat(server.takeRequest().getHeaders().get("Scp-Timestamp")).isEqualTo("1780632420000");
        assertThat(server.takeRequest().getHeaders().get("Scp-Timestamp")).isEqualTo("1780632420000");

        server.enqueue(dated(403, server7MinutesAhead.plus(Duration.ofMinutes(10))));
        server.enqueue(dated(401, server7MinutesAhead.plus(Duration.ofMinutes(100))));
        assertThatThrownBy(this::show).isInstanceOf(UnauthorizedException.class);
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void stopsTryingWhenTheBucketIsEmpty() {
        RetryPolicy policy = RetryPolicy.builder()
                .baseDelay(Duration.ZERO)
                .bucketCapacity(30)
                .build();
        client = Things.builder(server).retryPolicy(policy).build();
        for (int i = 0; i < 20; i++) {
            response(503, "");
        }
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(this::show).isInstanceOf(ServerErrorException.class);
        }
        assertThat(server.getRequestCount()).isEqualTo(12);
    }

    @Test
    void tellsAListenerAndSurvivesABadOne() {
        List<String> events = new ArrayList<>();
        client = Things.builder(server)
                .retryPolicy(QUICK)
                .listener(new CallListener() {
                    @Override
                    public void onStart(Call call) {
                        events.add("start " + call.service() + " " + call.version() + " " + call.operation());
                        throw new IllegalStateException("bad listener");
                    }

                    @Override
                    public void onAttempt(Call call, Attempt attempt) {
                        events.add(
                                "attempt " + attempt.number() + " " + attempt.status() + " " + attempt.responseBytes());
                    }

                    @Override
                    public void onRetry(Call call, Retry retry) {
                        events.add("retry " + retry.nextAttempt() + " " + retry.reason());
                    }

                    @Override
                    public void onEnd(Call call, End end) {
                        events.add("end " + end.attempts() + " " + end.status() + " " + (end.failure() == null));
                    }
                })
                .build();
        response(503, "");
        response(200, OK);
        response(400, "");

        show();
        assertThatThrownBy(this::show).isInstanceOf(BadRequestException.class);

        assertThat(events)
                .containsExactly(
                        "start things 1.1 showThing",
                        "attempt 1 503 0",
                        "retry 2 503",
                        "attempt 2 200 12",
                        "end 2 200 true",
                        "start things 1.1 showThing",
                        "attempt 1 400 0",
                        "end 1 400 false");
    }

    private static MockResponse dated(int status, Instant date) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME
                                .withLocale(Locale.ROOT)
                                .format(date.atOffset(ZoneOffset.UTC)))
                .build();
    }

    private CallExecutor client() {
        if (client == null) {
            client = Things.builder(server).retryPolicy(QUICK).build();
        }
        return client;
    }

    private Thing show() {
        return client().execute(Things.SHOW, Arguments.path("t"));
    }

    private Thing create() {
        client();
        return createWith();
    }

    private Thing createWith() {
        return client.execute(Things.CREATE, Arguments.none().body(ThingWriter.INSTANCE, Things.thing("abc")));
    }

    private void response(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }
}
