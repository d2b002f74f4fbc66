// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.parallelfilestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Snapshots of volumes. */
final class Snapshots {
    static final Kind KIND = new Kind("parallel-filestorage", "snapshot");
    static final String DELETED = "snapshot deleted";

    private static final int LIMIT = 50;

    private Snapshots() {}

    static JsonNode create(RuleCall call) {
        Resource volume = Volumes.requireAvailable(call, call.text("volume_id"));
        if (Volumes.children(call, volume, KIND).size() >= LIMIT) {
            throw call.refuse("too-many-snapshots", String.valueOf(LIMIT));
        }
        String id = call.ids().uuid();
        Resource snapshot = call.store()
                .add(KIND, call.region(), id, volume.id())
                .set("id", id)
                .set("name", "snapshot." + Times.inName(call.now()))
                .set("size", 0)
                .set("state", "available")
                .set("created_at", Times.micros(call.now()))
                .set("volume_id", volume.id());
        return RuleCall.object().set("snapshot", snapshot.fields());
    }

    static JsonNode list(RuleCall call) {
        Resource volume = call.require(Volumes.KIND, call.query("volume_id"), "volume-unknown");
        Collection<Resource> snapshots = Volumes.children(call, volume, KIND);
        return call.list(snapshots)
                .page("snapshots")
                .put(
                        "snapshot_size_total_byte",
                        snapshots.stream().mapToLong(s -> s.number("size")).sum());
    }

    static @Nullable ObjectNode restore(RuleCall call) {
        require(call);
        Volumes.requireAvailable(call, call.query("volume_id"));
        return null;
    }

    static @Nullable ObjectNode delete(RuleCall call) {
        Resource snapshot = require(call);
        snapshot.set("state", "deleting");
        call.later(snapshot, DELETED);
        return null;
    }

    /** The snapshot in the path, if it belongs to the volume in the query and is not being deleted. */
    private static Resource require(RuleCall call) {
        Resource volume = call.require(Volumes.KIND, call.query("volume_id"), "volume-unknown");
        Resource snapshot = call.require(KIND, call.path("snapshot_id"), "snapshot-unknown");
        if (!volume.id().equals(snapshot.parent())) {
            throw call.refuse("snapshot-unknown", snapshot.id());
        }
        if (!snapshot.is("state", "available")) {
            throw call.refuse("snapshot-busy", String.valueOf(snapshot.text("state")));
        }
        return snapshot;
    }
}
