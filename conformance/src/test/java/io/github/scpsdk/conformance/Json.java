// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** JSON as the platform means it: times are instants, numbers are values, and null, missing and an empty list are one. */
final class Json {

    /** As an application would make one: nothing but the Java time module. */
    static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private Json() {}

    static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static JsonNode normal(JsonNode node) {
        if (node.isObject()) {
            ObjectNode normal = JsonNodeFactory.instance.objectNode();
            node.fieldNames().forEachRemaining(name -> {
                JsonNode value = normal(node.get(name));
                if (!value.isNull() && !(value.isArray() && value.isEmpty())) {
                    normal.set(name, value);
                }
            });
            return normal;
        }
        if (node.isArray()) {
            ArrayNode normal = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> normal.add(normal(element)));
            return normal;
        }
        if (node.isNumber()) {
            return JsonNodeFactory.instance.numberNode(node.decimalValue().stripTrailingZeros());
        }
        return node.isTextual() ? TextNode.valueOf(normal(node.textValue())) : node;
    }

    /** A time becomes its instant; any other text is left alone, also a time that does not say its zone. */
    static String normal(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException notATime) {
            return text;
        }
    }
}
