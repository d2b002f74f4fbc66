// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** New volumes and groups from snapshots. They have their origin as parent, and no snapshots of their own. */
final class Recoveries {
    private static final String PURPOSE = "RECOVERY";
    private static final String PREFIX = "block_storage_name_prefix";

    private Recoveries() {}

    static JsonNode createOfVolume(RuleCall call) {
        String name = Shapes.name(call, "name");
        Resource origin = Volumes.require(call, call.path("volume_id"));
        Snapshots.require(call, origin, String.valueOf(call.text("snapshot_id")));
        Volumes.usable(call, origin);
        Resource volume = addVolume(call, origin, name);
        return Lifecycle.accepted(call, volume);
    }

    private static Resource addVolume(RuleCall call, Resource origin, String name) {
        Resource volume =
                Volumes.addLike(call.world(), origin, String.valueOf(origin.text("zone")), name, PURPOSE, origin.id());
        call.later(volume, Volumes.CREATED);
        return volume;
    }

    static JsonNode createOfGroup(RuleCall call) {
        String prefix = String.valueOf(call.text(PREFIX));
        Resource origin = VolumeGroups.require(call);
        Resource snapshot = GroupSnapshots.require(call, String.valueOf(call.text("snapshot_id")));
        List<Resource> members = new ArrayList<>();
        for (Resource part : GroupSnapshots.parts(call.world(), snapshot)) {
            Resource member = Volumes.require(call, part.parent());
            Shapes.name(call, PREFIX, prefix + member.text("name"));
            members.add(member);
        }
        String name = Shapes.name(call, PREFIX, prefix + origin.text("name"));
        VolumeGroups.requireAvailable(call);
        Resource group =
                VolumeGroups.add(call.world(), String.valueOf(origin.text("zone")), name, PURPOSE, origin.id());
        members.forEach(member -> Members.join(group, addVolume(call, member, prefix + member.text("name"))));
        call.later(group, VolumeGroups.CREATED);
        return Lifecycle.accepted(call, group);
    }

    /** Refuses what a recovered volume or group does not have: snapshots and replication. */
    static Resource refuse(RuleCall call, Resource resource) {
        if (resource.is("purpose", PURPOSE)) {
            throw call.refuse("recovered");
        }
        return resource;
    }

    /** A volume's origin and what was recovered from that last, if it takes part in a recovery; else null. */
    static JsonNode ofVolume(World world, Resource volume) {
        return pair(world, Volumes.KIND, volume, "volume", Recoveries::withServers);
    }

    /** The same of a member in short, in two fields of its own. */
    static JsonNode ofMember(World world, Resource volume) {
        return pair(world, Volumes.KIND, volume, "volume", Recoveries::idAndName);
    }

    /** The same of a group. */
    static JsonNode ofGroup(World world, Resource group) {
        return pair(world, VolumeGroups.KIND, group, "volume_group", Recoveries::idAndName);
    }

    private static JsonNode pair(
            World world, Kind kind, Resource side, String name, Function<Resource, ObjectNode> view) {
        boolean recovered = side.is("purpose", PURPOSE);
        Resource origin = recovered ? world.store().find(kind, side.region(), side.parent()) : side;
        Resource recovery = recovered
                ? side
                : world.store().children(kind, side.region(), side.id()).stream()
                        .findFirst()
                        .orElse(null);
        if (origin == null || recovery == null) {
            return NullNode.instance;
        }
        ObjectNode pair = RuleCall.object();
        pair.set("origin_" + name, view.apply(origin));
        pair.set("recovery_" + name, view.apply(recovery));
        return pair;
    }

    private static ObjectNode idAndName(Resource resource) {
        return RuleCall.object().put("id", resource.id()).put("name", resource.text("name"));
    }

    private static ObjectNode withServers(Resource volume) {
        ObjectNode view = idAndName(volume);
        ArrayNode servers = view.putArray(Attachments.FIELD);
        Attachments.of(volume).forEach(servers::add);
        return view;
    }
}
