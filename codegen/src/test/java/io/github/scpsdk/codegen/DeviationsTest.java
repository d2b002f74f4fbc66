// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.scpsdk.codegen.Documents.Document;
import io.github.scpsdk.codegen.Documents.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The documented bodies break their own schemas exactly where {@code api/examples/deviations.yaml} says. */
class DeviationsTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode data = Documents.yaml(Repository.EXAMPLES.resolve("deviations.yaml"));

    @Test
    void fieldsAndBodiesThatDeviateAreThoseListed() {
        Map<String, Set<String>> listed = new TreeMap<>();
        Map<String, String> copies = new HashMap<>();
        for (JsonNode deviation : data.get("deviations")) {
            String service = deviation.get("service").asText() + " ";
            String field = "." + deviation.get("field").asText();
            String name = service + deviation.get("schema").asText() + field;
            listed.put(name, new TreeSet<>(Documents.texts(deviation.get("examples"))));
            Documents.texts(deviation.get("alsoIn")).forEach(copy -> copies.put(service + copy + field, name));
        }

        Map<String, Set<String>> found = new TreeMap<>();
        for (Document document : Documents.all()) {
            for (Operation operation : document.operations()) {
                Bodies.of(operation).forEach((file, schema) -> {
                    Path path = operation.examples().resolve(file);
                    Set<String> fields = new TreeSet<>();
                    walk(document, schema, Documents.json(path), fields);
                    assertThat(validate(document, reference(schema), Documents.json(path))
                                    .isEmpty())
                            .as("a whole body is valid if none of its fields deviates: " + path)
                            .isEqualTo(fields.isEmpty());
                    fields.forEach(
                            field -> found.computeIfAbsent(copies.getOrDefault(field, field), key -> new TreeSet<>())
                                    .add(relative(path)));
                });
            }
        }

        assertThat(found).isEqualTo(listed);
        assertThat(listed).as("fields").hasSize(35);
        Set<String> bodies = new TreeSet<>();
        listed.values().forEach(bodies::addAll);
        assertThat(bodies).as("bodies").hasSize(134);
    }

    @Test
    void everyDeviationHasItsReason() {
        for (JsonNode deviation : data.get("deviations")) {
            assertThat(deviation.path("reason").asText())
                    .as(deviation.get("schema") + "." + deviation.get("field"))
                    .isNotBlank();
        }
        for (JsonNode correction : data.get("corrections")) {
            assertThat(correction.path("reason").asText())
                    .as(correction.path("path").asText())
                    .isNotBlank();
        }
    }

    @Test
    void deviatingRequestsHaveACorrectedBodyThatIsValid() {
        Set<String> corrected = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        for (Document document : Documents.all()) {
            for (Operation operation : document.operations()) {
                String schema = operation.bodySchema("requestBody");
                if (schema == null) {
                    continue;
                }
                Path original = operation.examples().resolve("request.json");
                Path correction = operation.examples().resolve("request.corrected.json");
                if (!validate(document, reference(schema), Documents.json(original))
                        .isEmpty()) {
                    needed.add(relative(correction));
                }
                if (Files.exists(correction)) {
                    corrected.add(relative(correction));
                    assertThat(validate(document, reference(schema), Documents.json(correction)))
                            .as(correction.toString())
                            .isEmpty();
                }
            }
        }

        List<String> listed = new ArrayList<>();
        data.get("corrections")
                .forEach(correction -> listed.add(correction.get("path").asText()));
        assertThat(corrected).isEqualTo(needed).hasSize(5);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(corrected);
    }

    /** Finds the fields of a body that are not what their schema says, each under the schema that declares it. */
    private static void walk(Document document, String schema, JsonNode body, Set<String> deviating) {
        JsonNode declared = document.schema(schema);
        List<String> required = Documents.texts(declared.path("required"));
        for (Map.Entry<String, JsonNode> property : Documents.fields(declared.path("properties"))) {
            String name = property.getKey();
            if (!body.has(name)) {
                if (required.contains(name)) {
                    deviating.add(document.service() + " " + schema + "." + name);
                }
                continue;
            }
            JsonNode value = body.get(name);
            JsonNode type = property.getValue();
            String nested = Bodies.nested(type);
            boolean list = type.has("items");
            if (nested != null && list && value.isArray()) {
                for (JsonNode element : value) {
                    if (element.isObject()) {
                        walk(document, nested, element, deviating);
                    } else {
                        deviating.add(document.service() + " " + schema + "." + name);
                    }
                }
            } else if (nested != null && !list && value.isObject()) {
                walk(document, nested, value, deviating);
            } else if (!validate(document, type, value).isEmpty()) {
                deviating.add(document.service() + " " + schema + "." + name);
            }
        }
    }

    private static JsonNode reference(String schema) {
        return Documents.JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
    }

    private static List<Error> validate(Document document, JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.tree().get("components"));
        return REGISTRY.getSchema(whole)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static String relative(Path path) {
        return Repository.EXAMPLES.relativize(path).toString().replace('\\', '/');
    }
}
