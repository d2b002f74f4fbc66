// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.ErrorResponse.Envelope;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import io.github.scpsdk.core.testing.Tls;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A delete of which an earlier attempt may have worked. */
@Timeout(180)
class DeleteTest {

    private static final String TIMEOUT = "timeout";

    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private TestService notes() {
        return TestService.at(server.endpoint()).build();
    }

    /** A client for a first attempt that comes to this; when it is to time out, so may others on a machine that stands still for a moment. */
    private TestService notes(String first) {
        return first.equals(TIMEOUT)
                ? TestService.at(server.endpoint())
                        .attemptTimeout(Duration.ofMillis(200))
                        .retryPolicy(TestService.quick()
                                .maxAttempts(100)
                                .bucketCapacity(10_000)
                                .build())
                        .build()
                : notes();
    }

    private void assertThatItArrivedTwice(String first) {
        if (first.equals(TIMEOUT)) {
            assertThat(server.count()).isGreaterThanOrEqualTo(2);
        } else {
            assertThat(server.count()).isEqualTo(2);
        }
    }

    static Stream<Arguments> mayHaveArrived() {
        return Stream.of(
                Arguments.of("reset", Responses.resetting()),
                Arguments.of("closed", Responses.closing()),
                Arguments.of(TIMEOUT, Responses.stalling()),
                Arguments.of("headers cut", Responses.closingAfter("HTTP/1.1 20")),
                Arguments.of("408", Responses.serviceError(408)),
                Arguments.of("500", Responses.serviceError(500)),
                Arguments.of("502", Responses.gatewayError(502)),
                Arguments.of("503", Responses.gatewayError(503)),
                Arguments.of("504", Responses.text(504, "text/html", "<h1>Gateway Timeout</h1>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mayHaveArrived")
    void countsAsDoneWhenTheServiceThenSaysNotFound(String first, FaultServer.Response response) {
        server.then(response).always(Responses.serviceError(404));
        try (TestService notes = notes(first)) {
            assertThatCode(notes::delete).doesNotThrowAnyException();
        }
        assertThatItArrivedTwice(first);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mayHaveArrived")
    void isNotDoneWhenTheGatewaySaysNotFound(String first, FaultServer.Response response) {
        server.then(response).always(Responses.gatewayError(404));
        try (TestService notes = notes(first)) {
            assertThatThrownBy(notes::delete).isInstanceOfSatisfying(NotFoundException.class, e -> {
                assertThat(e.response().envelope()).isEqualTo(Envelope.GATEWAY);
                assertThat(e.earlierAttemptMayHaveSucceeded()).isTrue();
                assertThat(e.getSuppressed()).hasSize(e.attempts() - 1);
            });
        }
        assertThatItArrivedTwice(first);
    }

    @Test
    void isNotDoneByANotFoundOfUnknownOrigin() {
        for (FaultServer.Response stranger : new FaultServer.Response[] {
            Responses.empty(404),
            Responses.text(404, "text/html", "<h1>Not Found</h1>"),
            Responses.json(404, "{\"message\":\"no Route matched with those values\"}"),
            Responses.json(404, "{}"),
            Responses.json(404, "[]"),
            Responses.json(404, "{\"errors\":"),
            Responses.json(404, "{\"errors\":\"none\"}"),
            Responses.json(404, "{\"errors\":[]}"),
            Responses.json(404, "{\"errors\":{}}"),
            Responses.json(404, "{\"errors\":[7]}")
        }) {
            server.then(Responses.resetting(), stranger);
            try (TestService notes = notes()) {
                assertThatThrownBy(notes::delete).isInstanceOf(NotFoundException.class);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mayHaveArrived")
    void withAResultSaysAnEarlierAttemptMayHaveSucceeded(String first, FaultServer.Response response) {
        server.then(response).always(Responses.serviceError(404));
        try (TestService notes = notes(first)) {
            assertThatThrownBy(notes::remove)
                    .isInstanceOfSatisfying(
                            NotFoundException.class,
                            e -> assertThat(e.earlierAttemptMayHaveSucceeded()).isTrue());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mayHaveArrived")
    void aConflictSaysSoToo(String first, FaultServer.Response response) {
        server.always(Responses.serviceError(409));
        try (TestService notes = notes(first)) {
            for (Runnable call : new Runnable[] {notes::remove, notes::delete}) {
                server.then(response);
                assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(
                                ConflictException.class,
                                e -> assertThat(e.earlierAttemptMayHaveSucceeded())
                                        .isTrue());
            }
        }
    }

    @Test
    void isPlainlyNotFoundIfNoEarlierAttemptArrived() {
        server.then(Responses.serviceError(429), Responses.serviceError(404), Responses.serviceError(404));
        try (TestService notes = notes()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(notes::delete)
                        .isInstanceOfSatisfying(
                                NotFoundException.class,
                                e -> assertThat(e.earlierAttemptMayHaveSucceeded())
                                        .isFalse());
            }
        }
    }

    @Test
    void isPlainlyNotFoundAfterAConnectionThatWasRefused() throws IOException {
        // TLS that fails once: nothing can have arrived
        try (FaultServer secure = FaultServer.start(Tls.server().sslContext()).always(Responses.serviceError(404));
                TestService notes = TestService.at(secure.endpoint("localhost"))
                        .httpClient(Tls.failingFirst())
                        .build()) {
            assertThatThrownBy(notes::delete).isInstanceOfSatisfying(NotFoundException.class, e -> {
                assertThat(e.attempts()).isEqualTo(2);
                assertThat(e.getSuppressed()[0]).isInstanceOf(ScpConnectionException.class);
                assertThat(e.earlierAttemptMayHaveSucceeded()).isFalse();
            });
        }
    }

    @Test
    void aReadNotFoundAfterAFailureHadNoSuccess() {
        server.then(Responses.resetting(), Responses.serviceError(404));
        try (TestService notes = notes()) {
            assertThatThrownBy(notes::show)
                    .isInstanceOfSatisfying(
                            NotFoundException.class,
                            e -> assertThat(e.earlierAttemptMayHaveSucceeded()).isFalse());
        }
    }
}
