// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.filestorage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.rules.Scene;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.util.HashMap;
import java.util.Map;

/** What each operation of File Storage needs. */
public final class FileStorageScenes {
    private FileStorageScenes() {}

    public static Map<String, Scene> all() {
        Map<String, Scene> scenes = new HashMap<>();
        scenes.put("createVolume", c -> c.request("POST /volumes", newVolume()));
        scenes.put("listVolumes", c -> {
            volume(c);
            return c.request("GET /volumes?limit=1&sort=created_at:desc", "");
        });
        scenes.put("showVolume", c -> c.request("GET /volumes/" + volume(c), ""));
        scenes.put("setVolume", c -> c.request("PUT /volumes/" + volume(c), "{'file_unit_recovery_enabled':true}"));
        scenes.put("deleteVolume", c -> c.request("DELETE /volumes/" + volume(c), ""));
        scenes.put(
                "setAccessRule",
                c -> c.request(
                        "PUT /volumes/" + volume(c) + "/access-rules",
                        "{'object_id':'43fa3347-0204-4aa8-ccf9-affe4917bb6f','object_type':'VM','action':'add'}"));
        scenes.put("listAccessRules", c -> {
            String volume = volume(c);
            c.ok("PUT /volumes/" + volume + "/access-rules", "{'object_id':'a','object_type':'VM','action':'add'}");
            return c.request("GET /volumes/" + volume + "/access-rules", "");
        });
        scenes.put("createSnapshot", c -> c.request("POST /snapshots", "{'volume_id':'" + volume(c) + "'}"));
        scenes.put("listSnapshots", c -> {
            String volume = volume(c);
            snapshot(c, volume);
            return c.request("GET /snapshots?volume_id=" + volume, "");
        });
        scenes.put("restoreSnapshot", c -> {
            String volume = volume(c);
            return c.request("PUT /snapshots/" + snapshot(c, volume) + "/restore?volume_id=" + volume, "");
        });
        scenes.put("deleteSnapshot", c -> {
            String volume = volume(c);
            return c.request("DELETE /snapshots/" + snapshot(c, volume) + "?volume_id=" + volume, "");
        });
        scenes.put("createSnapshotSchedule", c -> c.request("POST /snapshot-schedules", daily(volume(c))));
        scenes.put("listSnapshotSchedule", c -> {
            String volume = volume(c);
            schedule(c, volume);
            return c.request("GET /snapshot-schedules?volume_id=" + volume, "");
        });
        scenes.put("setSnapshotSchedule", c -> {
            String volume = volume(c);
            return c.request(
                    "PUT /snapshot-schedules/" + schedule(c, volume) + "?volume_id=" + volume,
                    "{'snapshot_schedule':{'frequency':'WEEKLY','day_of_week':'MON','hour':'3'}}");
        });
        scenes.put("deleteSnapshotSchedule", c -> {
            String volume = volume(c);
            return c.request("DELETE /snapshot-schedules/" + schedule(c, volume) + "?volume_id=" + volume, "");
        });
        scenes.put(
                "createVolumeReplication",
                c -> c.request("POST /replications", newReplication(volume(c), "replication")));
        scenes.put("listVolumeReplications", c -> {
            JsonNode pair = replication(c, "replication");
            return c.request("GET /replications?volume_id=" + text(pair, "source_volume_id"), "");
        });
        scenes.put("showVolumeReplication", c -> {
            JsonNode pair = replication(c, "replication");
            return c.in("kr-east1").request("GET " + atReplica(pair), "");
        });
        scenes.put("setVolumeReplication", c -> {
            JsonNode pair = replication(c, "replication");
            return c.in("kr-east1")
                    .request(
                            "PUT " + atReplica(pair),
                            "{'replication_update_type':'policy','replication_policy':'paused'}");
        });
        scenes.put("deleteVolumeReplication", c -> {
            JsonNode pair = replication(c, "replication");
            pause(c, pair);
            return c.in("kr-east1").request("DELETE " + atReplica(pair), "");
        });
        scenes.put(
                "listVolumeReplicationRegion",
                c -> c.request(
                        "GET /replications/regions?type_name=HDD&source_region_name=kr-west1&replication_type=replication",
                        ""));
        scenes.put(
                "listVolumeReplicationZones",
                c -> c.request(
                        "GET /replications/zones?type_name=HDD&source_zone=kr-west1-a&replication_type=replication",
                        ""));
        return scenes;
    }

    static String newVolume() {
        return "{'name':'my_volume','protocol':'NFS','type_name':'HDD','zone':'kr-west1-a'}";
    }

    /** The id of a new volume, which is available at the next request. */
    static String volume(TestClient client) {
        return text(client.ok("POST /volumes", newVolume()), "volume_id");
    }

    static String snapshot(TestClient client, String volume) {
        return text(
                client.ok("POST /snapshots", "{'volume_id':'" + volume + "'}").path("snapshot"), "id");
    }

    static String daily(String volume) {
        return "{'volume_id':'" + volume + "','snapshot_schedule':{'frequency':'DAILY','hour':'3'}}";
    }

    static String schedule(TestClient client, String volume) {
        client.ok("POST /snapshot-schedules", daily(volume));
        return text(
                client.ok("GET /snapshot-schedules?volume_id=" + volume)
                        .path("snapshot_schedule")
                        .path(0),
                "id");
    }

    static String newReplication(String volume, String type) {
        return "{'name':'my_replica','volume_id':'" + volume + "','region':'kr-east1','zone':'kr-east1-a',"
                + "'replication_frequency':'5min','replication_type':'" + type + "'}";
    }

    /** What creating the replication of a new volume responds. */
    static JsonNode replication(TestClient client, String type) {
        return client.ok("POST /replications", newReplication(volume(client), type));
    }

    static void pause(TestClient client, JsonNode pair) {
        client.in("kr-east1")
                .ok("PUT " + atReplica(pair), "{'replication_update_type':'policy','replication_policy':'paused'}");
    }

    static String atReplica(JsonNode pair) {
        return "/replications/" + text(pair, "replication_id") + "?volume_id=" + text(pair, "replication_volume_id");
    }

    static String text(JsonNode object, String field) {
        return object.path(field).textValue();
    }
}
