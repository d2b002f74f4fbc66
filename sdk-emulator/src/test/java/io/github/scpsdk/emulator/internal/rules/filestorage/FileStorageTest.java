// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.filestorage;

import static io.github.scpsdk.emulator.internal.rules.filestorage.FileStorageScenes.atReplica;
import static io.github.scpsdk.emulator.internal.rules.filestorage.FileStorageScenes.newReplication;
import static io.github.scpsdk.emulator.internal.rules.filestorage.FileStorageScenes.pause;
import static io.github.scpsdk.emulator.internal.rules.filestorage.FileStorageScenes.replication;
import static io.github.scpsdk.emulator.internal.rules.filestorage.FileStorageScenes.schedule;
import static io.github.scpsdk.emulator.internal.rules.filestorage.FileStorageScenes.snapshot;
import static io.github.scpsdk.emulator.internal.rules.filestorage.FileStorageScenes.text;
import static io.github.scpsdk.emulator.internal.rules.filestorage.FileStorageScenes.volume;
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

class FileStorageTest {
    private static final String PURPOSE = "400 filestorage.BadRequest.Invalid.volume.purpose";
    private static final String GONE = "404 filestorage.Notfound.volume";

    private ScpEmulator scp;
    private TestClient west;
    private TestClient east;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        west = TestClient.of(scp, "filestorage 1.1");
        east = west.in("kr-east1");
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    @ParameterizedTest
    @CsvSource({
        "kr-west1-a, kr-east1-a",
        "kr-east1-b, kr-west1-a",
        "kr-west1-z, ",
        "kr-south1-a, ",
        "nowhere-a, ",
        "nowhere, "
    })
    void listsTheZonesToReplicateToUnlessTheAccountHasNoSuchZone(String zone, String expected) {
        JsonNode zones = west.speaking("filestorage 1.2")
                .ok("GET /replications/zones?type_name=HDD&replication_type=replication&source_zone=" + zone)
                .path("zones");
        assertThat(zones.toString()).isEqualTo(expected == null ? "[]" : "[\"" + expected + "\"]");
    }

    @Test
    void createsAVolumeThatBecomesAvailable() {
        scp.delay("filestorage", "createVolume", Duration.ofSeconds(30));
        JsonNode created = west.ok("POST /volumes", "{'name':'my_volume','protocol':'NFS','type_name':'SSD'}");
        String path = "GET /volumes/" + text(created, "volume_id");

        JsonNode creating = west.ok(path);
        scp.clock().advance(Duration.ofSeconds(30));
        JsonNode available = west.ok(path);

        assertThat(text(created, "volume_name")).matches("my_volume_[a-z0-9]{6}");
        assertThat(creating.path("state").textValue()).isEqualTo("creating");
        assertThat(creating.path("path").isNull()).isTrue();
        assertThat(available.path("state").textValue()).isEqualTo("available");
        assertThat(available.path("purpose").textValue()).isEqualTo("none");
        assertThat(available.path("name")).isEqualTo(created.path("volume_name"));
        assertThat(available.path("path").textValue())
                .isEqualTo(text(available, "endpoint_path") + ":/" + text(available, "name"));
        assertThat(available.path("usage").intValue()).isZero();
        assertThat(available.path("encryption_enabled").booleanValue()).isTrue();
        assertThat(available.path("file_unit_recovery_enabled").booleanValue()).isFalse();
    }

    @Test
    void refusesChangesOfAVolumeThatIsBeingCreatedOrDeleted() {
        scp.delay("filestorage", "createVolume", Duration.ofSeconds(30));
        scp.delay("filestorage", "deleteVolume", Duration.ofSeconds(30));
        String volume = volume(west);
        assertThat(west.refused("DELETE /volumes/" + volume)).isEqualTo("409 filestorage.Conflict.volume");
        scp.clock().advance(Duration.ofSeconds(30));
        west.ok("DELETE /volumes/" + volume);

        assertThat(text(west.ok("GET /volumes/" + volume), "state")).isEqualTo("deleting");
        assertThat(west.refused("PUT /volumes/" + volume, "{'file_unit_recovery_enabled':true}"))
                .isEqualTo("409 filestorage.Conflict.volume");
        scp.clock().advance(Duration.ofSeconds(30));
        assertThat(west.refused("GET /volumes/" + volume)).isEqualTo(GONE);
        assertThat(west.ok("GET /volumes").path("count").intValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | [\"Field required\",\"Field required\",\"Field required\"]",
                "{'name':'my_volume','protocol':'NFS','type_name':'TAPE'} | Input should be 'HDD'",
                "{'name':'my_volume','protocol':'CIFS','type_name':'HDD'} | Field required",
                "{'name':'my_volume','protocol':'CIFS','type_name':'HDD','cifs_password':'letters'} | 6 to 20",
                "{'name':'my_volume','protocol':'NFS','type_name':'HDD','cifs_password':'secret0!'} | not permitted",
                "{'name':'My','protocol':'NFS','type_name':'HDD'} | String should match pattern"
            })
    void refusesVolumesThatBreakTheRulesOfShape(String body, String detail) {
        assertThat(west.refused("POST /volumes", body)).isEqualTo("400 ValidationError");
        assertThat(west.detail("POST /volumes", body)).contains(detail);
    }

    @Test
    void createsARecoveryVolumeFromASnapshotOfTheSameKind() {
        String snapshot = snapshot(west, volume(west));
        String request = "{'name':'again','protocol':'NFS','type_name':'%s','snapshot_id':'%s'}";

        west.ok("POST /volumes", request.formatted("HDD", snapshot));

        assertThat(west.refused("POST /volumes", request.formatted("SSD", snapshot)))
                .startsWith("400 filestorage.BadRequest");
        assertThat(west.refused("POST /volumes", request.formatted("HDD", "nothing")))
                .isEqualTo("404 filestorage.Notfound.snapshot");
    }

    @Test
    void deletesAVolumeOnlyWithoutRulesAndSnapshots() {
        String volume = volume(west);
        String rule = "{'object_id':'s-1','object_type':'VM','action':'%s'}";
        west.ok("PUT /volumes/" + volume + "/access-rules", rule.formatted("add"));
        String snapshot = snapshot(west, volume);
        schedule(west, volume);

        assertThat(west.refused("DELETE /volumes/" + volume)).contains("400 ", "snapshot");
        west.ok("DELETE /snapshots/" + snapshot + "?volume_id=" + volume);
        assertThat(west.refused("DELETE /volumes/" + volume)).contains("400 ", "access_rule");
        west.ok("PUT /volumes/" + volume + "/access-rules", rule.formatted("remove"));
        west.ok("DELETE /volumes/" + volume);
        assertThat(west.refused("GET /snapshot-schedules?volume_id=" + volume)).isEqualTo(GONE);
    }

    @Test
    void keepsOneAccessRuleForEachServer() {
        String rules = "/volumes/" + volume(west) + "/access-rules";
        String add = "{'object_id':'s-1','object_type':'VM','action':'add'}";
        west.ok("PUT " + rules, add);
        west.ok("PUT " + rules, add);

        assertThat(west.ok("GET " + rules).path("access_rules")).hasSize(1);
        assertThat(west.refused("PUT " + rules, add.replace("s-1", "s-2").replace("add", "remove")))
                .startsWith("404 ");
    }

    @Test
    void refusesUnknownServersWhenReferencesAreStrict() {
        try (ScpEmulator strict = ScpEmulator.builder().strictReferences().start()) {
            TestClient client = TestClient.of(strict, "filestorage 1.1");
            assertThat(client.refused(
                            "PUT /volumes/" + volume(client) + "/access-rules",
                            "{'object_id':'s-1','object_type':'VM','action':'add'}"))
                    .isEqualTo("404 VirtualServer.VirtualServerNotFound");
        }
    }

    @Test
    void restoringASnapshotRemovesTheNewerOnes() {
        String volume = volume(west);
        List<String> snapshots = List.of(snapshot(west, volume), snapshot(west, volume), snapshot(west, volume));

        west.ok("PUT /snapshots/" + snapshots.get(1) + "/restore?volume_id=" + volume, "{}");

        JsonNode left = west.ok("GET /snapshots?volume_id=" + volume);
        assertThat(left.findValuesAsText("id")).containsExactly(snapshots.get(1), snapshots.get(0));
        assertThat(text(left.path("snapshots").path(0), "name")).matches("my_volume_[a-z0-9]{6}\\.[0-9-]{10}_[0-9]{6}");
    }

    @Test
    void judgesTheShapeBeforeTheId() {
        assertThat(west.refused("GET /replications/none")).isEqualTo("400 ValidationError");
        assertThat(west.detail("GET /replications/none", "")).isEqualTo("[\"Field required\"]");
        assertThat(west.refused("GET /snapshots?volume_id=none")).isEqualTo(GONE);
        assertThat(west.refused("GET /volumes/none")).isEqualTo(GONE);
    }

    @Test
    void takesSnapshotsByScheduleAndKeepsTheCountAskedFor() {
        String volume = volume(west);
        String id = schedule(west, volume);
        west.ok(
                "PUT /snapshot-schedules/" + id + "?volume_id=" + volume,
                "{'snapshot_retention_count':2,'snapshot_schedule':{'frequency':'DAILY','hour':5}}");

        scp.clock().advance(Duration.ofDays(5));

        assertThat(west.ok("GET /snapshots?volume_id=" + volume).path("snapshots"))
                .hasSize(2)
                .allMatch(snapshot -> text(snapshot, "name").endsWith("_050000"));
        assertThat(west.refused(
                        "POST /snapshot-schedules",
                        "{'volume_id':'" + volume + "','snapshot_schedule':{'frequency':'DAILY','hour':'1'}}"))
                .isEqualTo("409 filestorage.Conflict.snapshot_schedule");
        assertThat(text(
                        west.ok("GET /snapshot-schedules?volume_id=" + volume)
                                .path("snapshot_schedule")
                                .path(0),
                        "id"))
                .isEqualTo(id);
    }

    @Test
    void replicatesFromOneRegionToTheOtherAndBack() {
        JsonNode pair = replication(west, "replication");
        String source = text(pair, "source_volume_id");
        String replica = text(pair, "replication_volume_id");
        assertThat(text(pair, "replication_status")).isEqualTo("creating");
        assertThat(text(west.ok("GET /volumes/" + source), "purpose")).isEqualTo("original");
        assertThat(text(east.ok("GET /volumes/" + replica), "purpose")).isEqualTo("replication");
        for (TestClient region : List.of(west, east)) {
            for (String side : List.of(source, replica)) {
                assertThat(region.ok("GET /replications?volume_id=" + side).path("replications"))
                        .hasSize(1);
            }
        }
        String there = atReplica(pair);
        assertThat(text(west.ok("GET " + there), "replication_policy")).isEqualTo("use");

        assertThat(west.refused("DELETE " + there)).isEqualTo(PURPOSE);
        assertThat(east.refused("DELETE " + there.replace(replica, source))).isEqualTo(PURPOSE);
        assertThat(east.detail("DELETE " + there, "")).contains("paused > delete");
        assertThat(west.refused("DELETE /volumes/" + source)).isEqualTo(PURPOSE);
        assertThat(east.refused("DELETE /volumes/" + replica)).isEqualTo(PURPOSE);
        pause(west, pair);
        scp.delay("filestorage", "deleteVolumeReplication", Duration.ofSeconds(20));
        east.ok("DELETE " + there);
        assertThat(west.refused("DELETE /volumes/" + source)).isEqualTo(PURPOSE);
        scp.clock().advance(Duration.ofSeconds(20));

        assertThat(west.ok("GET /replications?volume_id=" + source)
                        .path("count")
                        .intValue())
                .isZero();
        assertThat(text(west.ok("GET /volumes/" + source), "purpose")).isEqualTo("none");
        deleteWithSnapshots(west, source);
        deleteWithSnapshots(east, replica);
        assertThat(east.refused("GET /volumes/" + replica)).isEqualTo(GONE);
    }

    private static void deleteWithSnapshots(TestClient client, String volume) {
        JsonNode snapshots = client.ok("GET /snapshots?volume_id=" + volume).path("snapshots");
        assertThat(snapshots)
                .isNotEmpty()
                .allMatch(snapshot -> text(snapshot, "name").startsWith("snapmirror."));
        snapshots.forEach(snapshot -> client.ok("DELETE /snapshots/" + text(snapshot, "id") + "?volume_id=" + volume));
        client.ok("DELETE /volumes/" + volume);
    }

    @Test
    void endsADiskBackupWithItsTargetVolume() {
        JsonNode pair = replication(west, "backup");

        east.ok("DELETE /volumes/" + text(pair, "replication_volume_id"));

        String source = text(pair, "source_volume_id");
        assertThat(text(west.ok("GET /volumes/" + source), "purpose")).isEqualTo("none");
        assertThat(west.ok("GET /replications?volume_id=" + source)
                        .path("count")
                        .intValue())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"kr-west1", "kr-south1", "nowhere"})
    void replicatesOnlyToThePartnerRegion(String region) {
        String request = newReplication(volume(west), "replication").replace("kr-east1", region);
        assertThat(west.detail("POST /replications", request)).isEqualTo("\"Replication is not available.\"");
        assertThat(west.refused("POST /replications", request)).startsWith("400 ");
    }

    @Test
    void hasOneReplicationForAVolume() {
        JsonNode pair = replication(west, "replication");
        assertThat(west.refused("POST /replications", newReplication(text(pair, "source_volume_id"), "replication")))
                .isEqualTo("409 filestorage.Conflict.replication");
        String back = newReplication(text(pair, "replication_volume_id"), "replication")
                .replace("kr-east1", "kr-west1");
        assertThat(east.refused("POST /replications", back)).isEqualTo(PURPOSE);
    }

    @Test
    void listsByNameTypeAndPageNewestFirst() {
        for (int i = 0; i < 30; i++) {
            west.ok(
                    "POST /volumes",
                    "{'name':'vol_" + i + "x','protocol':'NFS','type_name':'" + (i % 2 == 0 ? "HDD" : "SSD") + "'}");
        }
        east.ok("POST /volumes", "{'name':'elsewhere','protocol':'NFS','type_name':'HDD'}");

        assertThat(west.ok("GET /volumes").path("filestorages")).hasSize(20);
        assertThat(west.ok("GET /volumes").path("count").intValue()).isEqualTo(30);
        assertThat(west.ok("GET /volumes?page=1&size=1").path("filestorages")).hasSize(20);
        assertThat(names(west.ok("GET /volumes?limit=2&offset=1"))).containsExactly("vol_28x", "vol_27x");
        assertThat(names(west.ok("GET /volumes?limit=9&name=vol_1&sort=name:asc&type_name=HDD")))
                .containsExactly("vol_10x", "vol_12x", "vol_14x", "vol_16x", "vol_18x");
        assertThat(west.ok("GET /volumes?offset=99&limit=2147483647").path("filestorages"))
                .isEmpty();
        assertThat(west.refused("GET /volumes?limit=0")).isEqualTo("400 ValidationError");
        assertThat(west.refused("GET /volumes?sort=nothing:asc")).isEqualTo("400 ValidationError");
    }

    private static List<String> names(JsonNode list) {
        return list.findValuesAsText("name").stream()
                .map(name -> name.replaceAll("_[a-z0-9]{6}$", ""))
                .toList();
    }
}
