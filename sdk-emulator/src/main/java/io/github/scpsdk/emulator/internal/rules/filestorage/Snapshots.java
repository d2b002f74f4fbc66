// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.filestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Snapshots of volumes: taken by request, by schedule, or by a replication. */
final class Snapshots {
    static final Kind KIND = new Kind("filestorage", "snapshot");
    static final String DELETED = "snapshot deleted";

    private static final int LIMIT = 800;

    private Snapshots() {}

    static JsonNode create(RuleCall call) {
        Resource volume = Volumes.requireAvailable(call, call.text("volume_id"));
        if (of(call.world(), volume).size() >= LIMIT) {
            throw call.refuse("too-many-snapshots", String.valueOf(LIMIT));
        }
        return enclosed(take(call.world(), volume));
    }

    /** A snapshot of a volume as it is now. */
    static Resource take(World world, Resource volume) {
        return add(world, volume, volume.text("name") + "." + Times.inName(world.now()));
    }

    /** A snapshot as a replication keeps it on its volumes. */
    static Resource addOfReplication(World world, Resource volume) {
        return add(world, volume, "snapmirror." + world.ids().uuid() + "." + Times.inName(world.now()));
    }

    private static Resource add(World world, Resource volume, String name) {
        String id = world.ids().uuid();
        return world.store()
                .add(KIND, volume.region(), id, volume.id())
                .set("id", id)
                .set("name", name)
                .set("state", "available")
                .set("size", 0)
                .set("created_at", Times.micros(world.now()))
                .set("volume_id", volume.id());
    }

    static Collection<Resource> of(World world, Resource volume) {
        return world.store().children(KIND, volume.region(), volume.id());
    }

    static JsonNode list(RuleCall call) {
        Resource volume = call.require(Volumes.KIND, call.query("volume_id"), "volume-unknown");
        Collection<Resource> snapshots = of(call.world(), volume);
        return call.list(snapshots)
                .page("snapshots")
                .put(
                        "snapshot_size_total_byte",
                        snapshots.stream().mapToLong(s -> s.number("size")).sum());
    }

    static JsonNode restore(RuleCall call) {
        Resource volume = call.require(Volumes.KIND, call.query("volume_id"), "volume-unknown");
        Resource snapshot = require(call, volume);
        Volumes.requireAvailable(call, volume.id());
        if (Replications.of(call.world(), volume) != null) {
            throw call.refuse("restore-while-replicated");
        }
        List.copyOf(of(call.world(), volume)).stream()
                .filter(other -> other.number() > snapshot.number())
                .forEach(call.store()::remove);
        return enclosed(snapshot);
    }

    static @Nullable ObjectNode delete(RuleCall call) {
        Resource volume = call.require(Volumes.KIND, call.query("volume_id"), "volume-unknown");
        Resource snapshot = require(call, volume);
        snapshot.set("state", "deleting");
        call.later(snapshot, DELETED);
        return null;
    }

    /** The snapshot in the path, if it belongs to the volume and is not being deleted. */
    private static Resource require(RuleCall call, Resource volume) {
        Resource snapshot = call.require(KIND, call.path("snapshot_id"), "snapshot-unknown");
        if (!volume.id().equals(snapshot.parent())) {
            throw call.refuse("snapshot-unknown", snapshot.id());
        }
        if (!snapshot.is("state", "available")) {
            throw call.refuse("snapshot-busy", String.valueOf(snapshot.text("state")));
        }
        return snapshot;
    }

    private static JsonNode enclosed(Resource snapshot) {
        return RuleCall.object().set("snapshot", snapshot.fields());
    }
}
