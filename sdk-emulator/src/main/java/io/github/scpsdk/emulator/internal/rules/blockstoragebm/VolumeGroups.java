// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.Tags;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.rules.Zones;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Groups of volumes: created, listed, shown. There is no operation that deletes one: it goes with its last member. */
final class VolumeGroups {
    static final Kind KIND = new Kind("baremetal-blockstorage", "volume-group");
    static final String CREATED = "group created";
    static final String DELETED = "group deleted";
    /** The ids of a group's members. */
    static final String MEMBERS = "_members";
    /** The id of a volume's group. */
    static final String GROUP = "_group";

    private static final int STORAGE_ID = 200;

    private VolumeGroups() {}

    static JsonNode create(RuleCall call) {
        String name = Shapes.name(call, "name");
        List<String> ids = Members.ids(call);
        Tags.check(call);
        String asked = call.has("zone") ? Zones.requested(call) : null;
        List<Resource> volumes =
                ids.stream().map(id -> Volumes.require(call, id)).toList();
        String zone = asked != null ? asked : String.valueOf(volumes.get(0).text("zone"));
        volumes.forEach(volume -> Members.refuseUnfit(call, volume, zone));
        Resource group = add(call.world(), zone, name, "ORG", null);
        volumes.forEach(volume -> Members.join(group, volume));
        call.later(group, CREATED);
        return Lifecycle.accepted(call, group);
    }

    /** A group that is being created and has no members yet. */
    static Resource add(World world, String zone, String name, String purpose, @Nullable String parent) {
        Resource group = Lifecycle.add(world, KIND, Zones.regionOf(zone), name, parent);
        SnapshotSchedules.clear(group);
        Members.set(group, List.of());
        return group.set("purpose", purpose)
                .set("zone", zone)
                .set("has_origin", false)
                .set("has_replication", false)
                .set("so_storage_id", STORAGE_ID)
                .set("so_volume_pool_id", "bm-01")
                .set("storage_volume_group_name", StorageNames.of(world, "go"));
    }

    static void becomeAvailable(Resource group, World world) {
        Lifecycle.move(world, group, Lifecycle.AVAILABLE);
    }

    static JsonNode list(RuleCall call) {
        return call.list(call.store().all(KIND, call.region()))
                .contains("name")
                .where(group -> !group.is("state", Lifecycle.DELETED))
                .total("total_count")
                .page("volume_groups");
    }

    static JsonNode show(RuleCall call) {
        Resource group = require(call);
        ObjectNode view = RuleCall.object();
        view.setAll(group.fields());
        view.set("member_volumes", views(call.world(), group));
        view.set("recovery", Recoveries.ofGroup(call.world(), group));
        return RuleCall.object().set("result", view);
    }

    /** What responses have of the members. */
    static ArrayNode views(World world, Resource group) {
        ArrayNode views = RuleCall.object().arrayNode();
        for (Resource volume : members(world, group)) {
            ObjectNode view = views.addObject();
            view.setAll(volume.fields());
            if (Recoveries.ofMember(world, volume) instanceof ObjectNode recovery) {
                view.setAll(recovery);
            }
            view.put("so_volume_id", Ids.uuidOf(volume.id())).put("so_volume_name", volume.text("storage_volume_name"));
        }
        return views;
    }

    static void disappear(Resource group, World world) {
        world.store().remove(group);
    }

    static List<Resource> members(World world, Resource group) {
        return StreamSupport.stream(group.fields().path(MEMBERS).spliterator(), false)
                .map(id -> Objects.requireNonNull(
                        world.store().find(Volumes.KIND, group.region(), id.textValue()), "members exist"))
                .toList();
    }

    static boolean isMember(Resource volume) {
        return volume.text(GROUP) != null;
    }

    /** Id and name of a volume's group; null when it is in none. */
    static JsonNode ofMember(World world, Resource volume) {
        Resource group = world.store().find(KIND, volume.region(), volume.text(GROUP));
        return group == null
                ? NullNode.instance
                : RuleCall.object().put("id", group.id()).put("name", group.text("name"));
    }

    /** The name of a volume's group; empty when it is in none. */
    static String nameOfGroup(World world, Resource volume) {
        return ofMember(world, volume).path("name").asText();
    }

    /** The group in the path. */
    static Resource require(RuleCall call) {
        return call.require(KIND, call.path("volume_group_id"), "group-unknown");
    }

    /** The group in the path, or a refusal when there is none or something is being done to it. */
    static Resource requireAvailable(RuleCall call) {
        Resource group = require(call);
        if (!group.is("state", Lifecycle.AVAILABLE)) {
            throw call.refuse("group-busy", String.valueOf(group.text("state")));
        }
        return group;
    }
}
