// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.zstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Resource;
import org.jspecify.annotations.Nullable;

/** Volumes. A deleted one is in the bin: it is still found, as {@code Deleted}. */
final class Volumes {
    private final Jobs jobs;

    Volumes(Jobs jobs) {
        this.jobs = jobs;
    }

    JsonNode query(RuleCall call) {
        return Query.find(call, call.store().all(Inventory.VOLUME, call.region()));
    }

    JsonNode show(RuleCall call) {
        return Query.one(call.store().find(Inventory.VOLUME, call.region(), call.path("uuid")));
    }

    @Nullable
    JsonNode delete(RuleCall call) {
        Resource volume = call.require(Inventory.VOLUME, call.path("uuid"), "volume-unknown");
        if (!volume.is("type", "Data")) {
            throw call.refuse("volume-not-deletable", String.valueOf(volume.text("type")));
        }
        return jobs.start(call, "volume deleted", RuleCall.object().put("volume", volume.id()), Volumes::finishDelete);
    }

    static ObjectNode finishDelete(Resource job, World world) {
        Resource volume = world.store()
                .find(
                        Inventory.VOLUME,
                        job.region(),
                        job.fields().at("/about/volume").asText());
        if (volume != null) {
            volume.set("status", "Deleted").set("lastOpDate", Inventory.time(world.now()));
        }
        return RuleCall.object();
    }

    /** Makes a volume of a backup. */
    @Nullable
    JsonNode create(RuleCall call) {
        Resource backup = call.require(Inventory.BACKUP, call.path("backupUuid"), "backup-unknown");
        Backups.requireReady(call, backup);
        JsonNode params = call.body().path("params");
        String storage = params.path("backupStorageUuid").textValue();
        if (storage != null && !Backups.isOn(backup, storage)) {
            throw call.refuse("backup-not-there", storage);
        }
        String uuid = Backups.newUuid(call, Inventory.VOLUME, params);
        Resource volume = Inventory.addVolume(
                call.store(),
                call.region(),
                uuid,
                params.path("name").asText(),
                backup.fields().path("size").longValue());
        volume.set("status", "Creating")
                .set("description", params.path("description").textValue())
                .set("primaryStorageUuid", params.path("primaryStorageUuid").textValue())
                .set("vmInstanceUuid", params.path("vmInstanceUuid").textValue());
        return jobs.start(call, "volume made", RuleCall.object().put("volume", uuid), Volumes::finishCreate);
    }

    static ObjectNode finishCreate(Resource job, World world) throws Jobs.FailedException {
        Resource volume = world.store()
                .find(
                        Inventory.VOLUME,
                        job.region(),
                        job.fields().at("/about/volume").asText());
        if (volume == null) {
            throw new Jobs.FailedException("The volume is gone.");
        }
        volume.set("status", "Ready");
        return RuleCall.object().set("inventory", volume.fields().deepCopy());
    }
}
