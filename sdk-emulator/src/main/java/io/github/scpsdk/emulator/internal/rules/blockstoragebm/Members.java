// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.ArrayList;
import java.util.List;

/** Which volumes a group has. */
final class Members {
    private static final String FIELD = "volume_ids";
    private static final int LIMIT = 16;

    private Members() {}

    /** The ids of volumes in the body. */
    static List<String> ids(RuleCall call) {
        return Shapes.ids(call, FIELD, id -> id, LIMIT);
    }

    static JsonNode add(RuleCall call) {
        List<String> ids = ids(call);
        Resource group = VolumeGroups.require(call);
        List<Resource> volumes =
                ids.stream().map(id -> Volumes.require(call, id)).toList();
        refuseChange(call);
        if (of(group).size() + volumes.size() > LIMIT) {
            throw call.refuse("too-many-members", String.valueOf(LIMIT));
        }
        volumes.forEach(volume -> refuseUnfit(call, volume, String.valueOf(group.text("zone"))));
        volumes.forEach(volume -> join(group, volume));
        return changed(call, group);
    }

    static JsonNode remove(RuleCall call) {
        List<String> ids = ids(call);
        Resource group = VolumeGroups.require(call);
        List<Resource> volumes =
                ids.stream().map(id -> Volumes.require(call, id)).toList();
        refuseChange(call);
        for (Resource volume : volumes) {
            if (!group.id().equals(volume.text(VolumeGroups.GROUP))) {
                throw call.refuse("member-unknown", volume.id());
            }
        }
        volumes.forEach(volume -> leave(call, group, volume));
        JsonNode body = changed(call, group);
        if (of(group).isEmpty()) {
            SnapshotSchedules.clear(group);
            Lifecycle.move(call.world(), group, Lifecycle.DELETED);
            call.later(group, VolumeGroups.DELETED);
        }
        return body;
    }

    private static void refuseChange(RuleCall call) {
        Resource group = VolumeGroups.requireAvailable(call);
        if (Mirrors.of(call.world(), GroupReplications.KIND, group) != null) {
            throw call.refuse("group-replicated");
        }
    }

    /** Refuses a volume that cannot become a member of a group in a zone. */
    static void refuseUnfit(RuleCall call, Resource volume, String zone) {
        Volumes.usable(call, volume);
        if (VolumeGroups.isMember(volume)) {
            throw call.refuse("volume-in-group", volume.id());
        }
        SnapshotRates.require(call, volume);
        if (SnapshotSchedules.has(volume)) {
            throw call.refuse("member-has-schedule", volume.id());
        }
        if (Mirrors.of(call.world(), Replications.KIND, volume) != null) {
            throw call.refuse("member-is-replicated", volume.id());
        }
        if (!volume.is("zone", zone)) {
            throw call.refuse("member-in-another-zone", volume.id(), zone);
        }
    }

    static void join(Resource group, Resource volume) {
        List<String> ids = new ArrayList<>(of(group));
        ids.add(volume.id());
        set(group, ids);
        volume.set(VolumeGroups.GROUP, group.id()).set("is_in_volume_group", true);
    }

    /** The parts of the group's snapshots that lie on the volume become snapshots of its own. */
    private static void leave(RuleCall call, Resource group, Resource volume) {
        List<String> ids = new ArrayList<>(of(group));
        ids.remove(volume.id());
        set(group, ids);
        volume.set(VolumeGroups.GROUP, (String) null).set("is_in_volume_group", false);
        Snapshots.of(call.world(), volume).forEach(snapshot -> GroupSnapshots.release(call.world(), snapshot));
    }

    private static List<String> of(Resource group) {
        List<String> ids = new ArrayList<>();
        group.fields().path(VolumeGroups.MEMBERS).forEach(id -> ids.add(id.textValue()));
        return ids;
    }

    static void set(Resource group, List<String> ids) {
        ArrayNode members = JsonNodeFactory.instance.arrayNode();
        ids.forEach(members::add);
        group.set(VolumeGroups.MEMBERS, members).set("num_of_block_storages", ids.size());
    }

    private static JsonNode changed(RuleCall call, Resource group) {
        Lifecycle.passThrough(call.world(), group, Lifecycle.EDITING);
        return RuleCall.object().put("id", group.id()).set("member_volumes", VolumeGroups.views(call.world(), group));
    }
}
