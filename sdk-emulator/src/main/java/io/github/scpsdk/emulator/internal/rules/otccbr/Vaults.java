// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.otccbr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Vaults, and what they protect. A resource is in one vault for backups at most. */
final class Vaults {
    private static final int GB_OF_A_RESOURCE = 40;
    private static final Map<String, String> TYPES =
            Map.of("server", "OS::Nova::Server", "disk", "OS::Cinder::Volume", "turbo", "OS::Sfs::Turbo");
    private static final Map<String, String> PROVIDERS = Map.of(
            "server", "0daac4c5-6707-4851-97ba-169e36266b66",
            "disk", "d1603440-187d-4516-af25-121250c7cc97",
            "turbo", Ids.uuidOf("turbo"));

    private final OperationLogs logs;
    private final Policies policies;

    Vaults(OperationLogs logs, Policies policies) {
        this.logs = logs;
        this.policies = policies;
    }

    JsonNode create(RuleCall call) {
        JsonNode asked = call.body().path("vault");
        JsonNode billing = asked.path("billing");
        String policy = asked.path("backup_policy_id").textValue();
        Resource applied = policy == null ? null : policies.require(call, policy);
        ArrayNode resources = RuleCall.list();
        asked.path("resources").forEach(resource -> resources.add(protect(call, billing, resource)));
        Resource vault = add(call.store(), Projects.of(call), call.ids().uuid(), asked, resources);
        if (applied != null) {
            policies.apply(vault, applied);
        }
        return RuleCall.object().set("vault", vault.fields());
    }

    /**
     * A new vault.
     *
     * @param asked     as in the body of a create
     * @param resources what it protects
     */
    static Resource add(Store store, String project, String id, JsonNode asked, ArrayNode resources) {
        JsonNode billing = asked.path("billing");
        Resource vault = store.add(Projects.VAULT, project, id, null);
        String object = billing.path("object_type").asText();
        ObjectNode known = billing.deepCopy();
        known.put("allocated", 0)
                .put("used", 0)
                .put("cloud_type", "public")
                .put("charging_mode", "post_paid")
                .put("spec_code", "vault.backup." + object + ".normal")
                .put("status", "available")
                .put("storage_unit", "");
        vault.set("id", vault.id())
                .set("name", asked.path("name").asText())
                .set("description", asked.path("description").asText())
                .set("project_id", Projects.idOf(project))
                .set("provider_id", PROVIDERS.getOrDefault(object, ""))
                .set("billing", known)
                .set("resources", resources)
                .set("auto_bind", asked.path("auto_bind").asBoolean())
                .set("auto_expand", false)
                .set("user_id", Ids.uuidOf("user").replace("-", ""))
                .set("created_at", Times.microsOffset(store.now()))
                .set("locked", asked.path("locked").asBoolean());
        for (String optional : Set.of("tags", "bind_rules")) {
            if (asked.has(optional)) {
                vault.set(optional, asked.get(optional));
            }
        }
        return vault;
    }

    private static ObjectNode protect(RuleCall call, JsonNode billing, JsonNode resource) {
        String type = TYPES.get(billing.path("object_type").asText());
        if (!resource.path("type").asText().equals(type)) {
            throw call.refuse("resource-of-another-type", String.valueOf(type));
        }
        if (billing.path("protect_type").asText().equals("replication")) {
            throw call.refuse("vault-of-replicas");
        }
        String id = resource.path("id").asText();
        boolean isTaken = Projects.all(call, Projects.VAULT).stream().anyMatch(vault -> has(vault, id));
        if (isTaken) {
            throw call.refuse("resource-protected", id);
        }
        return RuleCall.object()
                .put("id", id)
                .put("type", type)
                .put("name", resource.path("name").asText("resource-" + id.substring(0, Math.min(8, id.length()))))
                .put("protect_status", "available")
                .put("size", GB_OF_A_RESOURCE)
                .put("backup_size", 0)
                .put("backup_count", 0)
                .set("extra_info", resource.path("extra_info").isObject() ? resource.get("extra_info") : null);
    }

    private static boolean has(Resource vault, String resource) {
        for (JsonNode one : vault.fields().path("resources")) {
            if (one.path("id").asText().equals(resource)) {
                return true;
            }
        }
        return false;
    }

    JsonNode list(RuleCall call) {
        String resource = call.query("resource_ids");
        String policy = call.query("policy_id");
        return call.list(Projects.all(call, Projects.VAULT))
                .exact("id")
                .exact("name")
                .where(vault -> isBilled(call, vault, "cloud_type"))
                .where(vault -> isBilled(call, vault, "object_type"))
                .where(vault -> isBilled(call, vault, "protect_type"))
                .where(vault -> isBilled(call, vault, "status"))
                .where(vault -> resource == null || has(vault, resource))
                .where(vault ->
                        policy == null || vault.is("_policy_backup", policy) || vault.is("_policy_replication", policy))
                .byDefault(1000)
                .page("vaults");
    }

    private static boolean isBilled(RuleCall call, Resource vault, String field) {
        String asked = call.query(field);
        return asked == null
                || asked.equals(vault.fields().path("billing").path(field).asText());
    }

    JsonNode show(RuleCall call) {
        return RuleCall.object().set("vault", require(call).fields());
    }

    private static Resource require(RuleCall call) {
        return Projects.require(call, Projects.VAULT, call.path("vault_id"), "vault-unknown");
    }

    @Nullable
    JsonNode delete(RuleCall call) {
        Resource vault = require(call);
        if (vault.isTrue("locked")) {
            throw call.refuse("vault-locked");
        }
        ObjectNode billing = vault.fields().path("billing").deepCopy();
        vault.set("billing", billing.put("status", "deleting"));
        ObjectNode info = RuleCall.object();
        info.putObject("vault_delete")
                .put("fail_count", 0)
                .put(
                        "total_count",
                        call.store()
                                .children(Projects.BACKUP, vault.region(), vault.id())
                                .size());
        vault.set("_log", logs.start(call, "vault_delete", vault, info));
        call.later(vault, "vault deleted");
        return null;
    }

    void disappear(Resource vault, World world) {
        List.copyOf(world.store().children(Projects.BACKUP, vault.region(), vault.id()))
                .forEach(backup -> Backups.remove(world, backup));
        List.copyOf(world.store().children(Projects.CHECKPOINT, vault.region(), vault.id()))
                .forEach(world.store()::remove);
        OperationLogs.end(world, vault.region(), String.valueOf(vault.text("_log")), "success");
        world.store().remove(vault);
    }

    JsonNode addResources(RuleCall call) {
        Resource vault = require(call);
        ArrayNode all = vault.fields().path("resources").deepCopy();
        ArrayNode added = RuleCall.list();
        for (JsonNode resource : call.body().path("resources")) {
            all.add(protect(call, vault.fields().path("billing"), resource));
            added.add(resource.path("id").asText());
        }
        vault.set("resources", all);
        return RuleCall.object().set("add_resource_ids", added);
    }

    JsonNode removeResources(RuleCall call) {
        Resource vault = require(call);
        Set<String> gone = new HashSet<>();
        call.body().path("resource_ids").forEach(id -> gone.add(id.asText()));
        for (String id : gone) {
            if (!has(vault, id)) {
                throw call.refuse("resource-not-protected", id);
            }
        }
        ArrayNode left = RuleCall.list();
        ObjectNode info = RuleCall.object();
        ArrayNode removed = info.putObject("remove_resources")
                .put("fail_count", 0)
                .put("total_count", gone.size())
                .putArray("resources");
        for (JsonNode resource : vault.fields().path("resources")) {
            if (!gone.contains(resource.path("id").asText())) {
                left.add(resource);
                continue;
            }
            removed.addObject()
                    .put("id", resource.path("id").asText())
                    .put("name", resource.path("name").asText())
                    .put("type", resource.path("type").asText());
        }
        vault.set("resources", left);
        List.copyOf(call.store().children(Projects.BACKUP, vault.region(), vault.id())).stream()
                .filter(backup -> gone.contains(String.valueOf(backup.text("resource_id"))))
                .forEach(backup -> Backups.remove(call.world(), backup));
        OperationLogs.end(call.world(), vault.region(), logs.start(call, "remove_resource", vault, info), "success");
        return RuleCall.object().set("remove_resource_ids", call.body().path("resource_ids"));
    }
}
