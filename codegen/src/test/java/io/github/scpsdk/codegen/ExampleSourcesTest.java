// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.codegen.Documents.Document;
import io.github.scpsdk.codegen.Documents.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of versions newer than the guide come from where {@code api/examples/sources.yaml} says. */
class ExampleSourcesTest {

    private final JsonNode sources = Documents.yaml(Repository.EXAMPLES.resolve("sources.yaml"));

    @Test
    void namesEveryVersionThatTheGuideDoesNotHave() {
        List<String> named =
                sources.properties().stream().map(Map.Entry::getKey).toList();

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Documents.newer().stream().map(Document::name).toList());
    }

    @TestFactory
    Stream<DynamicTest> everyBodyComesFromWhereItIsSaidToCome() {
        return Documents.newer().stream()
                .map(document -> DynamicTest.dynamicTest(document.name(), () -> {
                    Map<String, String> kinds = new TreeMap<>();
                    for (Map.Entry<String, JsonNode> kind : Documents.fields(sources.get(document.name()))) {
                        Documents.texts(kind.getValue())
                                .forEach(body -> assertThat(kinds.put(body, kind.getKey()))
                                        .as(body)
                                        .isNull());
                    }
                    for (Operation operation : document.operations()) {
                        Bodies.of(operation).forEach((file, schema) -> {
                            String body = operation.id() + "/" + file;
                            hold(document, body, schema, String.valueOf(kinds.remove(body)));
                        });
                    }
                    assertThat(kinds).as("bodies that are listed and not there").isEmpty();
                }));
    }

    private static void hold(Document document, String body, String schema, String kind) {
        Path file = Repository.EXAMPLES.resolve(document.name()).resolve(body);
        switch (kind) {
            case "page" -> assertThat(file).exists();
            case "carried-over" -> {
                Document before = Documents.before(document);
                assertThat(document.meaning(schema)).as(file + ": " + schema).isEqualTo(before.meaning(schema));
                assertThat(file)
                        .hasSameTextualContentAs(
                                Repository.EXAMPLES.resolve(before.name()).resolve(body));
            }
            case "composed" ->
                assertThat(Documents.json(file))
                        .as(file.toString())
                        .isEqualTo(compose(document, document.schema(schema)));
            default -> throw new AssertionError(file + ": sources.yaml does not say where it comes from");
        }
    }

    /** The first example of each field; where there is none, 0, false, an empty text, or the first moment of 1970. */
    private static JsonNode compose(Document document, JsonNode schema) {
        if (schema.has("$ref")) {
            return compose(document, document.schema(Documents.nameIn(schema.get("$ref"))));
        }
        if (schema.has("anyOf")) {
            return compose(document, schema.get("anyOf").get(0));
        }
        if (schema.has("examples")) {
            return schema.get("examples").get(0);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        JsonNode type = schema.get("type").isArray() ? schema.get("type").get(0) : schema.get("type");
        ObjectNode object = Documents.JSON.createObjectNode();
        return switch (type.textValue()) {
            case "object" -> {
                Documents.fields(schema.path("properties"))
                        .forEach(field -> object.set(field.getKey(), compose(document, field.getValue())));
                yield object;
            }
            case "array" -> {
                ArrayNode list = Documents.JSON.createArrayNode();
                yield list.add(compose(document, schema.get("items")));
            }
            case "integer", "number" -> object.numberNode(0);
            case "boolean" -> object.booleanNode(false);
            default ->
                object.textNode(schema.path("format").asText().equals("date-time") ? "1970-01-01T00:00:00Z" : "");
        };
    }
}
