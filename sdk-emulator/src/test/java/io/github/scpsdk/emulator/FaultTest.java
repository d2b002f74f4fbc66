// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.emulator.Fault.Kind;
import io.github.scpsdk.emulator.TestRequest.RawResponse;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final String NEW_VOLUME = "{'name':'my_volume','protocol':'NFS','type_name':'HDD'}";

    private ScpEmulator scp;
    private TestClient files;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        files = TestClient.of(scp, "filestorage 1.1");
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    @Test
    void leavesAnOrphanWhenTheErrorComesAfterTheEffect() {
        scp.inject(Fault.errorAfter(500).on("filestorage", "createVolume").times(1));

        assertThat(files.refused("POST /volumes", NEW_VOLUME)).isEqualTo("500 ContactAdminForAssistance");
        assertThat(volumes()).isEqualTo(1);
        assertThat(scp.faults()).as("it has met its one call").isEmpty();
        files.ok("POST /volumes", NEW_VOLUME);
        assertThat(scp.requests().get(0).refusal()).isEqualTo("A fault that is switched on: ERROR_AFTER");
    }

    @Test
    void carriesNothingOutWhenTheErrorComesBefore() {
        scp.inject(Fault.errorBefore(503)
                .on("filestorage", "createVolume")
                .fromCall(2)
                .times(1));

        files.ok("POST /volumes", NEW_VOLUME);
        assertThat(files.refused("POST /volumes", NEW_VOLUME)).isEqualTo("503 ServiceUnavailable");
        files.ok("POST /volumes", NEW_VOLUME);
        assertThat(volumes()).isEqualTo(2);
    }

    @Test
    void resetsTheConnectionBeforeOrAfterTheEffect() {
        scp.inject(Fault.of(Kind.RESET_AFTER).on("filestorage", "createVolume"));
        assertThatThrownBy(() -> files.request("POST /volumes", NEW_VOLUME).sendTo(scp))
                .hasRootCauseInstanceOf(SocketException.class)
                .hasRootCauseMessage("Connection reset");
        assertThat(volumes()).isEqualTo(1);
        scp.clearFaults();
        scp.inject(Fault.of(Kind.RESET_BEFORE).on("filestorage", "createVolume"));
        assertThatThrownBy(() -> files.request("POST /volumes", NEW_VOLUME).sendTo(scp))
                .hasRootCauseInstanceOf(SocketException.class);
        assertThat(volumes()).isEqualTo(1);
    }

    @Test
    void cutsOffTheBodyOrSendsHalfOfTheJson() {
        int whole = files.request("GET /volumes", "").sendTo(scp).body().length();
        for (Kind kind : List.of(Kind.TRUNCATED, Kind.MALFORMED)) {
            scp.clearFaults();
            scp.inject(Fault.of(kind));
            RawResponse response = files.request("GET /volumes", "").sendTo(scp);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).hasSize(whole / 2);
            assertThat(Integer.parseInt(response.headers().get("Content-Length")))
                    .isEqualTo(kind == Kind.TRUNCATED ? whole : whole / 2);
        }
    }

    @Test
    void spoilsTypesAndValues() {
        String volume = files.ok("POST /volumes", NEW_VOLUME).path("volume_id").textValue();
        scp.inject(Fault.of(Kind.UNKNOWN_VALUES));
        assertThat(files.ok("GET /volumes/" + volume).path("state").textValue()).isEqualTo("NEVER_HEARD_OF");
        assertThat(files.ok("GET /volumes/" + volume).path("id").textValue()).isEqualTo(volume);
        scp.clearFaults();
        scp.inject(Fault.of(Kind.WRONG_TYPES));
        assertThat(files.ok("GET /volumes").path("count").textValue()).isEqualTo("many");
        assertThat(files.ok("GET /volumes/" + volume).path("name").isNumber()).isTrue();
    }

    @Test
    void respondsAsTheGatewayAndTheEdgeDo() {
        scp.inject(Fault.throttled(Duration.ofSeconds(7)).times(1));
        RawResponse throttled = files.request("GET /volumes", "").sendTo(scp);
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.headers()).containsEntry("Retry-After", "7");

        scp.inject(Fault.of(Kind.NOT_IN_CATALOGUE).times(1));
        RawResponse catalogue = files.request("GET /volumes", "").sendTo(scp);
        assertThat(catalogue.status()).isEqualTo(401);
        assertThat(TestClient.json(catalogue).path("message").textValue())
                .isEqualTo("Service Account catalog has not target's endpoint. target : scp-filestorage_hmac");

        scp.inject(Fault.of(Kind.BLOCKED).times(1));
        RawResponse blocked = files.request("GET /volumes", "").sendTo(scp);
        assertThat(blocked.status()).isEqualTo(417);
        assertThat(blocked.body()).contains("Request Rejected");
        assertThat(blocked.headers()).containsEntry("Content-Type", "text/html");

        scp.inject(Fault.of(Kind.VERSION_NOT_SERVED).times(1));
        assertThat(files.refused("GET /volumes")).startsWith("406 ");
        scp.inject(Fault.of(Kind.EXPIRED_KEY).times(1));
        assertThat(files.refused("GET /volumes")).startsWith("401 ");
    }

    @Test
    void isBusyAfterTheFirstAttemptOnEachResource() {
        scp.inject(Fault.busy(Duration.ofSeconds(30), 409).on("filestorage", "deleteVolume"));
        String volume = files.ok("POST /volumes", NEW_VOLUME).path("volume_id").textValue();

        assertThat(files.refused("DELETE /volumes/" + volume)).startsWith("409 ");
        assertThat(files.refused("DELETE /volumes/" + volume)).startsWith("409 ");
        scp.clock().advance(Duration.ofSeconds(30));
        files.ok("DELETE /volumes/" + volume);
    }

    @Test
    void meetsTheSameCallsEachTimeWithTheSameSeed() {
        List<Integer> first = statuses();
        assertThat(statuses()).isEqualTo(first);
        assertThat(first).contains(200, 503);
    }

    private List<Integer> statuses() {
        scp.clearFaults();
        scp.inject(Fault.errorBefore(503).withProbability(0.5, 42));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            statuses.add(files.request("GET /volumes", "").sendTo(scp).status());
        }
        return statuses;
    }

    @Test
    void delaysResponses() {
        scp.inject(Fault.latency(Duration.ofMillis(200)));
        long start = System.nanoTime();
        files.ok("GET /volumes");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void hasAClockThatIsWrong() {
        scp.skewClock(Duration.ofHours(-1));
        RawResponse response = files.request("GET /volumes", "").sendTo(scp);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).contains("ahead of the clock here");
        scp.clearFaults();
        files.ok("GET /volumes");
    }

    @Test
    void refusesFaultsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.errorBefore(200));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.errorBefore(500).fromCall(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.errorBefore(500).withProbability(2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.latency(Duration.ofSeconds(-1)));
    }

    private int volumes() {
        return files.ok("GET /volumes").path("count").intValue();
    }
}
