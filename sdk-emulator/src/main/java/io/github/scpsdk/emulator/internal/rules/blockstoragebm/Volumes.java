// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.Tags;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.rules.Zones;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Volumes: created, listed, shown, deleted. A volume made from a snapshot has its origin as parent. */
final class Volumes {
    static final Kind KIND = new Kind("baremetal-blockstorage", "volume");
    static final String CREATED = "volume created";
    static final String DELETED = "volume deleted";

    private static final int MAX_SIZE = 16_384;

    private Volumes() {}

    static JsonNode create(RuleCall call) {
        String name = Shapes.name(call, "name");
        int size = Shapes.number(call, call.body(), "size_gb", 1, MAX_SIZE);
        JsonNode qos = QualityOfService.ofNewVolume(call);
        String zone = Zones.requested(call);
        Tags.check(call);
        JsonNode servers = Attachments.ofNewVolume(call);
        Resource volume = add(call.world(), zone, name, "ORG", null)
                .set("disk_type", call.text("disk_type"))
                .set("size_gb", size)
                .set(QualityOfService.FIELD, qos)
                .set(Attachments.FIELD, servers);
        call.later(volume, CREATED);
        return Lifecycle.accepted(call, volume);
    }

    /** A new volume of the kind and size of another one, with its name and its purpose. */
    static Resource addLike(
            World world, Resource model, String zone, String name, String purpose, @Nullable String parent) {
        return add(world, zone, name, purpose, parent)
                .set("disk_type", model.text("disk_type"))
                .set("size_gb", model.number("size_gb"))
                .set(QualityOfService.FIELD, model.fields().path(QualityOfService.FIELD))
                .set(Attachments.FIELD, JsonNodeFactory.instance.arrayNode());
    }

    private static Resource add(World world, String zone, String name, String purpose, @Nullable String parent) {
        String region = Zones.regionOf(zone);
        Resource volume = Lifecycle.add(world, KIND, region, name, parent);
        SnapshotRates.set(volume, null);
        SnapshotSchedules.clear(volume);
        return volume.set("purpose", purpose)
                .set("zone", zone)
                .set("is_encryption", true)
                .set("has_origin", false)
                .set("has_replication", false)
                .set("has_relation", false)
                .set("is_in_volume_group", false)
                .set("external_errors", JsonNodeFactory.instance.arrayNode())
                .set(
                        "iscsi_target_ips",
                        JsonNodeFactory.instance
                                .arrayNode()
                                .add(Ids.addressOf(zone + " iscsi 1"))
                                .add(Ids.addressOf(zone + " iscsi 2")))
                .set("storage_volume_name", StorageNames.of(world, "vo"))
                .set("srn", StorageNames.srn(world, region, "baremetal-blockstorage:volume/" + volume.id()));
    }

    static void becomeUsable(Resource volume, World world) {
        Lifecycle.move(world, volume, Attachments.of(volume).isEmpty() ? Lifecycle.AVAILABLE : Lifecycle.IN_USE);
    }

    static JsonNode list(RuleCall call) {
        String server = call.query("object_name");
        String group = call.query("volume_group_name");
        return call.list(call.store().all(KIND, call.region()))
                .contains("name")
                .where(volume -> server == null || Attachments.has(volume, server))
                .where(volume -> group == null
                        || VolumeGroups.nameOfGroup(call.world(), volume).contains(group))
                .total("total_count")
                .page("volumes", volume -> entry(call.world(), volume));
    }

    static JsonNode show(RuleCall call) {
        return result(call, require(call, call.path("volume_id")));
    }

    /** The response that has the whole volume. */
    static ObjectNode result(RuleCall call, Resource volume) {
        ObjectNode body = RuleCall.object();
        body.set("result", view(call.world(), volume));
        return body;
    }

    /** A volume in a list, where less is said of its servers. */
    private static ObjectNode entry(World world, Resource volume) {
        ObjectNode entry = view(world, volume);
        entry.set(Attachments.FIELD, Attachments.namesOf(volume));
        return entry;
    }

    private static ObjectNode view(World world, Resource volume) {
        ObjectNode view = RuleCall.object();
        view.setAll(volume.fields());
        view.set("volume_group", VolumeGroups.ofMember(world, volume));
        view.set("recovery", Recoveries.ofVolume(world, volume));
        return view;
    }

    static JsonNode delete(RuleCall call) {
        Resource volume = require(call, call.path("volume_id"));
        refuseDeletion(call, volume);
        Lifecycle.move(call.world(), volume, Lifecycle.DELETING);
        call.later(volume, DELETED);
        return Lifecycle.accepted(call, volume);
    }

    private static void refuseDeletion(RuleCall call, Resource volume) {
        if (!volume.is("state", Lifecycle.AVAILABLE, Lifecycle.IN_USE, "ERROR")) {
            throw call.refuse("volume-busy", String.valueOf(volume.text("state")));
        }
        if (!Attachments.of(volume).isEmpty()) {
            throw call.refuse("volume-attached");
        }
        if (VolumeGroups.isMember(volume)) {
            throw call.refuse("volume-in-group", volume.id());
        }
        if (Replications.isInTheWay(call.world(), volume)) {
            throw call.refuse("volume-replicated");
        }
    }

    static void disappear(Resource volume, World world) {
        Resource replication = Mirrors.of(world, Replications.KIND, volume);
        if (replication != null) {
            Replications.end(replication, world);
        }
        List.copyOf(Snapshots.of(world, volume)).forEach(world.store()::remove);
        world.store().remove(volume);
    }

    static Resource require(RuleCall call, @Nullable String id) {
        return call.require(KIND, id, "volume-unknown");
    }

    /** The volume in the path, or a refusal when there is none or something is being done to it. */
    static Resource requireUsable(RuleCall call) {
        return usable(call, require(call, call.path("volume_id")));
    }

    static Resource usable(RuleCall call, Resource volume) {
        if (!volume.is("state", Lifecycle.AVAILABLE, Lifecycle.IN_USE)) {
            throw call.refuse("volume-busy", String.valueOf(volume.text("state")));
        }
        return volume;
    }
}
