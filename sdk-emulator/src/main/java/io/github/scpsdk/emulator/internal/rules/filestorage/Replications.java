// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.filestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RegionPairs;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.rules.Zones;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Replications: one record that both regions see. It is created at the source, and changed and deleted at the replica.
 */
final class Replications {
    static final Kind KIND = new Kind("filestorage", "replication");
    static final String SET_UP = "replication set up";
    static final String DELETED = "replication deleted";

    private static final String POLICY = "replication_policy";
    private static final String RETENTION = "backup_retention_count";
    private static final int MAX_RETENTION = 128;

    private Replications() {}

    static JsonNode create(RuleCall call) {
        checkRetention(call);
        Resource source = Volumes.requireAvailable(call, call.text("volume_id"));
        Volumes.checkPassword(call, String.valueOf(source.text("protocol")));
        String type = String.valueOf(call.text("replication_type"));
        String zone = targetZone(call);
        String target = Zones.regionOf(zone);
        boolean sameRegion = target.equals(call.region()) && type.equals("backup");
        if (!sameRegion && !RegionPairs.targetsOf(call.region()).contains(target)) {
            throw call.refuse("replication-not-available");
        }
        Resource existing = of(call.world(), source);
        if (existing != null) {
            throw call.refuse(isSource(existing, source) ? "replication-exists" : "volume-is-replica");
        }
        Resource replica = Volumes.add(
                call.world(),
                zone,
                String.valueOf(call.text("name")),
                String.valueOf(source.text("type_name")),
                String.valueOf(source.text("protocol")));
        Resource replication = add(call, source, replica);
        source.set("purpose", "original").set(Volumes.REPLICATION, replication.id());
        replica.set("purpose", type).set(Volumes.REPLICATION, replication.id());
        call.later(replica, Volumes.CREATED);
        call.later(replication, SET_UP);
        return replication.fields().deepCopy().put("protocol", source.text("protocol"));
    }

    /** Older versions name a region and no zone. */
    private static String targetZone(RuleCall call) {
        String region = call.text("region");
        return region == null ? String.valueOf(call.text("zone")) : Zones.first(region);
    }

    private static Resource add(RuleCall call, Resource source, Resource replica) {
        String id = call.ids().uuid();
        Resource replication = call.store()
                .add(KIND, Resource.EVERYWHERE, id, null)
                .set("replication_id", id)
                .set("replication_type", call.text("replication_type"))
                .set("replication_frequency", call.text("replication_frequency"))
                .set(POLICY, "creating")
                .set("replication_status", "creating")
                .set("source_volume_id", source.id())
                .set("source_volume_name", source.text("name"))
                .set("source_volume_region", source.region())
                .set("source_volume_zone", source.text("zone"))
                .set("source_volume_access_level", "rw")
                .set("replication_volume_id", replica.id())
                .set("replication_volume_name", replica.text("name"))
                .set("replication_volume_region", replica.region())
                .set("replication_volume_zone", replica.text("zone"))
                .set("replication_volume_access_level", "ro");
        if (call.has(RETENTION)) {
            replication.set(RETENTION, call.body().get(RETENTION).longValue());
        }
        return replication;
    }

    static void start(Resource replication, World world) {
        replication.set(POLICY, "use").set("replication_status", "available");
        Snapshots.addOfReplication(world, source(replication, world));
    }

    static JsonNode list(RuleCall call) {
        Resource volume = side(call);
        Resource replication = of(call.world(), volume);
        return call.list(replication == null ? List.of() : List.of(replication)).page("replications");
    }

    static JsonNode show(RuleCall call) {
        return require(call).fields();
    }

    static JsonNode set(RuleCall call) {
        boolean policy = "policy".equals(call.text("replication_update_type"));
        if (policy && !call.has(POLICY)) {
            throw call.invalid("body." + POLICY, "Field required");
        }
        checkRetention(call);
        Resource replication = requireAtReplica(call);
        if (!replication.is("replication_status", "available")) {
            throw call.refuse("replication-busy", String.valueOf(replication.text("replication_status")));
        }
        if (policy) {
            boolean paused = "paused".equals(call.text(POLICY));
            replication.set(POLICY, call.text(POLICY)).set("replication_volume_access_level", paused ? "rw" : "ro");
        } else {
            if (call.has("replication_frequency")) {
                replication.set("replication_frequency", call.text("replication_frequency"));
            }
            if (call.has(RETENTION)) {
                replication.set(RETENTION, call.body().get(RETENTION).longValue());
            }
        }
        return replication.fields();
    }

    private static void checkRetention(RuleCall call) {
        long retention = call.has(RETENTION) ? call.body().get(RETENTION).longValue() : 1;
        if (retention < 1 || retention > MAX_RETENTION) {
            throw call.invalid("body." + RETENTION, "Input should be 1 to " + MAX_RETENTION);
        }
    }

    static @Nullable ObjectNode delete(RuleCall call) {
        Resource replication = requireAtReplica(call);
        if (replication.is("replication_status", "deleting")) {
            throw call.refuse("replication-busy", "deleting");
        }
        if (!replication.is(POLICY, "paused")) {
            throw call.refuse("replication-in-use");
        }
        replication.set("replication_status", "deleting");
        call.later(replication, DELETED);
        return null;
    }

    /** Both volumes are volumes of their own from now on. */
    static void end(Resource replication, World world) {
        Resource replica = replica(replication, world);
        List.of(source(replication, world), replica)
                .forEach(volume -> volume.set("purpose", "none").set(Volumes.REPLICATION, (String) null));
        Snapshots.addOfReplication(world, replica);
        world.store().remove(replication);
    }

    /** The replication in the path, if the volume in the query is one of its two. */
    private static Resource require(RuleCall call) {
        Resource replication = of(call.world(), side(call));
        if (replication == null || !replication.id().equals(call.path("replication_id"))) {
            throw call.refuse("replication-unknown", call.path("replication_id"));
        }
        return replication;
    }

    private static Resource requireAtReplica(RuleCall call) {
        Resource replication = require(call);
        if (!replication.is("replication_volume_region", call.region())
                || !replication.is("replication_volume_id", String.valueOf(call.query("volume_id")))) {
            throw call.refuse("replication-of-the-other-side");
        }
        return replication;
    }

    /** The volume in the query: of the called region, or the partner of one there. */
    private static Resource side(RuleCall call) {
        String id = call.query("volume_id");
        Resource here = call.store().find(Volumes.KIND, call.region(), id);
        if (here != null) {
            return here;
        }
        return RegionPairs.targetsOf(call.region()).stream()
                .map(region -> call.store().find(Volumes.KIND, region, id))
                .filter(there -> there != null && of(call.world(), there) != null)
                .findFirst()
                .orElseThrow(() -> call.refuse("volume-unknown", String.valueOf(id)));
    }

    /** The replication of a volume; null when it has none. */
    static @Nullable Resource of(World world, Resource volume) {
        return world.store().find(KIND, Resource.EVERYWHERE, volume.text(Volumes.REPLICATION));
    }

    /** Whether deleting a volume is the way to end its replication, as it is for the target of a disk backup. */
    static boolean endsWithItsReplica(Resource replication, Resource volume) {
        return replication.is("replication_type", "backup") && !isSource(replication, volume);
    }

    private static boolean isSource(Resource replication, Resource volume) {
        return replication.is("source_volume_id", volume.id());
    }

    private static Resource source(Resource replication, World world) {
        return volume(replication, world, "source");
    }

    private static Resource replica(Resource replication, World world) {
        return volume(replication, world, "replication");
    }

    private static Resource volume(Resource replication, World world, String role) {
        return Objects.requireNonNull(
                world.store()
                        .find(
                                Volumes.KIND,
                                String.valueOf(replication.text(role + "_volume_region")),
                                replication.text(role + "_volume_id")),
                "both volumes of a replication exist");
    }
}
