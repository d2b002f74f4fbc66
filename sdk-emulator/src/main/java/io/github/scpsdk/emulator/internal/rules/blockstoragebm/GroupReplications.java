// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.List;

/** Replications of groups: a group of replicas, one for each member. */
final class GroupReplications {
    static final Kind KIND = new Kind("baremetal-blockstorage", "group-replication");
    static final String SET_UP = "group replication set up";
    static final String DELETED = "group replication deleted";

    private static final String PREFIX = "replication_volume_name_prefix";

    private GroupReplications() {}

    static JsonNode create(RuleCall call) {
        String name = Shapes.name(call, "name");
        String zone = Shapes.zoneOf(call, String.valueOf(call.text("region")));
        Resource source = VolumeGroups.require(call);
        List<Resource> members = VolumeGroups.members(call.world(), source);
        members.forEach(member -> replicaName(call, member));
        Recoveries.refuse(call, VolumeGroups.requireAvailable(call));
        Mirrors.refuseNew(call, KIND, source);
        Resource replica = VolumeGroups.add(call.world(), zone, name, "REPL", null);
        members.forEach(member -> replicate(call, member, replica));
        call.later(Mirrors.add(call, KIND, source, replica), SET_UP);
        return Lifecycle.accepted(call, replica);
    }

    private static String replicaName(RuleCall call, Resource member) {
        return Shapes.name(call, PREFIX, call.text(PREFIX) + member.text("name"));
    }

    private static void replicate(RuleCall call, Resource member, Resource group) {
        member.set("has_relation", true);
        Resource replica = Volumes.addLike(
                call.world(), member, String.valueOf(group.text("zone")), replicaName(call, member), "REPL", null);
        SnapshotRates.set(replica, (int) member.number("snapshot_rate"));
        replica.set("has_relation", true).set("has_origin", true);
        Members.join(group, replica);
    }

    static void start(Resource mirror, World world) {
        Mirrors.complete(mirror, world);
        Resource replica = replica(mirror, world);
        VolumeGroups.members(world, replica).forEach(volume -> Volumes.becomeUsable(volume, world));
        VolumeGroups.becomeAvailable(replica, world);
        VolumeGroups.becomeAvailable(source(mirror, world), world);
    }

    static JsonNode show(RuleCall call) {
        Resource mirror = Mirrors.require(call, KIND, VolumeGroups.require(call));
        return RuleCall.object()
                .set("result", Mirrors.view(call.world(), VolumeGroups.KIND, mirror, "related_volume_groups"));
    }

    static JsonNode setCycle(RuleCall call) {
        Resource group = VolumeGroups.require(call);
        Mirrors.setCycle(call, Mirrors.requireSettled(call, KIND, group));
        return RuleCall.object().put("cycle", call.text("cycle")).put("volume_group_id", group.id());
    }

    static JsonNode setPolicy(RuleCall call) {
        Resource mirror = settled(call);
        Mirrors.setPolicy(call, mirror);
        return RuleCall.object().put("cycle", mirror.text("sync_cycle")).put("sync_state", mirror.text("sync_state"));
    }

    static JsonNode delete(RuleCall call) {
        Resource mirror = settled(call);
        Mirrors.beginToEnd(call, mirror, source(mirror, call.world()), DELETED);
        return RuleCall.object().put("result", true);
    }

    private static Resource settled(RuleCall call) {
        return Mirrors.requireSettled(call, KIND, VolumeGroups.require(call));
    }

    /** Both groups are groups of their own from now on, and so are their members. */
    static void end(Resource mirror, World world) {
        Resource source = source(mirror, world);
        Resource replica = replica(mirror, world);
        VolumeGroups.members(world, source).forEach(volume -> volume.set("has_relation", false));
        VolumeGroups.members(world, replica)
                .forEach(volume -> volume.set("has_relation", false)
                        .set("has_origin", false)
                        .set("purpose", "ORG"));
        VolumeGroups.becomeAvailable(source, world);
        Mirrors.end(world, mirror, source, replica);
    }

    private static Resource source(Resource mirror, World world) {
        return Mirrors.source(world, VolumeGroups.KIND, mirror);
    }

    private static Resource replica(Resource mirror, World world) {
        return Mirrors.replica(world, VolumeGroups.KIND, mirror);
    }
}
