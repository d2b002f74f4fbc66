// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * Snapshots of groups. A part of each lies on every member, as a snapshot of that volume. A snapshot of a group exists as
 * long as one of its parts does.
 */
final class GroupSnapshots {
    static final Kind KIND = new Kind("baremetal-blockstorage", "group-snapshot");

    private static final String PARTS = "_parts";
    private static final String WHOLE = "_group_snapshot";

    private GroupSnapshots() {}

    static JsonNode create(RuleCall call) {
        Resource group = Recoveries.refuse(call, VolumeGroups.requireAvailable(call));
        VolumeGroups.members(call.world(), group).forEach(volume -> Snapshots.refuseTooMany(call, volume));
        Resource snapshot = take(call.world(), group);
        Lifecycle.passThrough(call.world(), group, Lifecycle.EDITING);
        return view(call, snapshot);
    }

    private static Resource take(World world, Resource group) {
        Resource whole = Snapshots.add(world, KIND, group, String.valueOf(group.text("storage_volume_group_name")))
                .set("volume_group_id", group.id());
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        VolumeGroups.members(world, group)
                .forEach(volume -> parts.add(
                        Snapshots.take(world, volume).set(WHOLE, whole.id()).id()));
        return whole.set(PARTS, parts);
    }

    /** Takes a snapshot, and removes the oldest ones by schedule that are too many. */
    static void takeBySchedule(World world, Resource group) {
        if (VolumeGroups.members(world, group).stream()
                .allMatch(volume -> Snapshots.of(world, volume).size() < Snapshots.LIMIT)) {
            take(world, group).set(Snapshots.BY_SCHEDULE, true);
        }
        of(world, group).stream()
                .filter(snapshot -> snapshot.isTrue(Snapshots.BY_SCHEDULE))
                .skip(Snapshots.LIMIT_BY_SCHEDULE)
                .toList()
                .forEach(snapshot -> remove(world, snapshot));
    }

    private static Collection<Resource> of(World world, Resource group) {
        return world.store().children(KIND, group.region(), group.id());
    }

    static List<Resource> parts(World world, Resource whole) {
        return StreamSupport.stream(whole.fields().path(PARTS).spliterator(), false)
                .map(id -> Objects.requireNonNull(
                        world.store().find(Snapshots.KIND, whole.region(), id.textValue()), "parts exist"))
                .toList();
    }

    static JsonNode list(RuleCall call) {
        Resource group = Recoveries.refuse(call, VolumeGroups.require(call));
        return call.list(of(call.world(), group))
                .page("snapshots")
                .put("volume_group_id", group.id())
                .put("is_snapshot_policy", SnapshotSchedules.has(group));
    }

    static JsonNode restore(RuleCall call) {
        Resource whole = require(call, call.path("snapshot_id"));
        Resource group = VolumeGroups.requireAvailable(call);
        List<Resource> parts = parts(call.world(), whole);
        parts.forEach(part -> Volumes.usable(call, Volumes.require(call, part.parent())));
        parts.forEach(part -> Snapshots.rollBack(call.world(), part, Volumes.require(call, part.parent())));
        of(call.world(), group).stream()
                .filter(other -> other.number() > whole.number())
                .toList()
                .forEach(newer -> remove(call.world(), newer));
        Lifecycle.passThrough(call.world(), group, Lifecycle.EDITING);
        return view(call, whole);
    }

    static JsonNode delete(RuleCall call) {
        Resource snapshot = require(call, call.path("snapshot_id"));
        Resource group = VolumeGroups.requireAvailable(call);
        ObjectNode body = view(call, snapshot);
        remove(call.world(), snapshot);
        Lifecycle.passThrough(call.world(), group, Lifecycle.EDITING);
        return body;
    }

    private static void remove(World world, Resource whole) {
        parts(world, whole).forEach(world.store()::remove);
        world.store().remove(whole);
    }

    /** A snapshot of a volume is no part of a snapshot of a group any more. */
    static void release(World world, Resource part) {
        Resource whole = world.store().find(KIND, part.region(), part.text(WHOLE));
        if (whole == null) {
            return;
        }
        part.set(WHOLE, (String) null);
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        whole.fields().path(PARTS).forEach(id -> {
            if (!part.id().equals(id.textValue())) {
                left.add(id);
            }
        });
        whole.set(PARTS, left);
        if (left.isEmpty()) {
            world.store().remove(whole);
        }
    }

    /** A snapshot of the group in the path. */
    static Resource require(RuleCall call, String id) {
        Resource group = VolumeGroups.require(call);
        Resource snapshot = call.require(KIND, id, "snapshot-unknown");
        if (!group.id().equals(snapshot.parent())) {
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
