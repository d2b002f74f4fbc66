// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state as JSON: each resource with its fields and with what is still to happen to it. */
final class StateJson {
    static final int FORMAT = 1;

    private StateJson() {}

    static ObjectNode of(Resource resource) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", resource.kind().toString())
                .put("region", resource.region())
                .put("id", resource.id())
                .put("parent", resource.parent())
                .put("number", resource.number())
                .put("createdAt", resource.createdAt().toString());
        json.set("fields", resource.fields().deepCopy());
        ArrayNode pending = json.putArray("pending");
        resource.pending()
                .forEach(event -> pending.addObject()
                        .put("event", event.name())
                        .put("due", event.due().toString())
                        .put("number", event.number()));
        return json;
    }

    /** A resource that is in no table yet. */
    static Resource read(Store store, JsonNode json) {
        Resource resource = new Resource(
                store,
                Kind.parse(text(json, "kind")),
                text(json, "region"),
                text(json, "id"),
                json.path("parent").textValue(),
                json.path("number").longValue(),
                Instant.parse(text(json, "createdAt")));
        if (json.path("fields") instanceof ObjectNode fields) {
            resource.fields().setAll(fields);
        }
        for (JsonNode event : json.path("pending")) {
            resource.pending()
                    .add(new Event(
                            resource,
                            text(event, "event"),
                            Instant.parse(text(event, "due")),
                            event.path("number").longValue()));
        }
        return resource;
    }

    private static String text(JsonNode json, String field) {
        @Nullable String text = json.path(field).textValue();
        if (text == null) {
            throw new IllegalArgumentException(
                    "The state is not one of this emulator: a resource has no " + field + ".");
        }
        return text;
    }
}
