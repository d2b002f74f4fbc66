// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.codegen.Documents.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All versions of a service share its records: a newer version brings those that it changes or adds, and no copies. */
class SharedModelsTest {

    @Test
    void newerVersionsBringOnlySchemasThatMeanSomethingNew() {
        Map<String, String> shared = new TreeMap<>();
        List<String> copies = new ArrayList<>();
        for (Document document : Documents.newer()) {
            Document before = Documents.before(document);
            Map<JsonNode, String> known =
                    new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
            names(before).forEach(name -> known.put(meaning(before, before.schema(name)), name));
            Set<String> brought = names(document);
            brought.removeAll(names(before));
            for (String name : brought) {
                String copied = known.get(meaning(document, document.schema(name)));
                if (copied != null) {
                    copies.add(document.name() + ": " + name + " is " + copied + " again");
                }
            }
            int all = names(document).size();
            shared.put(document.name(), brought.size() + " new, " + (all - brought.size()) + " shared");
        }

        assertThat(copies).isEmpty();
        assertThat(shared)
                .isEqualTo(Map.of(
                        "archivestorage/1.3", "18 new, 24 shared",
                        "backup/1.4", "9 new, 39 shared",
                        "baremetal-blockstorage/1.4", "18 new, 49 shared",
                        "filestorage/1.2", "11 new, 22 shared",
                        "parallel-filestorage/1.1", "4 new, 13 shared"));
    }

    @Test
    void recordsAreOnePerSchemaOfAService() {
        Map<String, Set<String>> described = new TreeMap<>();
        Documents.all()
                .forEach(document -> described
                        .computeIfAbsent(document.service(), service -> new TreeSet<>())
                        .addAll(names(document)));

        described.forEach((service, schemas) -> {
            JsonNode data = Documents.yaml(Repository.ROOT.resolve("api/" + service + "/service.yaml"));
            Documents.fields(data.at("/javaNames/schemas")).forEach(renamed -> {
                schemas.remove(renamed.getKey());
                schemas.add(renamed.getValue().asText());
            });
            Path sources = Repository.ROOT.resolve(data.get("folder").asText()).resolve("src/generated/java");
            assertThat(records(sources)).as(service).containsExactlyElementsOf(schemas);
        });
        assertThat(described.values().stream().mapToInt(Set::size).sum()).isEqualTo(283); // 223 of the guide, 60 newer
    }

    private static List<String> records(Path sources) {
        return Repository.files(sources, ".java").stream()
                .filter(file -> Repository.text(file).contains("@Generated(\"RecordEmitter\")"))
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .sorted()
                .collect(Collectors.toList());
    }

    private static Set<String> names(Document document) {
        Set<String> names = new TreeSet<>();
        document.schemas().fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A schema with what it points to in place of the names; without what only people read. */
    private static JsonNode meaning(Document document, JsonNode schema) {
        if (schema.has("$ref")) {
            return meaning(document, document.schema(Documents.nameIn(schema.get("$ref"))));
        }
        if (!schema.isContainerNode()) {
            return schema;
        }
        if (schema.isArray()) {
            var list = Documents.JSON.createArrayNode();
            schema.forEach(element -> list.add(meaning(document, element)));
            return list;
        }
        ObjectNode meaning = Documents.JSON.createObjectNode();
        Documents.fields(schema).forEach(field -> {
            if (field.getKey().equals("properties")) {
                ObjectNode properties = meaning.putObject("properties");
                Documents.fields(field.getValue())
                        .forEach(property -> properties.set(property.getKey(), meaning(document, property.getValue())));
            } else if (!Set.of("description", "examples", "x-known-from").contains(field.getKey())) {
                meaning.set(field.getKey(), meaning(document, field.getValue()));
            }
        });
        return meaning;
    }
}
