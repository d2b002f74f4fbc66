// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.zstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Backups of volumes and their copies: {@code backupStorageRefs} says on which storages a backup is. A full backup and the
 * increments that build on it are a group.
 */
final class Backups {
    private static final String REFS = "backupStorageRefs";

    private final Jobs jobs;

    Backups(Jobs jobs) {
        this.jobs = jobs;
    }

    JsonNode query(RuleCall call) {
        return Query.find(call, call.store().all(Inventory.BACKUP, call.region()));
    }

    JsonNode show(RuleCall call) {
        return Query.one(call.store().find(Inventory.BACKUP, call.region(), call.path("uuid")));
    }

    @Nullable
    JsonNode create(RuleCall call) {
        JsonNode params = call.body().path("params");
        if (!params.path("volumeUuid").asText().equals(call.path("volumeUuid"))) {
            throw call.invalid("body.params.volumeUuid", "Input should be that of the path");
        }
        Resource volume = call.require(Inventory.VOLUME, call.path("volumeUuid"), "volume-unknown");
        if (volume.is("status", "Deleted")) {
            throw call.refuse("volume-deleted", volume.id());
        }
        Resource storage = requireStorage(call, params.path("backupStorageUuid").asText());
        String uuid = newUuid(call, Inventory.BACKUP, params);
        Resource base = latestFull(call, volume);
        boolean isFull = base == null || params.path("mode").asText().equals("full");
        Resource backup = call.store().add(Inventory.BACKUP, call.region(), uuid, volume.id());
        String now = Inventory.time(call.now());
        backup.set("uuid", uuid)
                .set("volumeUuid", volume.id())
                .set("name", params.path("name").asText())
                .set("description", params.path("description").textValue())
                .set("type", volume.text("type"))
                .set("state", "Enabled")
                .set("status", "Creating")
                .set("size", volume.fields().path("size"))
                .set("metadata", "{}")
                .set("groupUuid", base == null || isFull ? uuid : base.text("groupUuid"))
                .set("mode", isFull ? "full" : "incremental")
                .set("createDate", now)
                .set("lastOpDate", now)
                .set(REFS, RuleCall.list());
        ObjectNode about = RuleCall.object().put("backup", uuid).put("storage", storage.id());
        return jobs.start(call, "backup made", about, Backups::finishCreate);
    }

    /** The full backup that an increment builds on. */
    private static @Nullable Resource latestFull(RuleCall call, Resource volume) {
        return call.store().children(Inventory.BACKUP, call.region(), volume.id()).stream()
                .filter(backup -> backup.is("mode", "full") && backup.is("status", "Ready"))
                .findFirst()
                .orElse(null);
    }

    static ObjectNode finishCreate(Resource job, World world) throws Jobs.FailedException {
        Resource backup = requireOf(job, world);
        Resource volume = world.store().find(Inventory.VOLUME, job.region(), backup.parent());
        if (volume == null || volume.is("status", "Deleted")) {
            world.store().remove(backup);
            throw new Jobs.FailedException("Volume " + backup.parent() + " was deleted before its backup was made.");
        }
        backup.set("status", "Ready");
        return putOn(job, backup, world);
    }

    private static Resource requireOf(Resource job, World world) throws Jobs.FailedException {
        Resource backup = world.store()
                .find(
                        Inventory.BACKUP,
                        job.region(),
                        job.fields().at("/about/backup").asText());
        if (backup == null) {
            throw new Jobs.FailedException("The backup was deleted.");
        }
        return backup;
    }

    /** Notes that a backup is on the storage of a job. */
    private static ObjectNode putOn(Resource job, Resource backup, World world) {
        String storage = job.fields().at("/about/storage").asText();
        String now = Inventory.time(world.now());
        ArrayNode refs = backup.fields().path(REFS).deepCopy();
        refs.addObject()
                .put("volumeBackupUuid", backup.id())
                .put("backupStorageUuid", storage)
                .put("installPath", "zstore://" + backup.parent() + "/" + backup.id())
                .put("status", "Ready")
                .put("createDate", now)
                .put("lastOpDate", now);
        backup.set(REFS, refs).set("lastOpDate", now);
        return RuleCall.object().set("inventory", backup.fields().deepCopy());
    }

    /** Copies a backup to another storage. */
    @Nullable
    JsonNode copy(RuleCall call) {
        Resource backup = call.require(Inventory.BACKUP, call.path("uuid"), "backup-unknown");
        requireReady(call, backup);
        JsonNode params = call.body().path("syncBackupFromImageStoreBackupStorage");
        Resource from = requireStorage(call, params.path("srcBackupStorageUuid").asText());
        Resource to = requireStorage(call, params.path("dstBackupStorageUuid").asText());
        if (!isOn(backup, from.id())) {
            throw call.refuse("backup-not-there", from.id());
        }
        if (isOn(backup, to.id())) {
            throw call.refuse("backup-there-already", to.id());
        }
        ObjectNode about = RuleCall.object().put("backup", backup.id()).put("storage", to.id());
        return jobs.start(call, "backup copied", about, Backups::finishCopy);
    }

    static ObjectNode finishCopy(Resource job, World world) throws Jobs.FailedException {
        Resource backup = requireOf(job, world);
        if (isOn(backup, job.fields().at("/about/storage").asText())) { // by another job meanwhile
            return RuleCall.object().set("inventory", backup.fields().deepCopy());
        }
        return putOn(job, backup, world);
    }

    /** Deleting what is not there is a success, as on the platform. */
    @Nullable
    JsonNode delete(RuleCall call) {
        Resource backup = call.store().find(Inventory.BACKUP, call.region(), call.path("uuid"));
        ObjectNode about = RuleCall.object().put("backup", call.path("uuid"));
        ArrayNode storages = about.putArray("storages");
        call.queries("backupStorageUuids").forEach(storages::add);
        if (backup != null) {
            boolean alone = Boolean.parseBoolean(call.query("handleDependency"))
                    || storages.size() > 0
                    || dependants(call.store(), backup).isEmpty();
            if (!alone) {
                throw call.refuse(
                        "backup-depended-on",
                        dependants(call.store(), backup).get(0).id());
            }
            for (JsonNode storage : storages) {
                if (!isOn(backup, storage.asText())) {
                    throw call.refuse("backup-not-there", storage.asText());
                }
            }
        }
        return jobs.start(call, "backup deleted", about, Backups::finishDelete);
    }

    /** The increments that build on a backup: the later ones of its group. */
    private static List<Resource> dependants(Store store, Resource backup) {
        return store.children(Inventory.BACKUP, backup.region(), String.valueOf(backup.parent())).stream()
                .filter(other -> other.number() > backup.number()
                        && other.is("groupUuid", String.valueOf(backup.text("groupUuid"))))
                .toList();
    }

    static ObjectNode finishDelete(Resource job, World world) {
        Resource backup = world.store()
                .find(
                        Inventory.BACKUP,
                        job.region(),
                        job.fields().at("/about/backup").asText());
        if (backup == null) {
            return RuleCall.object();
        }
        JsonNode storages = job.fields().at("/about/storages");
        ArrayNode left = RuleCall.list();
        for (JsonNode ref : backup.fields().path(REFS)) {
            boolean stays = !storages.isEmpty();
            for (JsonNode storage : storages) {
                stays &= !storage.equals(ref.path("backupStorageUuid"));
            }
            if (stays) {
                left.add(ref);
            }
        }
        backup.set(REFS, left);
        if (left.isEmpty()) {
            dependants(world.store(), backup).forEach(world.store()::remove);
            world.store().remove(backup);
        }
        return RuleCall.object();
    }

    JsonNode queryStorages(RuleCall call) {
        return Query.find(call, call.store().all(Inventory.STORE, call.region()));
    }

    /** Reads a storage again, which knows nothing new here. */
    @Nullable
    JsonNode rescan(RuleCall call) {
        Resource storage = requireStorage(call, call.path("imageStoreUuid"));
        return jobs.start(call, "store scanned", RuleCall.object().put("storage", storage.id()), Backups::finishRescan);
    }

    static ObjectNode finishRescan(Resource job, World world) {
        return RuleCall.object();
    }

    private static Resource requireStorage(RuleCall call, String uuid) {
        return call.require(Inventory.STORE, uuid, "storage-unknown");
    }

    static void requireReady(RuleCall call, Resource backup) {
        if (!backup.is("status", "Ready")) {
            throw call.refuse("backup-busy", String.valueOf(backup.text("status")));
        }
    }

    static boolean isOn(Resource backup, String storage) {
        for (JsonNode ref : backup.fields().path(REFS)) {
            if (ref.path("backupStorageUuid").asText().equals(storage)) {
                return true;
            }
        }
        return false;
    }

    /** The uuid that the request gives to what it creates, or a new one. */
    static String newUuid(RuleCall call, Kind kind, JsonNode params) {
        String given = params.path("resourceUuid").textValue();
        if (given == null) {
            return call.ids().hex32();
        }
        if (!given.matches("[0-9a-f]{32}")) {
            throw call.invalid("body.params.resourceUuid", "String should have 32 hexadecimal digits");
        }
        if (call.store().find(kind, call.region(), given) != null) {
            throw call.refuse("uuid-taken", given);
        }
        return given;
    }
}
