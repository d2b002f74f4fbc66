// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Where documented responses break their own schema: as listed in {@code api/examples/deviations.yaml}, and as met. */
final class Deviations {

    private static final JsonNode LISTED = read();

    private Deviations() {}

    private static JsonNode read() {
        try {
            return new YAMLMapper()
                    .readTree(Path.of("../api/examples/deviations.yaml").toFile())
                    .get("deviations");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the fields at which the documented response of this call is listed, where reading it cannot keep what stands there. */
    static Set<String> listed(DocumentedCall call) {
        Set<String> fields = new TreeSet<>();
        for (JsonNode deviation : LISTED) {
            for (JsonNode example : deviation.get("examples")) {
                if (example.textValue().startsWith(call + "/response-") && !isKept(deviation)) {
                    fields.add(deviation.get("field").textValue());
                }
            }
        }
        return fields;
    }

    /** A free-form object keeps whatever came instead of one. */
    private static boolean isKept(JsonNode deviation) {
        return deviation.get("kind").textValue().endsWith("for an object");
    }

    /** Names of the fields that differ: in a free-form field to the letter, elsewhere as {@link Json#normal} sees it. */
    static Set<String> between(JsonNode documented, JsonNode read) {
        Set<String> fields = new TreeSet<>();
        compare("", Json.normal(documented), Json.normal(read), fields);
        return fields;
    }

    private static void compare(String field, JsonNode documented, JsonNode read, Set<String> fields) {
        if (documented.isObject() && read.isObject()) {
            Set<String> names = new TreeSet<>();
            documented.fieldNames().forEachRemaining(names::add);
            read.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(name, documented.path(name), read.path(name), fields));
        } else if (documented.isArray() && read.isArray() && documented.size() == read.size()) {
            for (int i = 0; i < documented.size(); i++) {
                compare(field, documented.get(i), read.get(i), fields);
            }
        } else if (!documented.equals(read)) {
            fields.add(field);
        }
    }
}
