// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.codegen.Documents.Document;
import io.github.scpsdk.codegen.Documents.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide's examples are its second witness: they agree with the documents, which were made from its tables. */
class ExamplesAgreeTest {

    @Test
    void requestLinesArePathsWithTheRequiredQuery() {
        List<String> disagree = new ArrayList<>();
        int seen = 0;
        for (Document document : Documents.all()) {
            for (Operation operation : document.operations()) {
                List<String> required = new ArrayList<>();
                operation.tree().path("parameters").forEach(parameter -> {
                    if (parameter.get("in").asText().equals("query")
                            && parameter.path("required").asBoolean()) {
                        String name = parameter.get("name").asText();
                        required.add(name + "={" + name + "}");
                    }
                });
                String expected = operation.method().toUpperCase(Locale.ROOT) + " " + operation.path()
                        + (required.isEmpty() ? "" : "?" + String.join("&", required));
                String documented = Repository.text(operation.examples().resolve("request.http"))
                        .lines()
                        .findFirst()
                        .orElse("");
                if (!documented.equals(expected)) {
                    disagree.add(operation.examples() + ": '" + documented + "', not '" + expected + "'");
                }
                seen++;
            }
        }

        assertThat(disagree).isEmpty();
        assertThat(seen).isEqualTo(478);
    }

    @Test
    void bodiesHaveTheFieldsOfTheirSchemas() {
        List<String> disagree = new ArrayList<>();
        int seen = 0;
        for (Document document : Documents.all()) {
            for (Operation operation : document.operations()) {
                for (Map.Entry<String, String> body : Bodies.of(operation).entrySet()) {
                    JsonNode value = Documents.json(operation.examples().resolve(body.getKey()));
                    compare(
                            document,
                            body.getValue(),
                            value,
                            document.name() + "/" + operation.id() + "/" + body.getKey(),
                            disagree);
                    seen++;
                }
            }
        }

        assertThat(disagree).isEmpty();
        assertThat(seen).isEqualTo(641);
    }

    private static void compare(Document document, String schema, JsonNode value, String at, List<String> disagree) {
        JsonNode properties = document.schema(schema).path("properties");
        Set<String> documented = names(value);
        Set<String> described = names(properties);
        if (!documented.equals(described)) {
            disagree.add(at + ": " + documented + ", but " + schema + " has " + described);
        }
        for (Map.Entry<String, JsonNode> property : Documents.fields(properties)) {
            String nested = Bodies.nested(property.getValue());
            if (nested == null) {
                continue;
            }
            JsonNode child = value.path(property.getKey());
            String name = at + "#" + property.getKey();
            if (child.isObject()) {
                compare(document, nested, child, name, disagree);
            }
            for (JsonNode element : child.isArray() ? child : List.<JsonNode>of()) {
                if (element.isObject()) {
                    compare(document, nested, element, name, disagree);
                }
            }
        }
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }
}
