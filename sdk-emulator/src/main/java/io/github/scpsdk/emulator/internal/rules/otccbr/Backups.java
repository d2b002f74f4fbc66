// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.otccbr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.Period;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Restore points, each with a backup for every resource. A backup belongs to its vault. */
final class Backups {
    private static final String SERVER = "OS::Nova::Server";

    private final OperationLogs logs;

    Backups(OperationLogs logs) {
        this.logs = logs;
    }

    JsonNode create(RuleCall call) {
        JsonNode asked = call.body().path("checkpoint");
        JsonNode parameters = asked.path("parameters");
        Resource vault =
                Projects.require(call, Projects.VAULT, asked.path("vault_id").asText(), "vault-unknown");
        if (isForReplicas(vault)) {
            throw call.refuse("vault-of-replicas");
        }
        ArrayNode resources = chosen(call, vault, parameters);
        Resource checkpoint =
                call.store().add(Projects.CHECKPOINT, vault.region(), call.ids().uuid(), vault.id());
        String name = parameters.path("name").asText("manualbk_" + call.ids().word(4));
        ObjectNode shown = RuleCall.object().put("id", vault.id()).put("name", vault.text("name"));
        shown.set("resources", resources);
        shown.putArray("skipped_resources");
        checkpoint
                .set("id", checkpoint.id())
                .set("project_id", call.path("project_id"))
                .set("status", "protecting")
                .set("created_at", Times.microsOffset(call.now()))
                .set("vault", shown)
                .set(
                        "extra_info",
                        RuleCall.object()
                                .put("name", name)
                                .put(
                                        "description",
                                        parameters.path("description").asText())
                                .put("retention_duration", -1));
        for (JsonNode resource : resources) {
            backUp(call, vault, checkpoint, resource, name, parameters);
        }
        call.later(checkpoint, "checkpoint complete");
        return RuleCall.object().set("checkpoint", checkpoint.fields());
    }

    static boolean isForReplicas(Resource vault) {
        return vault.fields().path("billing").path("protect_type").asText().equals("replication");
    }

    /** What is backed up: all of the vault, or those that are named. */
    private static ArrayNode chosen(RuleCall call, Resource vault, JsonNode parameters) {
        Set<String> named = new HashSet<>();
        parameters.path("resources").forEach(id -> named.add(id.asText()));
        parameters.path("resource_details").forEach(r -> named.add(r.path("id").asText()));
        boolean all = named.isEmpty();
        ArrayNode chosen = RuleCall.list();
        for (JsonNode resource : vault.fields().path("resources")) {
            if (all || named.remove(resource.path("id").asText())) {
                ObjectNode shown = resource.deepCopy();
                chosen.add(shown.put("resource_size", resource.path("size").intValue()));
            }
        }
        if (!named.isEmpty()) {
            throw call.refuse("resource-not-protected", named.iterator().next());
        }
        if (chosen.isEmpty()) {
            throw call.refuse("vault-empty");
        }
        return chosen;
    }

    private void backUp(
            RuleCall call, Resource vault, Resource checkpoint, JsonNode resource, String name, JsonNode parameters) {
        Resource backup = add(call.store(), vault, call.ids().uuid(), name, resource, parameters)
                .set("checkpoint_id", checkpoint.id());
        ObjectNode info = RuleCall.object();
        info.putObject("backup")
                .put("backup_id", backup.id())
                .put("backup_name", name)
                .put(
                        "incremental",
                        String.valueOf(parameters.path("incremental").asBoolean(true)));
        info.putObject("resource")
                .put("id", resource.path("id").asText())
                .put("name", resource.path("name").asText())
                .put("type", resource.path("type").asText());
        backup.set("_log", logs.start(call, "backup", vault, info));
    }

    /**
     * A new backup that is being made.
     *
     * @param resource   what is backed up, as the vault has it
     * @param parameters as in the body of a create
     */
    static Resource add(Store store, Resource vault, String id, String name, JsonNode resource, JsonNode parameters) {
        Resource backup = store.add(Projects.BACKUP, vault.region(), id, vault.id());
        String now = Times.microsOffset(store.now());
        boolean isServer = resource.path("type").asText().equals(SERVER);
        backup.set("id", backup.id())
                .set("name", name)
                .set("description", parameters.path("description").asText())
                .set("vault_id", vault.id())
                .set("project_id", Projects.idOf(vault.region()))
                .set("image_type", "backup")
                .set("status", "protecting")
                .set("provider_id", vault.text("provider_id"))
                .set("resource_id", resource.path("id").asText())
                .set("resource_name", resource.path("name").asText())
                .set("resource_type", resource.path("type").asText())
                .set("resource_size", resource.path("size").longValue())
                .set("resource_az", Projects.regionOf(vault.region()) + "-01")
                .set("created_at", now)
                .set("updated_at", now)
                .set("protected_at", now)
                .set(
                        "extend_info",
                        RuleCall.object()
                                .put(
                                        "auto_trigger",
                                        parameters.path("auto_trigger").asBoolean())
                                .put("bootable", isServer)
                                .put(
                                        "incremental",
                                        parameters.path("incremental").asBoolean(true))
                                .put("support_lld", true)
                                .put("supported_restore_mode", "backup")
                                .put("contain_system_disk", isServer)
                                .put("encrypted", false)
                                .put("system_disk", false))
                .set("children", isServer ? disk(store, backup) : RuleCall.list())
                .set("replication_records", RuleCall.list());
        return backup;
    }

    /** A server has one disk here. */
    private static ArrayNode disk(Store store, Resource backup) {
        ArrayNode disks = RuleCall.list();
        disks.addObject()
                .put("id", store.ids().uuid())
                .put("name", backup.text("name"))
                .put("parent_id", backup.id())
                .put("image_type", "backup")
                .put("status", "available")
                .put("resource_id", Ids.uuidOf("disk of " + backup.text("resource_id")))
                .put("resource_type", "OS::Cinder::Volume")
                .put("resource_size", backup.number("resource_size"));
        return disks;
    }

    void complete(Resource checkpoint, World world) {
        checkpoint.set("status", "available");
        String vault = String.valueOf(checkpoint.parent());
        for (Resource backup : world.store().children(Projects.BACKUP, checkpoint.region(), vault)) {
            if (backup.is("checkpoint_id", checkpoint.id()) && backup.is("status", "protecting")) {
                backup.set("status", "available").set("updated_at", Times.microsOffset(world.now()));
                OperationLogs.end(world, backup.region(), String.valueOf(backup.text("_log")), "success");
                count(world, backup, 1);
            }
        }
    }

    /** Keeps the numbers of a vault right when a backup comes or goes. */
    static void count(World world, Resource backup, int by) {
        Resource vault = world.store().find(Projects.VAULT, backup.region(), backup.parent());
        if (vault == null) {
            return;
        }
        ObjectNode billing = vault.fields().path("billing").deepCopy();
        long used = billing.path("used").longValue() + by * 1024L * backup.number("resource_size");
        vault.set("billing", billing.put("used", Math.max(0, used)));
        ArrayNode resources = vault.fields().path("resources").deepCopy();
        resources.forEach(resource -> {
            if (resource.path("id").asText().equals(backup.text("resource_id"))) {
                ((ObjectNode) resource)
                        .put(
                                "backup_count",
                                Math.max(0, resource.path("backup_count").intValue() + by));
            }
        });
        vault.set("resources", resources);
    }

    JsonNode showCheckpoint(RuleCall call) {
        Resource checkpoint =
                Projects.require(call, Projects.CHECKPOINT, call.path("checkpoint_id"), "checkpoint-unknown");
        return RuleCall.object().set("checkpoint", checkpoint.fields());
    }

    JsonNode list(RuleCall call) {
        Period period = Period.of(call, "start_time", "end_time");
        return call.list(Projects.all(call, Projects.BACKUP))
                .exact("checkpoint_id")
                .exact("vault_id")
                .exact("resource_id")
                .exact("resource_name")
                .exact("resource_type")
                .exact("resource_az")
                .exact("name")
                .exact("parent_id")
                .exact("image_type")
                .exact("status")
                .where(backup -> period.contains(backup.createdAt()))
                .where(backup -> !"shared".equals(call.query("own_type"))) // nobody shares anything here
                .where(backup -> call.query("member_status") == null)
                .byDefault(1000)
                .page("backups");
    }

    JsonNode show(RuleCall call) {
        return RuleCall.object().set("backup", require(call).fields());
    }

    static Resource require(RuleCall call) {
        return Projects.require(call, Projects.BACKUP, call.path("backup_id"), "backup-unknown");
    }

    static void requireAvailable(RuleCall call, Resource backup) {
        if (!backup.is("status", "available")) {
            throw call.refuse("backup-busy", String.valueOf(backup.text("status")));
        }
    }

    @Nullable
    JsonNode restore(RuleCall call) {
        Resource backup = require(call);
        requireAvailable(call, backup);
        if (backup.is("image_type", "replication")) {
            throw call.refuse("replica-not-restorable");
        }
        JsonNode asked = call.body().path("restore");
        String field = backup.is("resource_type", SERVER) ? "server_id" : "volume_id";
        if (backup.is("resource_type", SERVER)) {
            checkMappings(call, backup, asked.path("mappings"));
        }
        String target = asked.path(field).asText(backup.text("resource_id"));
        Resource vault = Projects.require(call, Projects.VAULT, backup.parent(), "vault-unknown");
        ObjectNode info = RuleCall.object();
        info.putObject("restore")
                .put("backup_id", backup.id())
                .put("backup_name", backup.text("name"))
                .put("target_resource_id", target)
                .put("target_resource_name", backup.text("resource_name"));
        backup.set("status", "restoring").set("_log", logs.start(call, "restore", vault, info));
        call.later(backup, "backup restored");
        return null;
    }

    private static void checkMappings(RuleCall call, Resource backup, JsonNode mappings) {
        Set<String> disks = new HashSet<>();
        backup.fields()
                .path("children")
                .forEach(disk -> disks.add(disk.path("id").asText()));
        boolean fit = !mappings.isEmpty();
        for (JsonNode mapping : mappings) {
            fit &= disks.contains(mapping.path("backup_id").asText());
        }
        if (!fit) {
            throw call.refuse("mappings-do-not-fit");
        }
    }

    void finishRestore(Resource backup, World world) {
        backup.set("status", "available").set("updated_at", Times.microsOffset(world.now()));
        OperationLogs.end(world, backup.region(), String.valueOf(backup.text("_log")), "success");
    }

    @Nullable
    JsonNode delete(RuleCall call) {
        Resource backup = require(call);
        requireAvailable(call, backup);
        Resource vault = Projects.require(call, Projects.VAULT, backup.parent(), "vault-unknown");
        ObjectNode info = RuleCall.object();
        info.putObject("delete").put("backup_id", backup.id()).put("backup_name", backup.text("name"));
        backup.set("status", "deleting").set("_log", logs.start(call, "delete", vault, info));
        call.later(backup, "backup deleted");
        return null;
    }

    void disappear(Resource backup, World world) {
        OperationLogs.end(world, backup.region(), String.valueOf(backup.text("_log")), "success");
        remove(world, backup);
    }

    /** Removes a backup. Its replica stays, as a copy elsewhere should. */
    static void remove(World world, Resource backup) {
        count(world, backup, -1);
        Replications.forget(world, backup);
        world.store().remove(backup);
    }
}
