// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.rules.Scene;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each operation of Block Storage (BM) needs. */
public final class BlockStorageBmScenes {
    static final String SERVER = "83c3c73d457345e3829ee6d5557c0011";
    static final String ATTACH_SERVER = "{'attachments':[{'object_id':'" + SERVER + "','object_type':'BM'}]}";
    static final String DETACH_SERVER = "{'attachments':['" + SERVER + "']}";
    static final String DAILY = "{'hour':18}";
    static final String RATE = "{'snapshot_rate':50}";
    static final String BREAK = "{'policy':'BREAK'}";
    static final String MONTHLY = "{'cycle':'MONTHLY'}";

    private BlockStorageBmScenes() {}

    public static Map<String, Scene> all() {
        Map<String, Scene> scenes = new HashMap<>();
        volumes(scenes);
        snapshots(scenes);
        replications(scenes);
        groups(scenes);
        snapshotsOfGroups(scenes);
        replicationsOfGroups(scenes);
        return scenes;
    }

    private static void volumes(Map<String, Scene> scenes) {
        scenes.put("createVolume", c -> c.request("POST /volumes", newVolume("bs-01")));
        scenes.put("listVolumes", c -> {
            group(c);
            return c.request("GET /volumes?limit=2&sort=created_at:desc&volume_group_name=vg", "");
        });
        scenes.put("showVolume", c -> c.request("GET /volumes/" + volume(c), ""));
        scenes.put("deleteVolume", c -> {
            String volume = volume(c);
            c.ok("DELETE /volumes/" + volume + "/attachments", DETACH_SERVER);
            return c.request("DELETE /volumes/" + volume, "");
        });
        scenes.put(
                "attachVolume",
                c -> c.request(
                        "POST /volumes/" + volume(c) + "/attachments", ATTACH_SERVER.replace(SERVER, "other-server")));
        scenes.put("detachVolume", c -> c.request("DELETE /volumes/" + volume(c) + "/attachments", DETACH_SERVER));
        scenes.put("setVolumeQoS", c -> c.request("PUT /volumes/" + volume(c) + "/qos", "{'iops':9000}"));
        scenes.put("createVolumeRecovery", c -> {
            String volume = volumeWithRate(c);
            return c.request("POST /volumes/" + volume + "/recoveries", newRecovery(snapshot(c, volume)));
        });
    }

    private static void snapshots(Map<String, Scene> scenes) {
        scenes.put("createVolumeSnapshotRate", c -> c.request("POST /volumes/" + volume(c) + "/snapshot-rates", RATE));
        scenes.put(
                "setVolumeSnapshotRate", c -> c.request("PUT /volumes/" + volumeWithRate(c) + "/snapshot-rates", RATE));
        scenes.put(
                "deleteVolumeSnapshotRate",
                c -> c.request("DELETE /volumes/" + volumeWithRate(c) + "/snapshot-rates", ""));
        scenes.put(
                "createVolumeSnapshotSchedule",
                c -> c.request("POST /volumes/" + volumeWithRate(c) + "/snapshot-schedules", DAILY));
        scenes.put("setVolumeSnapshotSchedule", c -> {
            String schedule = " /volumes/" + volumeWithRate(c) + "/snapshot-schedules";
            c.ok("POST" + schedule, DAILY);
            return c.request("PUT" + schedule, "{'hour':3,'day_of_week':'SUN'}");
        });
        scenes.put("deleteVolumeSnapshotSchedule", c -> {
            String schedule = " /volumes/" + volumeWithRate(c) + "/snapshot-schedules";
            c.ok("POST" + schedule, DAILY);
            return c.request("DELETE" + schedule, "");
        });
        scenes.put("createVolumeSnapshot", c -> c.request("POST /volumes/" + volumeWithRate(c) + "/snapshots", ""));
        scenes.put("listVolumeSnapshots", c -> {
            String volume = volumeWithRate(c);
            snapshot(c, volume);
            return c.request("GET /volumes/" + volume + "/snapshots", "");
        });
        scenes.put("restoreVolumeSnapshot", c -> {
            String volume = volumeWithRate(c);
            return c.request("PUT /volumes/" + volume + "/snapshots/" + snapshot(c, volume) + "/restore", "");
        });
        scenes.put("deleteVolumeSnapshot", c -> {
            String volume = volumeWithRate(c);
            return c.request("DELETE /volumes/" + volume + "/snapshots/" + snapshot(c, volume), "");
        });
    }

    private static void replications(Map<String, Scene> scenes) {
        scenes.put(
                "createVolumeReplication",
                c -> c.request("POST /volumes/" + volumeWithRate(c) + "/replications", newReplication()));
        scenes.put("showVolumeReplication", c -> c.request("GET " + replication(c), ""));
        scenes.put("setVolumeReplicationCycle", c -> c.request("PUT " + replication(c) + "/cycle", MONTHLY));
        scenes.put("setVolumeReplicationPolicy", c -> c.request("PUT " + replication(c) + "/policy", BREAK));
        scenes.put("deleteVolumeReplication", c -> {
            String replication = replication(c);
            c.ok("PUT " + replication + "/policy", BREAK);
            return c.request("DELETE " + replication, "");
        });
    }

    private static void groups(Map<String, Scene> scenes) {
        scenes.put("createVolumeGroup", c -> c.request("POST /volume-groups", newGroup(List.of(volumeWithRate(c)))));
        scenes.put("listVolumeGroups", c -> {
            group(c);
            return c.request("GET /volume-groups?name=vg&limit=1", "");
        });
        scenes.put("showVolumeGroup", c -> c.request("GET /volume-groups/" + group(c), ""));
        scenes.put(
                "addVolumeGroupMemberOnVolumeGroup",
                c -> c.request("PUT /volume-groups/" + group(c) + "/members/add", volumes(List.of(volumeWithRate(c)))));
        scenes.put("removeVolumeGroupMemberOnVolumeGroup", c -> {
            List<String> members = List.of(volumeWithRate(c), volumeWithRate(c));
            return c.request(
                    "PUT /volume-groups/" + group(c, members) + "/members/remove", volumes(members.subList(1, 2)));
        });
        scenes.put("createVolumeGroupRecovery", c -> {
            String group = group(c);
            return c.request("POST /volume-groups/" + group + "/recoveries", newGroupRecovery(groupSnapshot(c, group)));
        });
    }

    private static void snapshotsOfGroups(Map<String, Scene> scenes) {
        scenes.put(
                "createVolumeGroupSnapshotSchedule",
                c -> c.request("POST /volume-groups/" + group(c) + "/snapshot-schedules", DAILY));
        scenes.put("setVolumeGroupSnapshotSchedule", c -> {
            String schedule = " /volume-groups/" + group(c) + "/snapshot-schedules";
            c.ok("POST" + schedule, DAILY);
            return c.request("PUT" + schedule, "{'hour':3,'day_of_week':'SUN'}");
        });
        scenes.put("deleteVolumeGroupSnapshotSchedule", c -> {
            String schedule = " /volume-groups/" + group(c) + "/snapshot-schedules";
            c.ok("POST" + schedule, DAILY);
            return c.request("DELETE" + schedule, "");
        });
        scenes.put("createVolumeGroupSnapshot", c -> c.request("POST /volume-groups/" + group(c) + "/snapshots", ""));
        scenes.put("listVolumeGroupSnapshots", c -> {
            String group = group(c);
            groupSnapshot(c, group);
            return c.request("GET /volume-groups/" + group + "/snapshots", "");
        });
        scenes.put("restoreVolumeGroupSnapshot", c -> {
            String group = group(c);
            String snapshot = groupSnapshot(c, group);
            return c.request("PUT /volume-groups/" + group + "/snapshots/" + snapshot + "/restore", "");
        });
        scenes.put("deleteVolumeGroupSnapshot", c -> {
            String group = group(c);
            return c.request("DELETE /volume-groups/" + group + "/snapshots/" + groupSnapshot(c, group), "");
        });
    }

    private static void replicationsOfGroups(Map<String, Scene> scenes) {
        scenes.put(
                "createVolumeGroupReplication",
                c -> c.request("POST /volume-groups/" + group(c) + "/replications", newGroupReplication()));
        scenes.put("showVolumeGroupReplication", c -> c.request("GET " + groupReplication(c), ""));
        scenes.put("setVolumeGroupReplicationCycle", c -> c.request("PUT " + groupReplication(c) + "/cycle", MONTHLY));
        scenes.put("setVolumeGroupReplicationPolicy", c -> c.request("PUT " + groupReplication(c) + "/policy", BREAK));
        scenes.put("deleteVolumeGroupReplication", c -> {
            String replication = groupReplication(c);
            c.ok("PUT " + replication + "/policy", BREAK);
            return c.request("DELETE " + replication, "");
        });
    }

    static String newVolume(String name) {
        return "{'name':'" + name + "','disk_type':'SSD','size_gb':10,'zone':'kr-west1-a',"
                + "'qos':{'iops':6000,'throughput':300},"
                + "'attachments':[{'object_id':'" + SERVER + "','object_type':'BM'}]}";
    }

    /** The id of a new volume in kr-west1, which is in use at the next request. */
    static String volume(TestClient client) {
        return resource(client.ok("POST /volumes", newVolume("bs-01")));
    }

    static String volumeWithRate(TestClient client) {
        String volume = volume(client);
        client.ok("POST /volumes/" + volume + "/snapshot-rates", RATE);
        return volume;
    }

    static String snapshot(TestClient client, String volume) {
        return client.ok("POST /volumes/" + volume + "/snapshots")
                .path("snapshot_id")
                .textValue();
    }

    static String newRecovery(String snapshot) {
        return "{'name':'recovered','snapshot_id':'" + snapshot + "'}";
    }

    static String newReplication() {
        return "{'name':'replica-01','cycle':'5MIN','region':'kr-east1','zone':'kr-east1-a'}";
    }

    /** The path of the replication of a new volume, at the source. */
    static String replication(TestClient client) {
        String path = "/volumes/" + volumeWithRate(client) + "/replications";
        client.ok("POST " + path, newReplication());
        return path;
    }

    static String volumes(List<String> ids) {
        return "{'volume_ids':['" + String.join("','", ids) + "']}";
    }

    static String newGroup(List<String> ids) {
        return volumes(ids).replace("{", "{'name':'vg-01','zone':'kr-west1-a',");
    }

    static String group(TestClient client, List<String> members) {
        return resource(client.ok("POST /volume-groups", newGroup(members)));
    }

    /** The id of a new group with one member. */
    static String group(TestClient client) {
        return group(client, List.of(volumeWithRate(client)));
    }

    static String groupSnapshot(TestClient client, String group) {
        return client.ok("POST /volume-groups/" + group + "/snapshots")
                .path("snapshot_id")
                .textValue();
    }

    static String newGroupRecovery(String snapshot) {
        return "{'block_storage_name_prefix':'re-','snapshot_id':'" + snapshot + "'}";
    }

    static String newGroupReplication() {
        return newReplication().replace("{", "{'replication_volume_name_prefix':'dr-',");
    }

    /** The path of the replication of a new group, at the source. */
    static String groupReplication(TestClient client) {
        String path = "/volume-groups/" + group(client) + "/replications";
        client.ok("POST " + path, newGroupReplication());
        return path;
    }

    static String resource(JsonNode accepted) {
        return accepted.path("resource_id").textValue();
    }
}
