// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Holds the emulator's checks against a validator of other people: every documented body, and every body that comes of it
 * by one change at one place, is right for both or wrong for both.
 */
class StandardValidatorTest {
    private static final Path API = Path.of("..", "api");
    private static final List<JsonNode> OTHER_VALUES = List.of(
            NullNode.instance,
            TextNode.valueOf(""),
            TextNode.valueOf("An unlikely text, longer than names may be: 볼륨 " + "x".repeat(300)),
            IntNode.valueOf(-1),
            IntNode.valueOf(2_000_000_000),
            JsonNodeFactory.instance.numberNode(new java.math.BigDecimal("1.5")),
            JsonNodeFactory.instance.booleanNode(true),
            JsonNodeFactory.instance.arrayNode(),
            JsonNodeFactory.instance.objectNode());

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void agreesAboutEveryDocumentedBodyAndItsVariants() throws IOException {
        SoftAssertions all = new SoftAssertions();
        int bodies = 0;
        int refused = 0;
        for (Path document : documents()) {
            JsonNode openapi = new YAMLMapper().readTree(document.toFile());
            for (JsonNode path : openapi.get("paths")) {
                for (JsonNode operation : path) {
                    JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
                    if (!schema.isMissingNode()) {
                        Check ours = ours(schema, openapi);
                        Schema theirs = theirs(schema, openapi);
                        for (JsonNode body : variants(example(document, operation))) {
                            RequestViolations violations = new RequestViolations(true);
                            ours.check("body", body, violations);
                            var errors = theirs.validate(body);
                            all.assertThat(violations.details())
                                    .as("%s %s: %s, theirs: %s", document, operation.get("operationId"), body, errors)
                                    .matches(details -> details.isEmpty() == errors.isEmpty());
                            bodies++;
                            refused += errors.isEmpty() ? 0 : 1;
                        }
                    }
                }
            }
        }
        all.assertAll();
        assertThat(bodies).isGreaterThan(5_000);
        assertThat(refused).isBetween(bodies / 4, bodies * 9 / 10);
    }

    private static Check ours(JsonNode schema, JsonNode openapi) {
        JsonNode components = openapi.at("/components/schemas").deepCopy();
        withoutWords(components);
        return new SchemaReader("", components).read(schema, "");
    }

    private Schema theirs(JsonNode schema, JsonNode openapi) {
        ObjectNode standalone = schema.deepCopy();
        ObjectNode components = openapi.at("/components/schemas").deepCopy();
        close(components);
        standalone.putObject("components").set("schemas", components);
        return registry.getSchema(standalone);
    }

    /** The packer leaves out what only people read. */
    private static void withoutWords(JsonNode node) {
        if (node instanceof ObjectNode object && (object.has("type") || object.has("$ref"))) {
            object.remove(List.of("description", "examples", "example", "x-known-from"));
        }
        node.forEach(StandardValidatorTest::withoutWords);
    }

    /** An object with declared properties takes no others: the emulator's own rule, said in the standard's words. */
    private static void close(JsonNode node) {
        if (node.path("type").asText().equals("object") && node.has("properties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(StandardValidatorTest::close);
    }

    private static JsonNode example(Path document, JsonNode operation) throws IOException {
        String version = document.getFileName().toString().replace(".yaml", "");
        Path folder = API.resolve("examples")
                .resolve(document.getParent().getFileName().toString())
                .resolve(version)
                .resolve(operation.get("operationId").asText());
        return Json.MAPPER.readTree(folder.resolve("request.json").toFile());
    }

    private static List<JsonNode> variants(JsonNode body) {
        List<JsonNode> variants = new ArrayList<>(List.of(body));
        if (body.isObject()) {
            body.properties().forEach(field -> {
                ObjectNode without = body.deepCopy();
                without.remove(field.getKey());
                variants.add(without);
                replacements(field.getValue()).forEach(value -> {
                    ObjectNode other = body.deepCopy();
                    variants.add(other.set(field.getKey(), value));
                });
            });
            ObjectNode more = body.deepCopy();
            variants.add(more.put("unknown_field", 1));
        }
        for (int i = 0; body.isArray() && i < body.size(); i++) {
            for (JsonNode value : replacements(body.get(i))) {
                ArrayNode other = body.deepCopy();
                variants.add(other.set(i, value));
            }
        }
        return variants;
    }

    private static List<JsonNode> replacements(JsonNode value) {
        List<JsonNode> replacements = new ArrayList<>(OTHER_VALUES);
        replacements.addAll(variants(value));
        return replacements;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (JsonNode service :
                new YAMLMapper().readTree(API.resolve("services.yaml").toFile()).get("scp")) {
            try (Stream<Path> files = Files.list(API.resolve(service.textValue()))) {
                files.filter(file -> file.getFileName().toString().matches("[0-9.]+\\.yaml"))
                        .sorted()
                        .forEach(documents::add);
            }
        }
        return documents;
    }
}
