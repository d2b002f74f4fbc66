// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.unitrends;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import org.jspecify.annotations.Nullable;

/** Appliances that this one asks to take replicas. They accept, unless the emulator was told that they reject. */
final class Targets {

    /** Tells that another appliance will reject. */
    static Resource willReject(Store store, String region, String host, String message) {
        Resource known = store.find(Appliance.ANSWER, region, host);
        Resource answer = known == null ? store.add(Appliance.ANSWER, region, host, null) : known;
        return answer.set("name", host).set("message", message);
    }

    @Nullable
    JsonNode create(RuleCall call) {
        String host = call.body().path("target").asText();
        boolean exists = Appliance.all(call, Appliance.TARGET).stream()
                .anyMatch(target -> target.is("host", host) && !target.is("status", "rejected"));
        if (exists) {
            throw call.refuse("target-exists", host);
        }
        if (call.has("storage_id")) {
            Appliance.require(
                    call, Appliance.STORAGE, call.body().path("storage_id").asText(), "storage-unknown");
        }
        Resource target = Appliance.add(call.store(), call.region(), Appliance.TARGET);
        String now = Appliance.time(call.now());
        target.set("target_id", Long.parseLong(target.id()))
                .set("host", host)
                .set("type", call.text("type"))
                .set("status", "pending")
                .set("message", "")
                .set("created", now)
                .set("updated", now)
                .set("last_poll", now)
                .set("is_suspended_by_source", false)
                .set("suspend_toggled", false);
        call.later(target, "target answered");
        return null;
    }

    void answer(Resource target, World world) {
        Resource rejection = Appliance.find(world, target, Appliance.ANSWER, String.valueOf(target.text("host")));
        String now = Appliance.time(world.now());
        target.set("status", rejection == null ? "accepted" : "rejected")
                .set("message", rejection == null ? "" : rejection.text("message"))
                .set("updated", now)
                .set("last_poll", now);
    }

    JsonNode list(RuleCall call) {
        Appliance.checkSystem(call);
        ArrayNode targets = RuleCall.list();
        Appliance.all(call, Appliance.TARGET).forEach(target -> targets.add(target.fields()));
        return RuleCall.object().set("targets", targets);
    }

    JsonNode connected(RuleCall call) {
        ArrayNode targets = RuleCall.list();
        for (Resource target : Appliance.all(call, Appliance.TARGET)) {
            if (target.is("status", "accepted")) {
                targets.addObject()
                        .put("target_id", target.number("target_id"))
                        .put("name", target.text("host"))
                        .put("type", target.text("type"))
                        .put("status", "available");
            }
        }
        return RuleCall.object().set("data", targets);
    }

    /** The target with an id, if it has accepted. */
    static Resource requireConnected(RuleCall call, String id) {
        Resource target = Appliance.require(call, Appliance.TARGET, id, "target-not-connected");
        if (!target.is("status", "accepted")) {
            throw call.refuse("target-not-connected", id);
        }
        return target;
    }
}
