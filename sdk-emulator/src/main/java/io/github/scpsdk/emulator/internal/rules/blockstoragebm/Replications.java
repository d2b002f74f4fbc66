// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;

/** Replications of volumes. */
final class Replications {
    static final Kind KIND = new Kind("baremetal-blockstorage", "replication");
    static final String SET_UP = "replication set up";
    static final String DELETED = "replication deleted";

    private Replications() {}

    static JsonNode create(RuleCall call) {
        String name = Shapes.name(call, "name");
        String zone = Shapes.zoneOf(call, String.valueOf(call.text("region")));
        Resource source = Recoveries.refuse(call, Volumes.requireUsable(call));
        if (VolumeGroups.isMember(source)) {
            throw call.refuse("volume-in-group", source.id());
        }
        SnapshotRates.require(call, source);
        Mirrors.refuseNew(call, KIND, source);
        Resource replica = Volumes.addLike(call.world(), source, zone, name, "REPL", null);
        SnapshotRates.set(replica, (int) source.number("snapshot_rate"));
        Resource mirror = Mirrors.add(call, KIND, source, replica);
        source.set("has_relation", true);
        replica.set("has_relation", true);
        call.later(mirror, SET_UP);
        return Lifecycle.accepted(call, replica);
    }

    static void start(Resource mirror, World world) {
        Mirrors.complete(mirror, world);
        Volumes.becomeUsable(source(mirror, world), world);
        Volumes.becomeUsable(replica(mirror, world), world);
    }

    static JsonNode show(RuleCall call) {
        Resource mirror = Mirrors.require(call, KIND, Volumes.require(call, call.path("volume_id")));
        return RuleCall.object().set("result", Mirrors.view(call.world(), Volumes.KIND, mirror, "related_volumes"));
    }

    static JsonNode setCycle(RuleCall call) {
        Resource volume = Volumes.require(call, call.path("volume_id"));
        Mirrors.setCycle(call, Mirrors.requireSettled(call, KIND, volume));
        return RuleCall.object().put("cycle", call.text("cycle")).put("volume_id", volume.id());
    }

    static JsonNode setPolicy(RuleCall call) {
        Resource mirror = settled(call);
        Mirrors.setPolicy(call, mirror);
        return mirror.fields();
    }

    static JsonNode delete(RuleCall call) {
        Resource volume = Volumes.require(call, call.path("volume_id"));
        Resource mirror = settled(call);
        Mirrors.beginToEnd(call, mirror, source(mirror, call.world()), DELETED);
        return Lifecycle.accepted(call, volume);
    }

    private static Resource settled(RuleCall call) {
        return Mirrors.requireSettled(call, KIND, Volumes.require(call, call.path("volume_id")));
    }

    /** Both volumes are volumes of their own from now on. */
    static void end(Resource mirror, World world) {
        Resource source = source(mirror, world).set("has_relation", false);
        Resource replica = replica(mirror, world).set("has_relation", false);
        if (source.is("state", Lifecycle.EDITING)) {
            Volumes.becomeUsable(source, world);
        }
        Mirrors.end(world, mirror, source, replica);
    }

    /** Whether a volume cannot be deleted for its replication: only the replica of a paused one can. */
    static boolean isInTheWay(World world, Resource volume) {
        Resource mirror = Mirrors.of(world, KIND, volume);
        return mirror != null && !(Mirrors.isReplica(mirror, volume) && Mirrors.isBroken(mirror));
    }

    private static Resource source(Resource mirror, World world) {
        return Mirrors.source(world, Volumes.KIND, mirror);
    }

    private static Resource replica(Resource mirror, World world) {
        return Mirrors.replica(world, Volumes.KIND, mirror);
    }
}
