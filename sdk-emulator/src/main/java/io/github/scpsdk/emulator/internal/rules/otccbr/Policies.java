// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.otccbr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schedules for backups or replicas. They are kept and checked; nothing runs by itself. A vault has one of each type. */
final class Policies {
    private static final String OF_VAULT = "_policy_";

    JsonNode create(RuleCall call) {
        JsonNode asked = call.body().path("policy");
        JsonNode definition = asked.path("operation_definition");
        if (isSet(definition, "max_backups") && isSet(definition, "retention_duration_days")) {
            throw call.invalid("body.policy.operation_definition", "max_backups excludes retention_duration_days");
        }
        if (asked.path("operation_type").asText().equals("replication")
                && (!definition.has("destination_region") || !definition.has("destination_project_id"))) {
            throw call.invalid("body.policy.operation_definition", "A replication needs a destination");
        }
        ObjectNode properties = asked.path("trigger").path("properties").deepCopy();
        properties.put("start_time", Times.microsOffset(call.now()));
        JsonNode trigger = RuleCall.object()
                .put("id", call.ids().uuid())
                .put("name", "default")
                .put("type", "time")
                .set("properties", properties);
        Resource policy =
                call.store().add(Projects.POLICY, Projects.of(call), call.ids().uuid(), null);
        policy.set("id", policy.id())
                .set("name", asked.path("name").asText())
                .set("enabled", asked.path("enabled").asBoolean(true))
                .set("operation_type", asked.path("operation_type").asText())
                .set("operation_definition", definition)
                .set("trigger", trigger);
        return RuleCall.object().set("policy", view(call, policy));
    }

    private static boolean isSet(JsonNode definition, String field) {
        return definition.path(field).asInt(-1) != -1;
    }

    JsonNode list(RuleCall call) {
        String vault = call.query("vault_id");
        Resource of = vault == null ? null : call.store().find(Projects.VAULT, Projects.of(call), vault);
        return call.list(Projects.all(call, Projects.POLICY))
                .exact("operation_type")
                .where(policy -> vault == null || (of != null && isOn(of, policy)))
                .page("policies", policy -> view(call, policy));
    }

    @Nullable
    JsonNode delete(RuleCall call) {
        Resource policy = require(call, call.path("policy_id"));
        vaultsOf(call, policy).forEach(vault -> vault.set(field(policy), (String) null));
        call.store().remove(policy);
        return null;
    }

    JsonNode associate(RuleCall call) {
        Resource vault = Projects.require(call, Projects.VAULT, call.path("vault_id"), "vault-unknown");
        Resource policy = require(call, call.text("policy_id"));
        apply(vault, policy);
        return RuleCall.object().set("associate_policy", pair(vault, policy));
    }

    JsonNode dissociate(RuleCall call) {
        Resource vault = Projects.require(call, Projects.VAULT, call.path("vault_id"), "vault-unknown");
        Resource policy = require(call, call.text("policy_id"));
        if (isOn(vault, policy)) {
            vault.set(field(policy), (String) null);
        }
        return RuleCall.object().set("dissociate_policy", pair(vault, policy));
    }

    Resource require(RuleCall call, @Nullable String id) {
        return Projects.require(call, Projects.POLICY, id, "policy-unknown");
    }

    void apply(Resource vault, Resource policy) {
        vault.set(field(policy), policy.id());
    }

    private static String field(Resource policy) {
        return OF_VAULT + policy.text("operation_type");
    }

    private static boolean isOn(Resource vault, Resource policy) {
        return policy.id().equals(vault.text(field(policy)));
    }

    private static List<Resource> vaultsOf(RuleCall call, Resource policy) {
        return Projects.all(call, Projects.VAULT).stream()
                .filter(vault -> isOn(vault, policy))
                .toList();
    }

    private static JsonNode pair(Resource vault, Resource policy) {
        return RuleCall.object().put("vault_id", vault.id()).put("policy_id", policy.id());
    }

    private static ObjectNode view(RuleCall call, Resource policy) {
        ObjectNode view = policy.fields().deepCopy();
        ArrayNode vaults = view.putArray("associated_vaults");
        vaultsOf(call, policy).forEach(vault -> vaults.addObject().put("vault_id", vault.id()));
        return view;
    }
}
