// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.filestorage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;

/** Which servers and endpoints may mount a volume. A server has at most one rule for a volume. */
final class AccessRules {
    static final Kind KIND = new Kind("filestorage", "access-rule");

    private AccessRules() {}

    static JsonNode set(RuleCall call) {
        Resource volume = Volumes.requireAvailable(call, call.path("volume_id"));
        String object = String.valueOf(call.text("object_id"));
        String type = String.valueOf(call.text("object_type"));
        String id = volume.id() + "/" + object;
        Resource rule = call.store().find(KIND, call.region(), id);
        if ("remove".equals(call.text("action"))) {
            if (rule == null) {
                throw call.refuse("access-rule-unknown", object);
            }
            call.store().remove(rule);
        } else {
            if (call.world().registry().server(call.region(), object, type) == null) {
                throw call.refuse("server-unknown", object);
            }
            Resource added = rule == null ? call.store().add(KIND, call.region(), id, volume.id()) : rule;
            added.set("object_id", object).set("object_type", type).set("access_rule_state", "active");
        }
        return RuleCall.object()
                .put("volume_id", volume.id())
                .put("object_type", type)
                .put("object_id", object)
                .put("action", call.text("action"));
    }

    static JsonNode list(RuleCall call) {
        Resource volume = call.require(Volumes.KIND, call.path("volume_id"), "volume-unknown");
        return call.list(call.store().children(KIND, call.region(), volume.id()))
                .page("access_rules")
                .put("volume_id", volume.id());
    }
}
