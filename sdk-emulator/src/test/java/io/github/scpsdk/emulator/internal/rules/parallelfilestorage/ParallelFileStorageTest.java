// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.parallelfilestorage;

import static io.github.scpsdk.emulator.internal.rules.parallelfilestorage.ParallelFileStorageScenes.adding;
import static io.github.scpsdk.emulator.internal.rules.parallelfilestorage.ParallelFileStorageScenes.newVolume;
import static io.github.scpsdk.emulator.internal.rules.parallelfilestorage.ParallelFileStorageScenes.snapshot;
import static io.github.scpsdk.emulator.internal.rules.parallelfilestorage.ParallelFileStorageScenes.volume;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParallelFileStorageTest {
    private ScpEmulator scp;
    private TestClient client;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        client = TestClient.of(scp, "parallel-filestorage 1.0");
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    @Test
    void createsAVolumeUnderExactlyTheNameAskedFor() {
        String request = newVolume();
        JsonNode created = client.ok("POST /volumes", request);
        JsonNode shown = client.ok("GET /volumes/" + created.path("id").textValue());

        assertThat(created.path("state").textValue()).isEqualTo("creating");
        assertThat(shown.path("state").textValue()).isEqualTo("available");
        assertThat(shown.path("mount_path").textValue())
                .endsWith(":/" + shown.path("name").textValue());
        assertThat(request).contains("'" + shown.path("name").textValue() + "'");
        assertThat(client.refused("POST /volumes", request)).isEqualTo("409 parallel-filestorage.Conflict.volume");
        assertThat(client.refused("POST /volumes", "{}")).isEqualTo("400 ValidationError");
        assertThat(client.detail("POST /volumes", "{}")).isEqualTo("[\"Field required\",\"Field required\"]");
    }

    @Test
    void freesTheNameOfADeletedVolume() {
        String request = newVolume();
        client.ok("DELETE /volumes/"
                + client.ok("POST /volumes", request).path("id").textValue());
        client.ok("POST /volumes", request);
    }

    @Test
    void onlyGrows() {
        String volume = volume(client);
        client.ok("PUT /volumes/" + volume + "/capacity", "{'capacity_tb':11}");

        assertThat(client.refused("PUT /volumes/" + volume + "/capacity", "{'capacity_tb':11}"))
                .startsWith("400 ");
        assertThat(client.ok("GET /volumes/" + volume).path("capacity_tb").intValue())
                .isEqualTo(11);
    }

    @Test
    void removesAndAddsRulesInOneCall() {
        String rules = "/volumes/" + volume(client) + "/access-rules";
        client.ok("PUT " + rules, adding("node-1"));
        client.ok(
                "PUT " + rules,
                "{'remove_access_rules':[{'object_id':'node-1','object_type':'GPU_NODE'}],"
                        + "'add_access_rules':[{'object_id':'node-2','object_type':'GPU_NODE'}]}");

        assertThat(client.ok("GET " + rules).findValuesAsText("object_id")).containsExactly("node-2");
    }

    @Test
    void deletesAVolumeOnlyWithoutRulesAndSnapshots() {
        String volume = volume(client);
        client.ok("PUT /volumes/" + volume + "/access-rules", adding("node-1"));
        String snapshot = snapshot(client, volume);

        assertThat(client.refused("DELETE /volumes/" + volume))
                .isEqualTo("409 parallel-filestorage.Conflict.access_rule");
        client.ok(
                "PUT /volumes/" + volume + "/access-rules",
                "{'add_access_rules':[],'remove_access_rules':[{'object_id':'node-1','object_type':'GPU_NODE'}]}");
        assertThat(client.refused("DELETE /volumes/" + volume)).isEqualTo("409 parallel-filestorage.Conflict.snapshot");
        client.ok("DELETE /snapshots/" + snapshot + "?volume_id=" + volume);
        client.ok("DELETE /volumes/" + volume);
        assertThat(client.refused("GET /snapshots?volume_id=" + volume))
                .isEqualTo("404 parallel-filestorage.Notfound.volume");
    }
}
