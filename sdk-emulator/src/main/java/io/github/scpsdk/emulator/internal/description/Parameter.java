// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path or query parameter of an operation.
 *
 * @param name     as on the wire
 * @param required always so in a path
 * @param schema   of its value
 * @param byDefault what its absence means, null when nothing is said
 */
public record Parameter(
        String name,
        boolean required,
        Schema schema,
        @Nullable JsonNode byDefault) {

    void check(String at, List<String> values, RequestViolations violations) {
        if (schema.takesLists()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            values.forEach(list::add);
            schema.check(at, list, violations);
        } else if (values.size() > 1) {
            violations.extra(at, "Parameter is given " + values.size() + " times");
            schema.check(at, schema.read(values.get(values.size() - 1)), violations);
        } else {
            schema.check(at, schema.read(values.get(0)), violations);
        }
    }
}
