// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The documents of {@code api/} as trees, read by another library than the generator's. */
final class Documents {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    /** One document. */
    record Document(String service, String version, Path file, JsonNode tree) {

        String name() {
            return service + "/" + version;
        }

        List<Operation> operations() {
            List<Operation> operations = new ArrayList<>();
            tree.get("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(method -> operations.add(
                                    new Operation(this, method.getKey(), path.getKey(), method.getValue()))));
            return operations;
        }

        /** Without the one that logs in, for which clients have no method. */
        List<Operation> called() {
            List<String> logins = tree.findValues("x-login").stream()
                    .map(login -> login.path("operation").asText())
                    .toList();
            return operations().stream()
                    .filter(operation -> !logins.contains(operation.id()))
                    .toList();
        }

        JsonNode schemas() {
            return tree.at("/components/schemas");
        }

        JsonNode schema(String name) {
            return schemas().get(name);
        }

        /** Whether it came after the guide: then it says of everything where that is known from. */
        boolean newer() {
            return !tree.findValues("x-known-from").isEmpty();
        }

        /** A schema with all that it points to, by name; without what only people read. */
        Map<String, JsonNode> meaning(String name) {
            Map<String, JsonNode> meaning = new TreeMap<>();
            collect(name, meaning);
            return meaning;
        }

        private void collect(String name, Map<String, JsonNode> meaning) {
            if (!meaning.containsKey(name)) {
                ObjectNode schema = schema(name).deepCopy();
                schema.remove(List.of("description", "x-known-from"));
                schema.path("properties")
                        .forEach(property -> ((ObjectNode) property).remove(List.of("description", "examples")));
                meaning.put(name, schema);
                schema.findValues("$ref").forEach(reference -> collect(nameIn(reference), meaning));
            }
        }
    }

    /** One operation of one document. */
    record Operation(Document document, String method, String path, JsonNode tree) {

        String id() {
            return tree.get("operationId").asText();
        }

        Path examples() {
            return Repository.EXAMPLES.resolve(document.name()).resolve(id());
        }

        /** The name of the schema of a body: {@code requestBody} or {@code responses/<status>}; null if there is none. */
        String bodySchema(String where) {
            JsonNode reference = tree.at("/" + where + "/content/application~1json/schema/$ref");
            return reference.isMissingNode() ? null : nameIn(reference);
        }
    }

    private Documents() {}

    /** Those of the platform. */
    static List<Document> all() {
        return of("scp");
    }

    /** Those of systems of others. */
    static List<Document> neighbours() {
        return of("neighbours");
    }

    private static List<Document> of(String platform) {
        Path api = Repository.ROOT.resolve("api");
        List<Document> documents = new ArrayList<>();
        for (String service : texts(yaml(api.resolve("services.yaml")).get(platform))) {
            Path folder = api.resolve(service);
            for (Path file : Repository.files(folder, ".yaml")) {
                String name = file.getFileName().toString();
                if (!name.equals("service.yaml")) {
                    documents.add(
                            new Document(folder.getFileName().toString(), name.replace(".yaml", ""), file, yaml(file)));
                }
            }
        }
        return documents;
    }

    /** Those of versions that the guide has. */
    static List<Document> ofTheGuide() {
        return all().stream().filter(document -> !document.newer()).toList();
    }

    /** Those of versions that came after the guide. */
    static List<Document> newer() {
        return all().stream().filter(Document::newer).toList();
    }

    /** The version before this one; versions are listed in their order, as none has ten. */
    static Document before(Document document) {
        return all().stream()
                .filter(other -> other.service().equals(document.service())
                        && other.version().compareTo(document.version()) < 0)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static String nameIn(JsonNode reference) {
        return reference.asText().substring(reference.asText().lastIndexOf('/') + 1);
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list != null) {
            list.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }

    static Iterable<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
        return () -> fields;
    }
}
