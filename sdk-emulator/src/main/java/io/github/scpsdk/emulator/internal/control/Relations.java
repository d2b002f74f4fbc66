// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which resources refer to which: by what they belong to, or by a field that holds the other's id. Two resources have one
 * relation at most.
 */
final class Relations {
    private final Map<String, List<Resource>> byId = new HashMap<>();
    private final Set<Set<Long>> pairs = new HashSet<>();
    private final ArrayNode relations = JsonNodeFactory.instance.arrayNode();

    Relations(List<Resource> resources) {
        resources.forEach(
                r -> byId.computeIfAbsent(r.id(), id -> new ArrayList<>()).add(r));
        resources.forEach(r -> refer(r, "belongs to", r.parent()));
        resources.forEach(r -> r.fields().properties().forEach(field -> look(r, field.getKey(), field.getValue())));
    }

    ArrayNode toJson() {
        return relations;
    }

    private void look(Resource from, String field, JsonNode value) {
        if (value.isTextual()) {
            refer(from, field, value.textValue());
        } else {
            value.forEach(inner -> look(from, field, inner));
        }
    }

    private void refer(Resource from, String how, @Nullable String id) {
        for (Resource to : byId.getOrDefault(id, List.of())) {
            if (to != from && pairs.add(Set.of(from.number(), to.number()))) {
                relations
                        .addObject()
                        .put("from", from.number())
                        .put("to", to.number())
                        .put("how", how);
            }
        }
    }
}
