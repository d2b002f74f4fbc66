// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.DAILY;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.DETACH_SERVER;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.RATE;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.newRecovery;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.newReplication;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.resource;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.snapshot;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.volume;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.volumeWithRate;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private static final String RATE_STATE = "400 BaremetalBlockstorage.InvalidSnapshotRateState";
    private static final String SCHEDULE_STATE = "400 BaremetalBlockstorage.InvalidSnapshotScheduleState";
    private static final String NO_SNAPSHOT = "404 BaremetalBlockstorage.NotFoundSnapshot";

    private ScpEmulator scp;
    private TestClient west;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        west = TestClient.of(scp, "baremetal-blockstorage 1.3");
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    private JsonNode show(String volume) {
        return west.ok("GET /volumes/" + volume).path("result");
    }

    private List<String> listed(String volume) {
        return west.ok("GET /volumes/" + volume + "/snapshots")
                .path("snapshots")
                .findValuesAsText("snapshot_id");
    }

    @Test
    void setsChangesAndRemovesTheSnapshotRate() {
        String volume = volume(west);
        String rate = " /volumes/" + volume + "/snapshot-rates";
        assertThat(west.refused("PUT" + rate, RATE)).isEqualTo(RATE_STATE);
        assertThat(west.refused("DELETE" + rate)).isEqualTo(RATE_STATE);

        assertThat(west.ok("POST" + rate, RATE).path("is_snapshot_activated").booleanValue())
                .isTrue();
        assertThat(west.refused("POST" + rate, RATE)).isEqualTo(RATE_STATE);
        west.ok("PUT" + rate, "{'snapshot_rate':100}");
        assertThat(show(volume).path("snapshot_rate").intValue()).isEqualTo(100);
        assertThat(west.refused("PUT" + rate, "{'snapshot_rate':101}")).isEqualTo("400 ValidationError");

        assertThat(west.ok("DELETE" + rate).path("is_snapshot_activated").booleanValue())
                .isFalse();
        assertThat(show(volume).has("snapshot_rate")).isFalse();
    }

    @Test
    void needsARateForSnapshotsSchedulesAndReplication() {
        String volume = "POST /volumes/" + volume(west);
        assertThat(west.refused(volume + "/snapshots")).isEqualTo(RATE_STATE);
        assertThat(west.refused(volume + "/snapshot-schedules", DAILY)).isEqualTo(RATE_STATE);
        assertThat(west.refused(volume + "/replications", newReplication())).isEqualTo(RATE_STATE);
    }

    @Test
    void keepsTheRateWhileItIsNeeded() {
        String volume = volumeWithRate(west);
        String rate = "DELETE /volumes/" + volume + "/snapshot-rates";
        String snapshot = snapshot(west, volume);
        assertThat(west.refused(rate)).isEqualTo(RATE_STATE);
        west.ok("DELETE /volumes/" + volume + "/snapshots/" + snapshot);
        west.ok("POST /volumes/" + volume + "/snapshot-schedules", DAILY);
        assertThat(west.refused(rate)).isEqualTo(RATE_STATE);
        west.ok("DELETE /volumes/" + volume + "/snapshot-schedules");
        west.ok(rate);
    }

    @Test
    void namesSnapshotsAfterTheVolumeInTheStorage() {
        String volume = volumeWithRate(west);
        JsonNode taken = west.ok("POST /volumes/" + volume + "/snapshots");
        assertThat(taken.path("snapshot_name").textValue())
                .startsWith(
                        show(volume).path("storage_volume_name").textValue() + "___snapshot-create-bm-blockstorage.")
                .matches(".*\\d{4}-\\d\\d-\\d\\d_\\d{6}");
        assertThat(taken.path("snapshot_id").textValue()).matches("[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-.*");

        JsonNode list = west.ok("GET /volumes/" + volume + "/snapshots");

        assertThat(list.path("snapshots")).hasSize(1);
        assertThat(list.path("is_snapshot_policy").booleanValue()).isFalse();
        assertThat(list.path("snapshot_capacity_mb").intValue()).isEqualTo(5120);
        assertThat(list.path("snapshot_capacity_rate").intValue()).isEqualTo(50);
        assertThat(list.path("snapshot_total_usage").intValue()).isZero();
    }

    @Test
    void removesNewerSnapshotsWhenOneIsRestored() {
        String volume = volumeWithRate(west);
        String first = snapshot(west, volume);
        String second = snapshot(west, volume);
        String third = snapshot(west, volume);
        assertThat(listed(volume)).containsExactly(third, second, first);

        west.ok("PUT /volumes/" + volume + "/snapshots/" + second + "/restore");

        assertThat(listed(volume)).containsExactly(second, first);
        assertThat(show(volume).path("state").textValue()).isEqualTo("IN_USE");
        String other = volumeWithRate(west);
        assertThat(west.refused("PUT /volumes/" + volume + "/snapshots/" + third + "/restore"))
                .isEqualTo(NO_SNAPSHOT);
        assertThat(west.refused("DELETE /volumes/" + other + "/snapshots/" + first))
                .isEqualTo(NO_SNAPSHOT);
    }

    @Test
    void takesSnapshotsBySchedule() {
        String volume = volumeWithRate(west);
        String schedule = " /volumes/" + volume + "/snapshot-schedules";
        assertThat(west.refused("PUT" + schedule, DAILY)).isEqualTo(SCHEDULE_STATE);
        assertThat(west.refused("POST" + schedule, "{'hour':24}")).isEqualTo("400 ValidationError");
        assertThat(west.ok("POST" + schedule, DAILY).path("frequency").textValue())
                .isEqualTo("DAILY");
        assertThat(west.refused("POST" + schedule, DAILY)).isEqualTo(SCHEDULE_STATE);

        scp.clock().advance(Duration.ofDays(3));
        assertThat(listed(volume)).hasSize(3);
        JsonNode weekly = west.ok("PUT" + schedule, "{'hour':3,'day_of_week':'SUN'}");
        scp.clock().advance(Duration.ofDays(14));

        assertThat(weekly.path("frequency").textValue()).isEqualTo("WEEKLY");
        assertThat(weekly.path("day_of_week").textValue()).isEqualTo("SUN");
        assertThat(listed(volume)).hasSize(5);
        JsonNode list = west.ok("GET /volumes/" + volume + "/snapshots");
        assertThat(list.path("is_snapshot_policy").booleanValue()).isTrue();
        assertThat(west.ok("DELETE" + schedule).path("frequency").textValue()).isEqualTo("NONE");
        scp.clock().advance(Duration.ofDays(14));
        assertThat(listed(volume)).hasSize(5);
    }

    @Test
    void keepsThe128NewestSnapshotsBySchedule() {
        String volume = volumeWithRate(west);
        String byHand = snapshot(west, volume);
        west.ok("POST /volumes/" + volume + "/snapshot-schedules", DAILY);
        scp.clock().advance(Duration.ofDays(200));
        assertThat(listed(volume)).hasSize(129).contains(byHand);
    }

    @Test
    void recoversASnapshotAsAnotherVolume() {
        String origin = volumeWithRate(west);
        String snapshot = snapshot(west, origin);

        String recovery = resource(west.ok("POST /volumes/" + origin + "/recoveries", newRecovery(snapshot)));

        JsonNode recovered = show(recovery);
        assertThat(recovered.path("name").textValue()).isEqualTo("recovered");
        assertThat(recovered.path("purpose").textValue()).isEqualTo("RECOVERY");
        assertThat(recovered.path("state").textValue()).isEqualTo("AVAILABLE");
        assertThat(recovered.path("attachments")).isEmpty();
        assertThat(recovered.path("qos")).isEqualTo(show(origin).path("qos"));
        for (String side : List.of(origin, recovery)) {
            JsonNode pair = show(side).path("recovery");
            assertThat(pair.path("origin_volume").path("id").textValue()).isEqualTo(origin);
            assertThat(pair.path("recovery_volume").path("id").textValue()).isEqualTo(recovery);
            assertThat(pair.path("origin_volume").path("attachments")).hasSize(1);
        }
        west.ok("DELETE /volumes/" + recovery);
        assertThat(show(origin).has("recovery")).isFalse();
        assertThat(west.refused("POST /volumes/" + origin + "/recoveries", newRecovery("none")))
                .isEqualTo(NO_SNAPSHOT);
    }

    @Test
    void refusesSnapshotsAndReplicationOfARecoveredVolume() {
        String origin = volumeWithRate(west);
        String recovery = "/volumes/"
                + resource(west.ok("POST /volumes/" + origin + "/recoveries", newRecovery(snapshot(west, origin))));
        String purpose = "400 BaremetalBlockstorage.InvalidVolumePurpose";
        assertThat(west.refused("POST " + recovery + "/snapshot-rates", RATE)).isEqualTo(purpose);
        assertThat(west.refused("POST " + recovery + "/snapshots")).isEqualTo(purpose);
        assertThat(west.refused("GET " + recovery + "/snapshots")).isEqualTo(purpose);
        assertThat(west.refused("POST " + recovery + "/snapshot-schedules", DAILY))
                .isEqualTo(purpose);
        assertThat(west.refused("POST " + recovery + "/replications", newReplication()))
                .isEqualTo(purpose);
        assertThat(west.refused("GET " + recovery + "/replications")).isEqualTo(purpose);
    }

    @Test
    void deletesSnapshotsWithTheirVolume() {
        String volume = volumeWithRate(west);
        snapshot(west, volume);
        west.ok("DELETE /volumes/" + volume + "/attachments", DETACH_SERVER);
        west.ok("DELETE /volumes/" + volume);
        assertThat(west.refused("GET /volumes/" + volume + "/snapshots"))
                .isEqualTo("404 BaremetalBlockstorage.NotFoundVolume");
    }
}
