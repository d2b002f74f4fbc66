// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A value to send for each parameter of an operation: its documented example, else one that fits its type. Input only: nothing is expected of it. */
final class ParameterValues {

    private static final Map<String, JsonNode> DOCUMENTS = new ConcurrentHashMap<>();

    private ParameterValues() {}

    /** By wire name, in documented order. */
    static Map<String, String> of(DocumentedCall call, String in) {
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonNode item : operation(call).path("parameters")) {
            if (item.get("in").textValue().equals(in)) {
                values.put(item.get("name").textValue(), value(item));
            }
        }
        return values;
    }

    private static JsonNode operation(DocumentedCall call) {
        JsonNode document = DOCUMENTS.computeIfAbsent(call.service() + "/" + call.version(), ParameterValues::read);
        return document.get("paths").get(call.path()).get(call.method().toLowerCase(java.util.Locale.ROOT));
    }

    private static JsonNode read(String document) {
        try {
            return new YAMLMapper()
                    .readTree(Path.of("../api", document + ".yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(JsonNode parameter) {
        JsonNode schema = parameter.get("schema");
        if (schema.has("enum")) {
            return schema.get("enum").get(0).asText();
        }
        for (JsonNode holder : new JsonNode[] {parameter, schema}) {
            if (holder.hasNonNull("example") && !holder.get("example").asText().isEmpty()) {
                return holder.get("example").asText();
            }
        }
        String type = schema.get("type").isArray()
                ? schema.get("type").get(0).textValue()
                : schema.get("type").textValue();
        return switch (type) {
            case "integer" -> "1";
            case "boolean" -> "true";
            default -> schema.path("format").asText().equals("date-time") ? "2026-01-02T03:04:05+09:00" : "some text";
        };
    }
}
