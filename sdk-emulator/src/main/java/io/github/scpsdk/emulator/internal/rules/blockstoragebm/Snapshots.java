// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.Collection;

/** Snapshots of volumes: taken by request, by schedule, or as part of the snapshot of a group. They have no state. */
final class Snapshots {
    static final Kind KIND = new Kind("baremetal-blockstorage", "snapshot");

    static final int LIMIT = 1023;
    static final int LIMIT_BY_SCHEDULE = 128;
    static final String BY_SCHEDULE = "_by_schedule";

    private static final long MB_PER_GB = 1024;

    private Snapshots() {}

    static JsonNode create(RuleCall call) {
        Resource volume = SnapshotRates.require(call, Recoveries.refuse(call, Volumes.requireUsable(call)));
        refuseTooMany(call, volume);
        Resource snapshot = take(call.world(), volume);
        Lifecycle.passThrough(call.world(), volume, Lifecycle.EDITING);
        return view(call, snapshot);
    }

    static void refuseTooMany(RuleCall call, Resource volume) {
        if (of(call.world(), volume).size() >= LIMIT) {
            throw call.refuse("too-many-snapshots", String.valueOf(LIMIT));
        }
    }

    /** A snapshot of a volume as it is now. */
    static Resource take(World world, Resource volume) {
        return add(world, KIND, volume, String.valueOf(volume.text("storage_volume_name")))
                .set("volume_id", volume.id())
                .set("snapshot_size_mb", 0);
    }

    /** A snapshot of a volume or a group. */
    static Resource add(World world, Kind kind, Resource owner, String storageName) {
        String id = world.ids().uuidOfTime();
        return world.store()
                .add(kind, owner.region(), id, owner.id())
                .set("snapshot_id", id)
                .set("snapshot_name", storageName + "___snapshot-create-bm-blockstorage." + Times.inName(world.now()))
                .set("created_dt", Times.millisZ(world.now()));
    }

    /** Takes a snapshot, and removes the oldest ones by schedule that are too many. */
    static void takeBySchedule(World world, Resource volume) {
        if (of(world, volume).size() < LIMIT) {
            take(world, volume).set(BY_SCHEDULE, true);
        }
        of(world, volume).stream()
                .filter(snapshot -> snapshot.isTrue(BY_SCHEDULE))
                .skip(LIMIT_BY_SCHEDULE)
                .toList()
                .forEach(snapshot -> remove(world, snapshot));
    }

    static Collection<Resource> of(World world, Resource volume) {
        return world.store().children(KIND, volume.region(), volume.id());
    }

    static JsonNode list(RuleCall call) {
        Resource volume = Recoveries.refuse(call, Volumes.require(call, call.path("volume_id")));
        long percent = volume.number("snapshot_rate");
        return call.list(of(call.world(), volume))
                .page("snapshots")
                .put("volume_id", volume.id())
                .put("is_snapshot_policy", SnapshotSchedules.has(volume))
                .put("snapshot_capacity_mb", volume.number("size_gb") * MB_PER_GB * percent / 100)
                .put("snapshot_capacity_rate", percent)
                .put("snapshot_total_usage", 0);
    }

    static JsonNode restore(RuleCall call) {
        Resource snapshot = require(call);
        Resource volume = Volumes.requireUsable(call);
        rollBack(call.world(), snapshot, volume);
        return view(call, snapshot);
    }

    /** Puts a volume back to a snapshot: newer ones are lost. */
    static void rollBack(World world, Resource snapshot, Resource volume) {
        of(world, volume).stream()
                .filter(other -> other.number() > snapshot.number())
                .toList()
                .forEach(newer -> remove(world, newer));
        Lifecycle.passThrough(world, volume, Lifecycle.EDITING);
    }

    static JsonNode delete(RuleCall call) {
        Resource snapshot = require(call);
        Resource volume = Volumes.requireUsable(call);
        ObjectNode body = view(call, snapshot);
        remove(call.world(), snapshot);
        Lifecycle.passThrough(call.world(), volume, Lifecycle.EDITING);
        return body;
    }

    private static void remove(World world, Resource snapshot) {
        GroupSnapshots.release(world, snapshot);
        world.store().remove(snapshot);
    }

    private static Resource require(RuleCall call) {
        return require(call, Volumes.require(call, call.path("volume_id")), call.path("snapshot_id"));
    }

    /** A snapshot of a volume. */
    static Resource require(RuleCall call, Resource volume, String id) {
        Resource snapshot = call.require(KIND, id, "snapshot-unknown");
        if (!volume.id().equals(snapshot.parent())) {
            throw call.refuse("snapshot-unknown", id);
        }
        return snapshot;
    }

    private static ObjectNode view(RuleCall call, Resource snapshot) {
        ObjectNode view = RuleCall.object().put("account_id", call.world().accountId());
        view.setAll(snapshot.fields());
        return view;
    }
}
