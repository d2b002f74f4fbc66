// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.scpsdk.codegen.Documents.Document;
import io.github.scpsdk.codegen.Documents.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The documents of {@code api/} are complete, and OpenAPI 3.1 by the standard's own schema. */
class ApiDocumentsTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final List<Document> documents = Stream.concat(Documents.all().stream(), Documents.neighbours().stream())
            .toList();

    @Test
    void countsAreThoseOfTheGuide() {
        Set<String> operations = new HashSet<>();
        Map<String, Set<String>> fieldsOfSchemas = new TreeMap<>();
        int operationVersions = 0;
        int requests = 0;
        int bodies = 0;
        for (Document document : Documents.ofTheGuide()) {
            for (Operation operation : document.operations()) {
                operations.add(document.service() + " " + operation.id());
                operationVersions++;
            }
            requests += requests(document);
            bodies += bodies(document);
            for (Map.Entry<String, JsonNode> schema : Documents.fields(document.schemas())) {
                Set<String> fields = fieldsOfSchemas.computeIfAbsent(
                        document.service() + " " + schema.getKey(), key -> new TreeSet<>());
                schema.getValue().path("properties").fieldNames().forEachRemaining(fields::add);
            }
        }

        assertThat(Documents.ofTheGuide().stream().map(Document::service).distinct())
                .as("services")
                .hasSize(5);
        assertThat(Documents.ofTheGuide()).as("documents").hasSize(12);
        assertThat(operations).as("operations").hasSize(129);
        assertThat(operationVersions).as("operations of all versions").isEqualTo(348);
        assertThat(fieldsOfSchemas).as("schemas").hasSize(223);
        assertThat(fieldsOfSchemas.values().stream().mapToInt(Set::size).sum())
                .as("fields of schemas")
                .isEqualTo(947);
        assertThat(requests).as("documented requests").isEqualTo(348);
        assertThat(bodies).as("documented bodies").isEqualTo(470);
    }

    @Test
    void newerVersionsAreComplete() {
        List<String> counts = Documents.newer().stream()
                .map(document -> document.name() + ": " + document.operations().size() + " operations, "
                        + document.schemas().size() + " schemas, " + requests(document) + " requests, "
                        + bodies(document) + " bodies")
                .toList();

        assertThat(counts)
                .containsExactlyInAnyOrder(
                        "archivestorage/1.3: 26 operations, 42 schemas, 26 requests, 32 bodies",
                        "backup/1.4: 31 operations, 48 schemas, 31 requests, 41 bodies",
                        "baremetal-blockstorage/1.4: 41 operations, 67 schemas, 41 requests, 62 bodies",
                        "filestorage/1.2: 21 operations, 33 schemas, 21 requests, 25 bodies",
                        "parallel-filestorage/1.1: 11 operations, 17 schemas, 11 requests, 11 bodies");
    }

    @Test
    void newerVersionsSayOfEverythingWhereItIsKnownFrom() {
        for (Document document : Documents.newer()) {
            assertThat(document.operations())
                    .as(document.name())
                    .allMatch(operation -> operation.tree().has("x-known-from"), "has x-known-from");
            assertThat(document.schemas())
                    .as(document.name())
                    .allMatch(schema -> schema.has("x-known-from"), "has x-known-from");
        }
    }

    private static int requests(Document document) {
        return Repository.files(Repository.EXAMPLES.resolve(document.name()), "request.http")
                .size();
    }

    private static int bodies(Document document) {
        return Math.toIntExact(Repository.files(Repository.EXAMPLES.resolve(document.name()), ".json").stream()
                .filter(file -> !file.endsWith("request.corrected.json"))
                .count());
    }

    @TestFactory
    Stream<DynamicTest> isValidOpenApi() throws IOException {
        Schema openApi;
        try (InputStream in = getClass().getResourceAsStream("/openapi/schema-3.1.json")) {
            openApi = REGISTRY.getSchema(in);
        }
        Schema jsonSchema = REGISTRY.getSchema(
                Documents.JSON.createObjectNode().put("$ref", "https://json-schema.org/draft/2020-12/schema"));
        return documents.stream()
                .map(document -> DynamicTest.dynamicTest(document.name(), () -> {
                    assertThat(openApi.validate(document.tree()))
                            .as("as OpenAPI 3.1")
                            .isEmpty();
                    for (JsonNode schema : schemaObjects(document)) {
                        assertThat(jsonSchema.validate(schema))
                                .as("JSON Schema " + schema)
                                .isEmpty();
                    }
                    assertThat(new OpenAPIV3Parser()
                                    .readContents(Repository.text(document.file()), null, null)
                                    .getMessages())
                            .as("messages of swagger-parser")
                            .isEmpty();
                }));
    }

    @Test
    void serviceFilesNameEveryOperationOnce() {
        for (String service : services()) {
            JsonNode file = serviceFile(service);
            Set<String> described = new TreeSet<>();
            Map<String, Set<String>> versions = new TreeMap<>();
            for (Document document : documents) {
                if (document.service().equals(service)) {
                    for (Operation operation : document.called()) {
                        described.add(operation.id());
                        versions.computeIfAbsent(document.version(), key -> new TreeSet<>())
                                .add(operation.id());
                    }
                }
            }
            Set<String> named = new TreeSet<>();
            file.get("operations").fieldNames().forEachRemaining(named::add);
            assertThat(named).as(service).isEqualTo(described);

            for (Map.Entry<String, JsonNode> operation : Documents.fields(file.get("operations"))) {
                String verifyWith = operation.getValue().path("verifyWith").asText("none");
                versions.forEach((version, ids) -> {
                    if (ids.contains(operation.getKey()) && !verifyWith.equals("none")) {
                        assertThat(ids)
                                .as(service + " " + version + " " + operation.getKey())
                                .contains(verifyWith);
                    }
                });
            }
        }
    }

    @Test
    void everyEnumerationIsUsedAndEveryValueSetIsNamed() {
        for (String service : services()) {
            Set<Set<String>> used = documents.stream()
                    .filter(document -> document.service().equals(service))
                    .flatMap(document -> schemaObjects(document).stream())
                    .flatMap(schema -> schema.findValues("enum").stream())
                    .map(values -> Documents.texts(values).stream()
                            .filter(text -> !text.equals("null"))
                            .collect(Collectors.toSet()))
                    .collect(Collectors.toSet());
            Set<Set<String>> named = new HashSet<>();
            for (JsonNode enumeration : serviceFile(service).get("enumerations")) {
                Set<String> values = new HashSet<>(Documents.texts(enumeration.get("values")));
                named.add(Set.copyOf(values));
                enumeration.path("since").fieldNames().forEachRemaining(values::remove);
                named.add(Set.copyOf(values));
            }

            assertThat(named).as(service).isEqualTo(used);
        }
    }

    private Set<String> services() {
        return documents.stream().map(Document::service).collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode serviceFile(String service) {
        return Documents.yaml(Repository.ROOT.resolve("api").resolve(service).resolve("service.yaml"));
    }

    private static List<JsonNode> schemaObjects(Document document) {
        List<JsonNode> schemas = new ArrayList<>();
        document.schemas().forEach(schemas::add);
        for (Operation operation : document.operations()) {
            operation.tree().path("parameters").forEach(parameter -> schemas.add(parameter.get("schema")));
        }
        return schemas;
    }
}
