// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.BREAK;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.DETACH_SERVER;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.newReplication;
import static io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes.resource;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationsTest {
    private static final String SERVICE = "baremetal-blockstorage";
    private static final String STATE = "400 BaremetalBlockstorage.InvalidReplicationState";
    private static final String RESYNC = "{'policy':'RESYNC'}";

    private ScpEmulator scp;
    private TestClient west;
    private TestClient east;
    private String source;
    private String replica;

    @BeforeEach
    void replicate() {
        scp = ScpEmulator.start();
        west = TestClient.of(scp, SERVICE + " 1.3");
        east = west.in("kr-east1");
        source = volumeWithRate(west);
        scp.delay(SERVICE, "createVolumeReplication", Duration.ofSeconds(30));
        replica = resource(west.ok("POST /volumes/" + source + "/replications", newReplication()));
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    private void wait30Seconds() {
        scp.clock().advance(Duration.ofSeconds(30));
    }

    private static JsonNode show(TestClient client, String volume) {
        return client.ok("GET /volumes/" + volume).path("result");
    }

    private static JsonNode replication(TestClient client, String volume) {
        return client.ok("GET /volumes/" + volume + "/replications").path("result");
    }

    @Test
    void isSeenFromBothRegions() {
        assertThat(show(west, source).path("state").textValue()).isEqualTo("EDITING");
        assertThat(show(east, replica).path("state").textValue()).isEqualTo("CREATING");
        assertThat(replication(west, source).path("sync_state").textValue()).isEqualTo("UNINITIALIZED");
        assertThat(west.refused("PUT /volumes/" + source + "/replications/policy", BREAK))
                .isEqualTo(STATE);
        wait30Seconds();

        assertThat(show(west, source).path("state").textValue()).isEqualTo("IN_USE");
        assertThat(show(west, source).path("has_replication").booleanValue()).isTrue();
        JsonNode there = show(east, replica);
        assertThat(there.path("name").textValue()).isEqualTo("replica-01");
        assertThat(there.path("state").textValue()).isEqualTo("AVAILABLE");
        assertThat(there.path("purpose").textValue()).isEqualTo("REPL");
        assertThat(there.path("has_origin").booleanValue()).isTrue();
        assertThat(there.path("snapshot_rate").intValue()).isEqualTo(50);
        JsonNode pair = replication(west, source);
        assertThat(pair).isEqualTo(replication(east, replica));
        assertThat(pair.path("sync_state").textValue()).isEqualTo("SNAPMIRROED");
        assertThat(pair.path("sync_cycle").textValue()).isEqualTo("5MIN");
        assertThat(pair.path("related_volumes").findValuesAsText("id")).containsExactly(source, replica);
        assertThat(pair.path("related_volumes").findValuesAsText("auth")).containsExactly("READ_WRITE", "READ");
        assertThat(pair.path("related_volumes").findValuesAsText("region")).containsExactly("kr-west1", "kr-east1");
        assertThat(west.ok("GET /volumes")
                        .path("volumes")
                        .path(0)
                        .path("has_relation")
                        .booleanValue())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"kr-west1", "kr-east1"})
    void isPausedAndResumedFromEitherSide(String region) {
        wait30Seconds();
        TestClient side = west.in(region);
        String path = "/volumes/" + (region.equals("kr-west1") ? source : replica) + "/replications";
        assertThat(side.refused("PUT " + path + "/policy", RESYNC)).isEqualTo(STATE);
        assertThat(side.refused("DELETE " + path)).isEqualTo(STATE);

        assertThat(side.ok("PUT " + path + "/policy", BREAK).path("sync_state").textValue())
                .isEqualTo("BROKEN_OFF");

        assertThat(side.refused("PUT " + path + "/policy", BREAK)).isEqualTo(STATE);
        assertThat(replication(west, source).path("related_volumes").findValuesAsText("auth"))
                .containsExactly("READ_WRITE", "READ_WRITE");
        assertThat(side.ok("PUT " + path + "/policy", RESYNC).path("sync_state").textValue())
                .isEqualTo("SNAPMIRROED");
    }

    @Test
    void leavesTwoOriginalsWhenItIsDeleted() {
        wait30Seconds();
        String path = "/volumes/" + source + "/replications";
        assertThat(east.refused("DELETE /volumes/" + replica))
                .isEqualTo("400 BaremetalBlockstorage.InvalidVolumeState");
        west.ok("PUT " + path + "/policy", BREAK);
        scp.delay(SERVICE, "deleteVolumeReplication", Duration.ofSeconds(30));

        assertThat(resource(west.ok("DELETE " + path))).isEqualTo(source);

        assertThat(show(west, source).path("has_replication").booleanValue()).isTrue();
        assertThat(west.refused("DELETE " + path)).isEqualTo(STATE);
        wait30Seconds();
        assertThat(show(west, source).path("has_replication").booleanValue()).isFalse();
        assertThat(show(west, source).path("state").textValue()).isEqualTo("IN_USE");
        assertThat(show(east, replica).path("purpose").textValue()).isEqualTo("ORG");
        assertThat(show(east, replica).path("has_origin").booleanValue()).isFalse();
        for (String refused : List.of(west.refused("GET " + path), west.refused("DELETE " + path))) {
            assertThat(refused).isEqualTo("404 BaremetalBlockstorage.NotFoundReplication");
        }
    }

    @Test
    void protectsBothVolumesFromDeletionButAPausedReplica() {
        wait30Seconds();
        west.ok("DELETE /volumes/" + source + "/attachments", DETACH_SERVER);
        assertThat(west.refused("DELETE /volumes/" + source)).isEqualTo("400 BaremetalBlockstorage.InvalidVolumeState");
        west.ok("PUT /volumes/" + source + "/replications/policy", BREAK);
        assertThat(west.refused("DELETE /volumes/" + source)).isEqualTo("400 BaremetalBlockstorage.InvalidVolumeState");

        east.ok("DELETE /volumes/" + replica);

        assertThat(show(west, source).path("has_replication").booleanValue()).isFalse();
        west.ok("DELETE /volumes/" + source);
    }

    @Test
    void isNotLeftInEditingWhenTheReplicaIsDeletedMeanwhile() {
        wait30Seconds();
        west.ok("PUT /volumes/" + source + "/replications/policy", BREAK);
        scp.delay(SERVICE, "deleteVolumeReplication", Duration.ofSeconds(30));
        west.ok("DELETE /volumes/" + source + "/replications");
        east.ok("DELETE /volumes/" + replica);
        assertThat(show(west, source).path("state").textValue()).isEqualTo("IN_USE");
    }

    @Test
    void lagsBehindSinceTheLastCycle() {
        wait30Seconds();
        west.ok("PUT /volumes/" + source + "/replications/cycle", "{'cycle':'MONTHLY'}");
        assertThat(replication(west, source).path("sync_cycle").textValue()).isEqualTo("MONTHLY");
        scp.clock().advance(Duration.ofDays(2));
        assertThat(replication(west, source).path("lag_time").textValue()).matches("[0-4]\\d:[0-5]\\d:[0-5]\\d");
        west.ok("PUT /volumes/" + source + "/replications/cycle", "{'cycle':'5MIN'}");
        scp.clock().advance(Duration.ofHours(1));
        assertThat(replication(west, source).path("lag_time").textValue()).matches("00:0[0-4]:[0-5]\\d");

        west.ok("PUT /volumes/" + source + "/replications/policy", BREAK);
        scp.clock().advance(Duration.ofHours(3));
        assertThat(replication(west, source).path("lag_time").textValue()).matches("03:0[0-4]:[0-5]\\d");
        assertThat(replication(west.speaking(SERVICE + " 1.2"), source).has("lag_time"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"kr-west1", "kr-south1", "nowhere"})
    void goesOnlyToThePartnerRegion(String region) {
        assertThat(west.refused(
                        "POST /volumes/" + volumeWithRate(west) + "/replications",
                        newReplication().replace("kr-east1", region)))
                .isEqualTo("400 BaremetalBlockstorage.InvalidReplicationRegion");
    }

    @Test
    void existsOncePerVolumeAndOnlyOfOriginals() {
        wait30Seconds();
        assertThat(west.refused("POST /volumes/" + source + "/replications", newReplication()))
                .isEqualTo(STATE);
        assertThat(east.refused(
                        "POST /volumes/" + replica + "/replications",
                        newReplication().replace("kr-east1", "kr-west1")))
                .isEqualTo(STATE);
        assertThat(west.refused("DELETE /volumes/" + source + "/snapshot-rates"))
                .isEqualTo("400 BaremetalBlockstorage.InvalidSnapshotRateState");
    }
}
