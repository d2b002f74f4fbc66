// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.parallelfilestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;

/** Which nodes may mount a volume. */
final class AccessRules {
    static final Kind KIND = new Kind("parallel-filestorage", "access-rule");

    private AccessRules() {}

    static JsonNode set(RuleCall call) {
        Resource volume = Volumes.requireAvailable(call, call.path("volume_id"));
        JsonNode removals = call.body().path("remove_access_rules");
        JsonNode additions = call.body().path("add_access_rules");
        for (JsonNode removal : removals) {
            call.require(KIND, id(volume, removal), "access-rule-unknown");
        }
        for (JsonNode addition : additions) {
            if (call.world().registry().server(call.region(), node(addition), "GPU_NODE") == null) {
                throw call.refuse("server-unknown", node(addition));
            }
        }
        removals.forEach(removal -> remove(call, id(volume, removal)));
        additions.forEach(addition -> add(call, volume, addition));
        return RuleCall.object()
                .put("volume_id", volume.id())
                .<ObjectNode>set("remove_access_rules", removals)
                .set("add_access_rules", additions);
    }

    private static void remove(RuleCall call, String id) {
        Resource rule = call.store().find(KIND, call.region(), id);
        if (rule != null) { // else the request names it twice
            call.store().remove(rule);
        }
    }

    private static void add(RuleCall call, Resource volume, JsonNode addition) {
        String id = id(volume, addition);
        if (call.store().find(KIND, call.region(), id) == null) {
            call.store()
                    .add(KIND, call.region(), id, volume.id())
                    .set("object_id", node(addition))
                    .set("object_type", "GPU_NODE");
        }
    }

    static JsonNode list(RuleCall call) {
        Resource volume = call.require(Volumes.KIND, call.path("volume_id"), "volume-unknown");
        return call.list(Volumes.children(call, volume, KIND))
                .page("access_rules", rule -> view(call, rule))
                .put("volume_id", volume.id());
    }

    private static ObjectNode view(RuleCall call, Resource rule) {
        String node = String.valueOf(rule.text("object_id"));
        ObjectNode server = call.world().registry().server(call.region(), node, "GPU_NODE");
        ObjectNode view = rule.fields()
                .deepCopy()
                .put("object_name", server == null ? node : server.path("name").asText())
                .put(
                        "object_state",
                        server == null ? "UNKNOWN" : server.path("state").asText())
                .put("access_state", "all");
        view.putArray("access_ip_list")
                .addObject()
                .put("access_ip", server == null ? "" : server.path("ip").asText())
                .put("access_ip_state", "active");
        return view;
    }

    private static String node(JsonNode rule) {
        return rule.path("object_id").asText();
    }

    private static String id(Resource volume, JsonNode rule) {
        return volume.id() + "/" + node(rule);
    }
}
