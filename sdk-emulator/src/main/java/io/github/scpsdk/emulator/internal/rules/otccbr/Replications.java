// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.otccbr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replicas of backups in other regions. A replication starts a record at the backup, which is {@code replicating} until the
 * replica is available. A backup has one replica in a region.
 */
final class Replications {
    private static final String RECORDS = "replication_records";

    private final OperationLogs logs;
    private final List<String> regions;

    Replications(OperationLogs logs, List<String> regions) {
        this.logs = logs;
        this.regions = regions;
    }

    JsonNode replicate(RuleCall call) {
        JsonNode asked = call.body().path("replicate");
        Resource backup = Backups.require(call);
        Resource vault = destination(call, asked);
        Backups.requireAvailable(call, backup);
        if (backup.is("image_type", "replication") || !backup.is("resource_type", "OS::Nova::Server")) {
            throw call.refuse("not-replicable");
        }
        if (isReplicated(backup, asked)) {
            throw call.refuse(
                    "replicated-already", asked.path("destination_region").asText());
        }
        String record = start(call, backup, vault, asked);
        ObjectNode replication = common(call, backup.text("provider_id"), asked)
                .put("backup_id", backup.id())
                .put("replication_record_id", record);
        return RuleCall.object().set("replication", replication);
    }

    JsonNode replicateAll(RuleCall call) {
        JsonNode asked = call.body().path("replicate");
        Resource source =
                Projects.require(call, Projects.VAULT, asked.path("vault_id").asText(), "vault-unknown");
        Resource vault = destination(call, asked);
        List<Resource> due = call.store().children(Projects.BACKUP, source.region(), source.id()).stream()
                .filter(backup -> backup.is("status", "available"))
                .filter(backup -> backup.is("resource_type", "OS::Nova::Server"))
                .filter(backup -> backup.is("image_type", "backup") && !isReplicated(backup, asked))
                .toList();
        if (due.isEmpty()) {
            throw call.refuse("nothing-to-replicate");
        }
        ArrayNode backups = RuleCall.list();
        due.forEach(backup -> backups.addObject()
                .put("backup_id", backup.id())
                .put("replication_record_id", start(call, backup, vault, asked)));
        ObjectNode replication = common(call, source.text("provider_id"), asked).put("vault_id", source.id());
        return RuleCall.object().set("replication", replication.set("backups", backups));
    }

    private static ObjectNode common(RuleCall call, @Nullable String provider, JsonNode asked) {
        return RuleCall.object()
                .put("project_id", call.path("project_id"))
                .put("provider_id", provider)
                .put("source_region", call.region())
                .put(
                        "destination_project_id",
                        asked.path("destination_project_id").asText())
                .put("destination_region", asked.path("destination_region").asText())
                .put("destination_vault_id", asked.path("destination_vault_id").asText());
    }

    /** The vault that a replica goes to. */
    private Resource destination(RuleCall call, JsonNode asked) {
        String region = asked.path("destination_region").asText();
        if (region.equals(call.region()) || !regions.contains(region)) {
            throw call.refuse("destination-region", region);
        }
        String id = asked.path("destination_vault_id").asText();
        String project =
                Projects.in(region, asked.path("destination_project_id").asText());
        Resource vault = call.store().find(Projects.VAULT, project, id);
        if (vault == null) {
            throw call.refuse("vault-unknown", id);
        }
        if (!Backups.isForReplicas(vault)) {
            throw call.refuse("vault-of-backups");
        }
        return vault;
    }

    private static boolean isReplicated(Resource backup, JsonNode asked) {
        for (JsonNode record : backup.fields().path(RECORDS)) {
            if (record.path("destination_region").equals(asked.path("destination_region"))
                    && !record.path("status").asText().equals("fail")) {
                return true;
            }
        }
        return false;
    }

    /** Starts one replication; returns the id of its record. */
    private String start(RuleCall call, Resource backup, Resource vault, JsonNode asked) {
        Resource replica =
                call.store().add(Projects.BACKUP, vault.region(), call.ids().uuid(), vault.id());
        replica.fields().setAll(backup.fields().deepCopy());
        String now = Times.microsOffset(call.now());
        String id = call.ids().uuid();
        replica.set("id", replica.id())
                .set("name", asked.path("name").asText(backup.text("name")))
                .set("description", asked.path("description").asText(backup.text("description")))
                .set("checkpoint_id", call.ids().uuid())
                .set("vault_id", vault.id())
                .set("project_id", Projects.idOf(vault.region()))
                .set("image_type", "replication")
                .set("status", "protecting")
                .set("resource_az", (String) null)
                .set("created_at", now)
                .set("updated_at", now)
                .set("children", RuleCall.list())
                .set("_source", backup.id())
                .set("_source_project", backup.region())
                .set("_record", id);
        ObjectNode record = RuleCall.object()
                .put("id", id)
                .put("status", "replicating")
                .put("created_at", now)
                .put("source_backup_id", backup.id())
                .put("source_checkpoint_id", backup.text("checkpoint_id"))
                .put("source_project_id", Projects.idOf(backup.region()))
                .put("source_region", Projects.regionOf(backup.region()))
                .put("destination_backup_id", replica.id())
                .put("destination_checkpoint_id", replica.text("checkpoint_id"))
                .put("destination_project_id", Projects.idOf(vault.region()))
                .put("destination_region", Projects.regionOf(vault.region()))
                .put("destination_vault_id", vault.id());
        record.putObject("extra_info").put("progress", 0).put("auto_trigger", false);
        ArrayNode records = backup.fields().path(RECORDS).deepCopy();
        backup.set(RECORDS, records.add(record));
        replica.set(RECORDS, RuleCall.list().add(record));
        ObjectNode info = RuleCall.object();
        ObjectNode told = info.putObject("replication");
        record.properties().forEach(field -> {
            if (field.getKey().startsWith("source_") || field.getKey().startsWith("destination_")) {
                told.set(field.getKey(), field.getValue());
            }
        });
        told.put("source_backup_name", backup.text("name")).put("destination_backup_name", replica.text("name"));
        Resource of = Projects.require(call, Projects.VAULT, backup.parent(), "vault-unknown");
        replica.set("_log", logs.start(call, "replication", of, info));
        call.later(replica, "replica arrived");
        return id;
    }

    void arrive(Resource replica, World world) {
        replica.set("status", "available").set("updated_at", Times.microsOffset(world.now()));
        replica.set(RECORDS, changed(replica, String.valueOf(replica.text("_record")), "success"));
        Backups.count(world, replica, 1);
        Resource source = source(world, replica);
        if (source != null) {
            source.set(RECORDS, changed(source, String.valueOf(replica.text("_record")), "success"));
        }
        OperationLogs.end(
                world,
                String.valueOf(replica.text("_source_project")),
                String.valueOf(replica.text("_log")),
                "success");
    }

    /** A replica that is gone before it arrived is a failure; one that is gone later can be made again. */
    static void forget(World world, Resource replica) {
        if (replica.text("_source") == null) {
            return;
        }
        boolean isUnderWay = replica.is("status", "protecting");
        if (isUnderWay) {
            String project = String.valueOf(replica.text("_source_project"));
            OperationLogs.end(world, project, String.valueOf(replica.text("_log")), "failed");
        }
        Resource source = source(world, replica);
        if (source != null) {
            String status = isUnderWay ? "fail" : "";
            source.set(RECORDS, changed(source, String.valueOf(replica.text("_record")), status));
        }
    }

    private static @Nullable Resource source(World world, Resource replica) {
        String project = String.valueOf(replica.text("_source_project"));
        return world.store().find(Projects.BACKUP, project, replica.text("_source"));
    }

    /** The records with another status of one of them; without it when the status is empty. */
    private static ArrayNode changed(Resource backup, String record, String status) {
        ArrayNode records = RuleCall.list();
        for (JsonNode one : backup.fields().path(RECORDS)) {
            if (!one.path("id").asText().equals(record)) {
                records.add(one);
            } else if (!status.isEmpty()) {
                ObjectNode changed = one.deepCopy();
                changed.put("status", status).withObjectProperty("extra_info").put("progress", 100);
                records.add(changed);
            }
        }
        return records;
    }

    JsonNode capabilities(RuleCall call) {
        ArrayNode all = RuleCall.list();
        for (String region : regions) {
            ArrayNode others = all.addObject().put("name", region).putArray("replication_destinations");
            regions.stream().filter(other -> !other.equals(region)).forEach(others::add);
        }
        return RuleCall.object().set("regions", all);
    }
}
