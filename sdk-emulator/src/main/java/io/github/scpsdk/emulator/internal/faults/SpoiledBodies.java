// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.description.Json;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Bodies that a client does not hope for. */
final class SpoiledBodies {
    private static final Pattern OF_A_SET =
            Pattern.compile("(.*_)?(state|status|policy|purpose|type|type_name|frequency|category|protocol)");

    private SpoiledBodies() {}

    /** Half of the body. */
    static Response malformed(Response response) {
        return with(response, response.body().substring(0, response.body().length() / 2));
    }

    /** Numbers are texts, texts are numbers, lists of texts are objects. */
    static Response wrongTypes(Response response) {
        return changed(response, (name, value) -> {
            if (value.isNumber()) {
                return TextNode.valueOf("many");
            }
            return value.isArray() ? JsonNodeFactory.instance.objectNode() : IntNode.valueOf(7);
        });
    }

    /** States, types and the like have values that nobody has heard of. */
    static Response unknownValues(Response response) {
        return changed(
                response,
                (name, value) -> value.isTextual() && OF_A_SET.matcher(name).matches()
                        ? TextNode.valueOf("NEVER_HEARD_OF")
                        : value);
    }

    private static Response changed(Response response, BiFunction<String, JsonNode, JsonNode> change) {
        if (response.body().isEmpty()) {
            return response;
        }
        try {
            return with(
                    response,
                    change(Json.MAPPER.readTree(response.body()), change).toString());
        } catch (JsonProcessingException e) {
            return response; // a responder's own
        }
    }

    /** Objects and the objects in lists are walked through; other values are changed. */
    private static JsonNode change(JsonNode node, BiFunction<String, JsonNode, JsonNode> change) {
        if (node instanceof ObjectNode object) {
            ObjectNode changed = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> {
                JsonNode value = field.getValue();
                boolean inside =
                        value.isObject() || (value.isArray() && value.path(0).isObject());
                changed.set(field.getKey(), inside ? change(value, change) : change.apply(field.getKey(), value));
            });
            return changed;
        }
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        node.forEach(item -> changed.add(change(item, change)));
        return changed;
    }

    private static Response with(Response response, String body) {
        return new Response(response.status(), response.headers(), body);
    }

    /** A page of the edge. */
    static Response blocked() {
        return new Response(
                417,
                Map.of("Content-Type", "text/html"),
                "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected.</body></html>");
    }
}
