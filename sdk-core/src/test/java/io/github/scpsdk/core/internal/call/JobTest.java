// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpClientException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.ErrorFormat;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.FaultServer.Received;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.NoteReader;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.ShortLimit;
import io.github.scpsdk.core.testing.TestService;
import io.github.scpsdk.core.testing.TestTime;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call whose work goes on after a 202 ends when the work does, and says how that went. */
@Timeout(120)
class JobTest {

    private static final ServiceVersion SERVICE = ServiceVersion.builder("works", "1.0")
            .hostTemplate("https://{endpoint}")
            .errors(new ErrorFormat("error", "code", "details", "description", "cause", true, Set.of(503)))
            .build();

    private static final Operation<Note> MAKE = Operation.<Note>builder(SERVICE, "make", "Make", "POST", "/v1/notes")
            .response(200, NoteReader.INSTANCE)
            .verifyWith("listNotes")
            .job("location", Duration.ofMillis(20), Duration.ofHours(2))
            .build();

    private static final Operation<@Nullable Void> REMOVE = Operation.<@Nullable Void>builder(
                    SERVICE, "remove", "Remove", "DELETE", "/v1/notes/{id}")
            .emptyResponse(200)
            .idempotent()
            .job("location", Duration.ofMillis(20), Duration.ofHours(2))
            .build();

    private final FaultServer server = FaultServer.start();

    private TestService.Builder builder() {
        return new TestService.Builder(SERVICE)
                .endpointOverride(server.endpoint())
                .retryPolicy(TestService.quick().build());
    }

    private FaultServer.Response accepted(String location) {
        return Responses.json(202, "{\"location\":\"" + location + "\"}");
    }

    private Note make(Driver driver) {
        CallExecutor executor = builder().buildExecutor();
        try {
            return driver.call(executor, MAKE, Arguments.none());
        } finally {
            executor.close();
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void returnsWhatTheWorkHasMade(Driver driver) throws InterruptedException {
        server.then(accepted("/v1/jobs/7"), accepted("/v1/jobs/7"), Responses.serviceError(500), Responses.note());

        assertThat(make(driver).name()).isEqualTo("hello");

        assertThat(server.take().requestLine()).startsWith("POST /v1/notes ");
        for (int i = 0; i < 3; i++) {
            Received poll = server.take();
            assertThat(poll.requestLine()).startsWith("GET /v1/jobs/7 ");
            assertThat(poll.text()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void returnsAtOnceWhatCameAtOnce(Driver driver) {
        server.then(Responses.note());
        assertThat(make(driver).name()).isEqualTo("hello");
        assertThat(server.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void asksOnlyTheClientsOwnHost(Driver driver) throws Exception {
        try (FaultServer other = FaultServer.start()) {
            server.then(accepted(other.endpoint() + "/v1/jobs/7?x=1"), Responses.note());
            make(driver);
            server.take();
            assertThat(server.take().target()).isEqualTo("/v1/jobs/7?x=1");
            assertThat(other.count()).isZero();
        }
    }

    @Test
    void keepsThePrefixOfTheEndpoint() throws InterruptedException {
        server.then(accepted("http://10.0.0.1:8080/v1/jobs/7"), Responses.note());
        CallExecutor executor = builder()
                .endpointOverride(URI.create(server.endpoint() + "/prefix"))
                .buildExecutor();
        executor.execute(MAKE, Arguments.none());
        executor.close();
        server.take();
        assertThat(server.take().target()).isEqualTo("/prefix/v1/jobs/7");
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aFailedJobIsARefusalAndNotInDoubt(Driver driver) {
        String error =
                "{\"error\":{\"code\":\"SYS.1006\",\"description\":\"failed\",\"details\":\"disk full\",\"cause\":{\"code\":\"X\",\"details\":\"no space left\"}}}";
        for (int status : new int[] {200, 503}) {
            server.then(accepted("/v1/jobs/7"), Responses.json(status, error));
            assertThatThrownBy(() -> make(driver))
                    .isInstanceOf(ScpServiceException.class)
                    .hasMessageContaining("SYS.1006: disk full no space left")
                    .hasMessageContaining("What was asked was not done");
        }
        assertThat(server.count()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void isInDoubtWhenTheJobCannotBeAsked(Driver driver) {
        server.then(accepted("/v1/jobs/7")).always(Responses.json(404, "{}"));
        assertThatThrownBy(() -> make(driver))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("Check with listNotes");
        server.then(Responses.json(202, "{}"));
        assertThatThrownBy(() -> make(driver)).hasMessageContaining("it has no address in location");
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void keepsToATimeLimitThatTheApplicationSets(Driver driver) throws Exception {
        server.always(accepted("/v1/jobs/7"));
        ShortLimit.of(300, limit -> {
            CallExecutor executor = builder().timeout(limit).buildExecutor();
            assertThatThrownBy(() -> driver.call(executor, MAKE, Arguments.none()))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("time limit");
            assertThatThrownBy(() -> driver.call(executor, REMOVE, Arguments.path("n-1")))
                    .isInstanceOf(ScpClientException.class)
                    .isNotInstanceOf(OutcomeUnknownException.class);
            executor.close();
        });
    }

    @Test
    void hasALimitOfItsOwnOtherwise() {
        TestTime time = new TestTime() {
            @Override
            public void pause(long nanos) throws InterruptedException {
                super.pause(Duration.ofMinutes(1).toNanos());
            }
        };
        server.always(accepted("/v1/jobs/7"));
        CallExecutor executor = time.on(builder(), () -> 0.5).buildExecutor();
        assertThatThrownBy(() -> executor.execute(MAKE, Arguments.none())).isInstanceOf(OutcomeUnknownException.class);
        executor.close();
        assertThat(time.pauses()).hasSizeBetween(115, 121);
    }

    @Test
    void endsWhenItIsCancelledOrTheClientIsClosed() throws InterruptedException {
        server.always(accepted("/v1/jobs/7"));
        CallExecutor executor = builder().buildExecutor();
        CompletableFuture<Note> cancelled = executor.executeAsync(MAKE, Arguments.none());
        server.take();
        cancelled.cancel(true);
        assertThat(cancelled).isCancelled();

        long polls = server.count("GET");
        CompletableFuture<Note> closed = executor.executeAsync(MAKE, Arguments.none());
        Eventually.isTrue("polls", () -> server.count("GET") > polls + 1); // one may be of the other
        executor.close();
        assertThatThrownBy(() -> Driver.joined(closed)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void removesWithoutAResult() {
        server.then(accepted("/v1/jobs/7"), Responses.json(200, "{}"));
        CallExecutor executor = builder().buildExecutor();
        executor.execute(REMOVE, Arguments.path("n-1"));
        executor.close();
        assertThat(server.count()).isEqualTo(2);
    }
}
