// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import org.jspecify.annotations.Nullable;

/** The room for snapshots that a volume may have, in percent of its size. Snapshots and replication need it. */
final class SnapshotRates {
    private static final String FIELD = "snapshot_rate";
    private static final String ACTIVATED = "is_snapshot_activated";
    private static final int MAX_PERCENT = 100;

    private SnapshotRates() {}

    static boolean has(Resource volume) {
        return volume.isTrue(ACTIVATED);
    }

    static void set(Resource volume, @Nullable Integer percent) {
        volume.set(FIELD, percent == null ? NullNode.instance : IntNode.valueOf(percent))
                .set(ACTIVATED, percent != null);
    }

    static Resource require(RuleCall call, Resource volume) {
        if (!has(volume)) {
            throw call.refuse("snapshot-rate-missing", volume.id());
        }
        return volume;
    }

    static JsonNode create(RuleCall call) {
        int percent = percent(call);
        Resource volume = Recoveries.refuse(call, Volumes.requireUsable(call));
        if (has(volume)) {
            throw call.refuse("snapshot-rate-exists");
        }
        return change(call, volume, percent);
    }

    static JsonNode update(RuleCall call) {
        int percent = percent(call);
        return change(call, require(call, Recoveries.refuse(call, Volumes.requireUsable(call))), percent);
    }

    static JsonNode delete(RuleCall call) {
        Resource volume = require(call, Recoveries.refuse(call, Volumes.requireUsable(call)));
        if (!Snapshots.of(call.world(), volume).isEmpty()
                || SnapshotSchedules.has(volume)
                || VolumeGroups.isMember(volume)
                || Mirrors.of(call.world(), Replications.KIND, volume) != null) {
            throw call.refuse("snapshot-rate-in-use");
        }
        return change(call, volume, null);
    }

    private static int percent(RuleCall call) {
        return Shapes.number(call, call.body(), FIELD, 1, MAX_PERCENT);
    }

    private static JsonNode change(RuleCall call, Resource volume, @Nullable Integer percent) {
        set(volume, percent);
        Lifecycle.passThrough(call.world(), volume, Lifecycle.EDITING);
        return RuleCall.object()
                .put("volume_id", volume.id())
                .put(FIELD, percent)
                .put(ACTIVATED, percent != null);
    }
}
