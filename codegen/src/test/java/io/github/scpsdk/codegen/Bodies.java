// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.codegen.Documents.Operation;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** Which documented bodies an operation has, and of which schema each is. */
final class Bodies {

    private Bodies() {}

    /** The schemas of the bodies that an operation's examples show, by file name. */
    static Map<String, String> of(Operation operation) {
        Map<String, String> bodies = new TreeMap<>();
        String request = operation.bodySchema("requestBody");
        if (request != null) {
            bodies.put("request.json", request);
        }
        operation.tree().get("responses").fieldNames().forEachRemaining(status -> {
            String response = operation.bodySchema("responses/" + status);
            if (response != null) {
                bodies.put("response-" + status + ".json", response);
            }
        });
        // of two successes the guide shows one; the count of all bodies makes sure that nothing else is missing
        bodies.keySet().removeIf(file -> !Files.exists(operation.examples().resolve(file)));
        return bodies;
    }

    /** The component that a property or its elements point to; null if they are something else. */
    static String nested(JsonNode property) {
        JsonNode meant = property.has("items") ? property.get("items") : property;
        JsonNode reference = meant.has("anyOf") ? meant.get("anyOf").get(0).get("$ref") : meant.get("$ref");
        return reference == null ? null : Documents.nameIn(reference);
    }
}
