// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.unitrends;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import org.jspecify.annotations.Nullable;

/**
 * Other appliances that ask to replicate to this one. A request waits until it is accepted, which makes a system of the
 * source, or rejected.
 */
final class Sources {

    /** Another appliance asks. */
    static Resource ask(Store store, String region, String host, String assetTag) {
        Appliance.makeSureOfItself(store, region);
        Resource request = Appliance.add(store, region, Appliance.REQUEST);
        String now = Appliance.time(store.now());
        return request.set("request_id", Long.parseLong(request.id()))
                .set("host", host)
                .set("asset_tag", assetTag)
                .set("status", "pending")
                .set("message", "")
                .set("created", now)
                .set("updated", now);
    }

    JsonNode systems(RuleCall call) {
        Appliance.checkSystem(call);
        String sid = call.query("sid");
        ArrayNode appliances = RuleCall.list();
        for (Resource system : Appliance.all(call, Appliance.SYSTEM)) {
            if (sid == null || sid.equals(system.id())) {
                appliances.add(system.fields());
            }
        }
        for (Resource request : Appliance.all(call, Appliance.REQUEST)) {
            boolean isShown = (request.is("status", "pending") && isAsked(call, "include_pending"))
                    || (request.is("status", "rejected") && isAsked(call, "include_rejected"));
            if (isShown && sid == null) {
                appliances.add(asSystem(request));
            }
        }
        return RuleCall.object().set("appliance", appliances);
    }

    private static ObjectNode asSystem(Resource request) {
        return request.fields()
                .deepCopy()
                .put("id", -request.number("request_id"))
                .put("is_pending", true)
                .put("name", request.text("host"))
                .put("role", "Pending Replication Source");
    }

    private static boolean isAsked(RuleCall call, String parameter) {
        return "1".equals(call.query(parameter));
    }

    JsonNode pending(RuleCall call) {
        ArrayNode pending = RuleCall.list();
        for (Resource request : Appliance.all(call, Appliance.REQUEST)) {
            if (request.is("status", "pending")
                    || (request.is("status", "rejected") && isAsked(call, "include_rejected"))) {
                pending.add(request.fields());
            }
        }
        return RuleCall.object().set("pending", pending);
    }

    @Nullable
    JsonNode resolve(RuleCall call) {
        JsonNode asked = call.body();
        String id = asked.path("request_id").asText();
        Resource request = Appliance.require(call, Appliance.REQUEST, id, "request-unknown");
        if (!request.is("status", "pending")) {
            throw call.refuse("request-unknown", id);
        }
        Resource storage = call.has("storage_id")
                ? Appliance.require(
                        call, Appliance.STORAGE, asked.path("storage_id").asText(), "storage-unknown")
                : Appliance.require(call, Appliance.STORAGE, "1", "storage-unknown");
        boolean accepted = asked.path("accept").booleanValue();
        request.set("status", accepted ? "accepted" : "rejected")
                .set("message", asked.path("message").asText())
                .set("updated", Appliance.time(call.now()));
        if (accepted) {
            Resource system = Appliance.add(call.store(), call.region(), Appliance.SYSTEM);
            long number = Long.parseLong(system.id());
            request.set("system_id", number);
            system.set("id", number)
                    .set("name", request.text("host"))
                    .set("host", request.text("host"))
                    .set("asset_tag", request.text("asset_tag"))
                    .set("role", "Non-Managed Replication Source")
                    .set("version", "10.8")
                    .set("status", "accepted")
                    .set("registered_assets", 0)
                    .set("replicating", true)
                    .set("archiving", false)
                    .set("local", false)
                    .set("storage_name", storage.text("name"))
                    .set("created", Appliance.time(call.now()))
                    .set("updated", Appliance.time(call.now()));
        }
        return null;
    }

    @Nullable
    JsonNode setStorage(RuleCall call) {
        Resource source = requireSource(call, String.valueOf(call.query("sid")));
        Resource storage = Appliance.require(
                call, Appliance.STORAGE, call.body().path("storage_id").asText(), "storage-unknown");
        source.set("storage_name", storage.text("name")).set("updated", Appliance.time(call.now()));
        return null;
    }

    @Nullable
    JsonNode suspend(RuleCall call) {
        return setStatus(call, "suspended");
    }

    @Nullable
    JsonNode resume(RuleCall call) {
        return setStatus(call, "accepted");
    }

    private static @Nullable JsonNode setStatus(RuleCall call, String status) {
        Appliance.checkSystem(call);
        requireSource(call, call.body().path("source_id").asText())
                .set("status", status)
                .set("replicating", status.equals("accepted"))
                .set("updated", Appliance.time(call.now()));
        return null;
    }

    private static Resource requireSource(RuleCall call, String id) {
        Resource source = Appliance.require(call, Appliance.SYSTEM, id, "source-unknown");
        if (source.isTrue("local")) {
            throw call.refuse("source-unknown", id);
        }
        return source;
    }

    JsonNode storage(RuleCall call) {
        Appliance.checkSystem(call);
        String usage = call.query("usage");
        String sid = call.query("sid");
        ArrayNode list = RuleCall.list();
        for (Resource storage : Appliance.all(call, Appliance.STORAGE)) {
            if ((usage == null || storage.is("usage", usage))
                    && (sid == null || sid.equals(String.valueOf(storage.number("sid"))))) {
                list.add(storage.fields());
            }
        }
        return RuleCall.object().set("storage", list);
    }
}
