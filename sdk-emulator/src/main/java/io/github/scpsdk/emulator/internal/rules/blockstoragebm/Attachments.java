// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.List;

/** The servers that a volume is attached to. */
final class Attachments {
    static final String FIELD = "attachments";

    private static final int LIMIT = 8;

    private Attachments() {}

    static JsonNode of(Resource volume) {
        return volume.fields().path(FIELD);
    }

    /** What a list says of the servers: id and name. */
    static ArrayNode namesOf(Resource volume) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        of(volume).forEach(server -> {
            ObjectNode name = names.addObject();
            name.set("id", server.path("id"));
            name.set("name", server.path("name"));
        });
        return names;
    }

    /** Whether a volume is attached to a server whose name contains a text. */
    static boolean has(Resource volume, String serverName) {
        return of(volume).findValuesAsText("name").stream().anyMatch(name -> name.contains(serverName));
    }

    static ArrayNode ofNewVolume(RuleCall call) {
        Shapes.ids(call, FIELD, server -> server.path("object_id"), LIMIT);
        return servers(call);
    }

    static JsonNode attach(RuleCall call) {
        Shapes.ids(call, FIELD, server -> server.path("object_id"), LIMIT);
        Resource volume = Volumes.require(call, call.path("volume_id"));
        ArrayNode added = servers(call);
        Volumes.usable(call, volume);
        List<String> attached = of(volume).findValuesAsText("id");
        for (JsonNode server : added) {
            if (attached.contains(server.path("id").textValue())) {
                throw call.refuse("server-attached", server.path("id").textValue());
            }
        }
        if (attached.size() + added.size() > LIMIT) {
            throw call.refuse("too-many-attachments", String.valueOf(LIMIT));
        }
        return change(
                call, volume, "ATTACHING", of(volume).<ArrayNode>deepCopy().addAll(added));
    }

    static JsonNode detach(RuleCall call) {
        List<String> ids = Shapes.ids(call, FIELD, id -> id, LIMIT);
        Resource volume = Volumes.requireUsable(call);
        List<String> attached = of(volume).findValuesAsText("id");
        for (String id : ids) {
            if (!attached.contains(id)) {
                throw call.refuse("server-not-attached", id);
            }
        }
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        of(volume).forEach(server -> {
            if (!ids.contains(server.path("id").textValue())) {
                left.add(server);
            }
        });
        return change(call, volume, "DETACHING", left);
    }

    /** The servers in the body, as volumes show them; all have to exist. */
    private static ArrayNode servers(RuleCall call) {
        ArrayNode servers = JsonNodeFactory.instance.arrayNode();
        for (JsonNode sent : call.body().path(FIELD)) {
            String id = sent.path("object_id").asText();
            String type = sent.path("object_type").asText("BM");
            ObjectNode known = call.world().registry().server(call.region(), id, type);
            if (known == null) {
                throw call.refuse("server-unknown", id);
            }
            servers.addObject()
                    .put("id", id)
                    .put("type", type)
                    .put("name", known.path("name").asText())
                    .put("state", known.path("state").asText())
                    .put("image_name", known.path("os").asText())
                    .put("srn", StorageNames.srn(call.world(), call.region(), "baremetal:baremetal/" + id));
        }
        return servers;
    }

    /** The response has the servers, and before 1.2 the whole volume. */
    private static JsonNode change(RuleCall call, Resource volume, String via, ArrayNode servers) {
        Lifecycle.move(call.world(), volume, via);
        Volumes.becomeUsable(volume.set(FIELD, servers), call.world());
        ObjectNode body = Volumes.result(call, volume);
        ArrayNode list = body.putArray(FIELD);
        servers.forEach(server -> list.addObject()
                .put("object_id", server.path("id").textValue())
                .put("object_type", server.path("type").textValue()));
        return body;
    }
}
