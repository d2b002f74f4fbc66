// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.parallelfilestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.Tags;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.rules.Zones;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Volumes of a size that can only grow. */
final class Volumes {
    static final Kind KIND = new Kind("parallel-filestorage", "volume");
    static final String CREATED = "volume created";
    static final String DELETED = "volume deleted";

    /** The names in use in a region: one entry by name, which belongs to its volume. */
    static final Kind NAME = new Kind("parallel-filestorage", "volume-name");

    private static final String CAPACITY = "capacity_tb";

    private Volumes() {}

    static JsonNode create(RuleCall call) {
        Tags.check(call);
        String zone = Zones.requested(call);
        String name = String.valueOf(call.text("name"));
        if (call.store().find(NAME, call.region(), name) != null) {
            throw call.refuse("name-taken", name);
        }
        String id = call.ids().uuid();
        Resource volume = call.store()
                .add(KIND, call.region(), id, null)
                .set("id", id)
                .set("name", name)
                .set("state", "creating")
                .set("zone", zone)
                .set("created_at", Times.micros(call.now()))
                .set(CAPACITY, call.body().path(CAPACITY).longValue())
                .set("account_id", call.world().accountId())
                .set("mount_path", (String) null);
        call.store().add(NAME, call.region(), name, id);
        call.later(volume, CREATED);
        return volume.fields();
    }

    static void becomeAvailable(Resource volume, World world) {
        volume.set("state", "available").set("mount_path", Ids.addressOf(volume.id()) + ":/" + volume.text("name"));
    }

    static JsonNode list(RuleCall call) {
        return call.list(call.store().all(KIND, call.region())).contains("name").page("parallel_filestorages");
    }

    static JsonNode show(RuleCall call) {
        return call.require(KIND, call.path("volume_id"), "volume-unknown").fields();
    }

    static @Nullable ObjectNode setCapacity(RuleCall call) {
        Resource volume = requireAvailable(call, call.path("volume_id"));
        long capacity = call.body().path(CAPACITY).longValue();
        if (capacity <= volume.number(CAPACITY)) {
            throw call.refuse("capacity-not-larger", String.valueOf(volume.number(CAPACITY)));
        }
        volume.set(CAPACITY, capacity);
        return null;
    }

    static @Nullable ObjectNode delete(RuleCall call) {
        Resource volume = requireAvailable(call, call.path("volume_id"));
        if (!children(call, volume, AccessRules.KIND).isEmpty()) {
            throw call.refuse("volume-has-access-rules");
        }
        if (!children(call, volume, Snapshots.KIND).isEmpty()) {
            throw call.refuse("volume-has-snapshots");
        }
        volume.set("state", "deleting");
        children(call, volume, NAME).stream().findFirst().ifPresent(call.store()::remove);
        call.later(volume, DELETED);
        return null;
    }

    static Collection<Resource> children(RuleCall call, Resource volume, Kind kind) {
        return call.store().children(kind, call.region(), volume.id());
    }

    /** The volume of the called region, or a refusal when there is none or when it is being created or deleted. */
    static Resource requireAvailable(RuleCall call, @Nullable String id) {
        Resource volume = call.require(KIND, id, "volume-unknown");
        if (!volume.is("state", "available")) {
            throw call.refuse("volume-busy", String.valueOf(volume.text("state")));
        }
        return volume;
    }
}
