// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.ServiceVersionInfo;
import io.github.scpsdk.core.ServiceVersionStatus;
import io.github.scpsdk.core.VersionNotServedException;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.FaultServer.Received;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import nl.altindag.log.LogCaptor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which versions an endpoint serves, and what is said when the one in use has come to its end. */
class VersionListTest {

    @AutoClose
    final FaultServer server = FaultServer.start();

    @Test
    void asksTheRootOfTheEndpointSigned() throws InterruptedException {
        response(200, """
                {"versions":[
                  {"id":"v1.1","links":[{"href":"https://x/docs","rel":"help"},{"href":"https://x/v1","rel":"self"}],
                   "not_before":"2026-02-23","status":"CURRENT","min":{}},
                  {"id":"v1.0","not_before":null,"status":"RETIRED"},
                  {"id":"v2.0","links":[],"not_before":"","status":"planned"}],"next":1}
                """);
        CallExecutor client = TestService.at(server).buildExecutor();

        assertThat(client.versions())
                .containsExactly(
                        new ServiceVersionInfo(
                                "v1.1", ServiceVersionStatus.CURRENT, LocalDate.of(2026, 2, 23), "https://x/v1"),
                        new ServiceVersionInfo("v1.0", ServiceVersionStatus.of("RETIRED"), null, null),
                        new ServiceVersionInfo("v2.0", ServiceVersionStatus.PLANNED, null, null));
        assertThat(ServiceVersionStatus.of("RETIRED").known()).isEqualTo(ServiceVersionStatus.Known.UNRECOGNIZED);
        assertThat(new ServiceVersionInfo("v1.1", null, null, null).version()).isEqualTo("1.1");

        Received request = server.take();
        assertThat(request.requestLine()).isEqualTo("GET / HTTP/1.1");
        assertThat(request.header("Scp-Signature")).isNotNull();
        client.close();
        assertThatThrownBy(client::versions).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void asksWithoutWaitingToo() {
        response(200, "{\"versions\":[{\"id\":\"v1.0\"}]}");
        CallExecutor client = TestService.at(server).buildExecutor();
        assertThat(client.versionsAsync().join()).containsExactly(new ServiceVersionInfo("v1.0", null, null, null));
        client.close();
    }

    @Test
    void keepsThePathOfAnOverride() throws InterruptedException {
        response(200, "{\"versions\":[]}");
        CallExecutor client = TestService.builder()
                .credentials(TestService.KEYS)
                .endpointOverride(server.endpoint().resolve("/kr-west1/"))
                .buildExecutor();
        assertThat(client.versions()).isEmpty();
        assertThat(server.take().requestLine()).isEqualTo("GET /kr-west1 HTTP/1.1");
        client.close();
    }

    @Test
    void failsLikeAnyCall() {
        response(404, TestService.SERVICE_404);
        CallExecutor client = TestService.at(server).buildExecutor();
        assertThatThrownBy(client::versions)
                .isInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("notes 1.1 versions was answered 404 Not Found.");
        client.close();
    }

    @Test
    void aRefusedVersionNamesWhereToFindTheServedOnes() {
        response(406, "");
        CallExecutor client = TestService.at(server).buildExecutor();
        assertThatThrownBy(client::versions)
                .isInstanceOfSatisfying(
                        VersionNotServedException.class,
                        e -> assertThat(e.servedVersions()).isEmpty())
                .hasMessageStartingWith("notes 1.1 versions was answered 406 Not Acceptable.")
                .hasMessageContaining("The platform does not serve version 1.1 of notes, or not for this operation."
                        + " client.versions() lists the versions that it serves; use the client of the newest.");
        assertThat(server.count()).isEqualTo(1);
        client.close();
    }

    @Test
    void aRefusedVersionListsTheServedOnesWhenToldTo() {
        CallExecutor client = TestService.at(server).buildExecutor();
        CallExecutor asking = client.withOptions(CallOptions.of(o -> o.listServedVersions(true)));
        List<Supplier<?>> ways =
                List.of(asking::versions, () -> asking.versionsAsync().join());
        for (Supplier<?> way : ways) {
            response(406, "");
            response(200, "{\"versions\":[{\"id\":\"v1.2\",\"status\":\"CURRENT\"},{\"id\":\"v1.3\"}]}");
            assertThatThrownBy(way::get)
                    .satisfies(e -> assertThat(e instanceof CompletionException ? e.getCause() : e)
                            .isInstanceOfSatisfying(
                                    VersionNotServedException.class,
                                    refused -> assertThat(refused.servedVersions())
                                            .extracting(ServiceVersionInfo::version)
                                            .containsExactly("1.2", "1.3"))
                            .hasMessageEndingWith(" The endpoint serves 1.2 (CURRENT), 1.3."));
        }
        assertThat(server.count()).isEqualTo(4);
        client.close();
    }

    @Test
    void aRefusedVersionThatIsListedIsNotServedForThisOperation() {
        CallExecutor client = TestService.at(server).buildExecutor();
        CallExecutor asking = client.withOptions(CallOptions.of(o -> o.listServedVersions(true)));
        response(406, "");
        response(
                200,
                "{\"versions\":[{\"id\":\"v1.2\",\"status\":\"CURRENT\"},{\"id\":\"v1.1\",\"status\":\"SUPPORTED\"}]}");
        assertThatThrownBy(asking::versions)
                .isInstanceOf(VersionNotServedException.class)
                .hasMessageEndingWith(" The endpoint serves 1.2 (CURRENT), 1.1 (SUPPORTED)."
                        + " Version 1.1 is listed, but not served for this operation.");
        client.close();
    }

    @Test
    void withoutAVersionListTheRefusalStaysAsItIs() {
        CallExecutor client = TestService.at(server).buildExecutor();
        CallExecutor asking = client.withOptions(CallOptions.of(o -> o.listServedVersions(true)));
        response(406, "");
        response(500, "");
        assertThatThrownBy(asking::versions)
                .isInstanceOf(VersionNotServedException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasAtLeastOneElementOfType(ServerErrorException.class));
        response(406, "");
        response(406, "");
        assertThatThrownBy(() -> asking.versionsAsync().join())
                .hasCauseInstanceOf(VersionNotServedException.class)
                .satisfies(e -> assertThat(e.getCause().getSuppressed())
                        .hasAtLeastOneElementOfType(VersionNotServedException.class));
        assertThat(server.count()).isEqualTo(4);
        client.close();
    }

    @Test
    void aClientThatIsClosedBeforeTheQuestionHidesNoRefusal() {
        AtomicReference<CallExecutor> client = new AtomicReference<>();
        client.set(TestService.at(server)
                .listener(new CallListener() {
                    @Override
                    public void onEnd(Call call, End end) {
                        client.get().close();
                    }
                })
                .buildExecutor());
        CallExecutor asking = client.get().withOptions(CallOptions.of(o -> o.listServedVersions(true)));
        response(406, "");
        assertThatThrownBy(asking::versions)
                .isInstanceOf(VersionNotServedException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasOnlyElementsOfType(IllegalStateException.class));
    }

    @Test
    void warnsOnceWhenTheVersionInUseEnds() {
        ServiceVersion old = ServiceVersion.builder("notes", "1.0")
                .deprecated("2026-12-31", "1.1")
                .build();
        MovingClock clock = new MovingClock();
        try (LogCaptor log = LogCaptor.forName("io.github.scpsdk.calls")) {
            log.setLogLevelToTrace();
            CallExecutor client = new TestService.Builder(old)
                    .endpointOverride(server.endpoint())
                    .clock(clock)
                    .buildExecutor();
            for (int i = 0; i < 4; i++) {
                response(200, "{\"versions\":[]}");
            }
            client.versions();
            assertThat(log.getWarnLogs()).isEmpty();
            clock.now = clock.now.plus(Duration.ofDays(1));
            client.versions();
            client.versions();
            assertThat(log.getWarnLogs())
                    .containsExactly("notes 1.0 is deprecated and no longer supported by the platform since 2026-12-31."
                            + " Use notes 1.1 instead.");
            client.close();
        }
    }

    private void response(int status, String body) {
        server.then(Responses.body(status, body));
    }

    private static final class MovingClock extends Clock {

        Instant now = Instant.parse("2026-12-30T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
