// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.parallelfilestorage;

import io.github.scpsdk.emulator.internal.rules.Scene;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What each operation of Parallel File Storage needs. */
public final class ParallelFileStorageScenes {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private ParallelFileStorageScenes() {}

    public static Map<String, Scene> all() {
        Map<String, Scene> scenes = new HashMap<>();
        scenes.put("createVolume", c -> c.request("POST /volumes", newVolume()));
        scenes.put("listVolumes", c -> {
            volume(c);
            return c.request("GET /volumes?limit=1&sort=name:asc", "");
        });
        scenes.put("showVolume", c -> c.request("GET /volumes/" + volume(c), ""));
        scenes.put(
                "setVolumeCapacity", c -> c.request("PUT /volumes/" + volume(c) + "/capacity", "{'capacity_tb':20}"));
        scenes.put("deleteVolume", c -> c.request("DELETE /volumes/" + volume(c), ""));
        scenes.put("setAccessRule", c -> c.request("PUT /volumes/" + volume(c) + "/access-rules", adding("node-1")));
        scenes.put("listAccessRule", c -> {
            String volume = volume(c);
            c.ok("PUT /volumes/" + volume + "/access-rules", adding("node-1"));
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
        return scenes;
    }

    /** With a name of its own, because names are unique here. */
    static String newVolume() {
        return "{'name':'fast_" + COUNT.incrementAndGet() + "','capacity_tb':10,'zone':'kr-west1-a'}";
    }

    static String volume(TestClient client) {
        return client.ok("POST /volumes", newVolume()).path("id").textValue();
    }

    static String snapshot(TestClient client, String volume) {
        return client.ok("POST /snapshots", "{'volume_id':'" + volume + "'}")
                .path("snapshot")
                .path("id")
                .textValue();
    }

    static String adding(String node) {
        return "{'add_access_rules':[{'object_id':'" + node + "','object_type':'GPU_NODE'}],'remove_access_rules':[]}";
    }
}
