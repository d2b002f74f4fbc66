// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Prints what is corrected against the guide, from {@code decisions.yaml} and {@code deviations.yaml}, as tables. */
final class CorrectionsPage {
    static final String BEGIN = "<!-- Written by CorrectionsPageTest from api/: change that. -->\n";

    private CorrectionsPage() {}

    static String tables() {
        return BEGIN + "\n## The documents\n\n" + documents() + "\n## Where the documents differ from the guide\n\n"
                + decisions() + "\n## Where documented bodies break their own schema\n\n" + deviations();
    }

    private static String documents() {
        Map<String, List<String>> versions = new LinkedHashMap<>();
        for (Path file : Yaml.documents()) {
            JsonNode info = Yaml.read(Yaml.API.resolve(file)).path("info");
            versions.computeIfAbsent(info.path("x-service").textValue(), service -> new ArrayList<>())
                    .add(info.path("version").textValue() + " ("
                            + info.path("x-state").textValue().toLowerCase(Locale.ROOT)
                            + (info.has("x-preview") ? ", preview)" : ")"));
        }
        List<List<String>> rows = new ArrayList<>();
        versions.forEach((service, found) -> rows.add(List.of("`" + service + "`", String.join(", ", found))));
        return table(List.of("service", "versions"), rows);
    }

    private static String decisions() {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode decision : Yaml.read(Yaml.API.resolve("decisions.yaml"))) {
            rows.add(List.of(
                    "`" + decision.path("service").textValue() + "`",
                    where(decision),
                    "`" + decision.path("guide") + "`",
                    "`" + withoutProse(decision.path("decided")) + "`",
                    decision.path("reason").textValue()));
        }
        return table(List.of("service", "where", "the guide", "the documents", "why"), rows);
    }

    /** Sentences about a version's state stand in the document itself. */
    private static JsonNode withoutProse(JsonNode decided) {
        ObjectNode shown = decided.deepCopy();
        if (shown.has("uncertain")) {
            shown.put("uncertain", "…");
        }
        return shown;
    }

    private static String where(JsonNode decision) {
        if (decision.has("version")) {
            return "version " + decision.path("version").textValue();
        }
        String place =
                decision.has("operation") ? decision.path("operation").textValue() : names(decision.path("schema"));
        return place + (decision.has("field") ? ": `" + decision.path("field").textValue() + "`" : "");
    }

    private static String names(JsonNode schema) {
        return schema.isTextual()
                ? schema.textValue()
                : StreamSupport.stream(schema.spliterator(), false)
                        .map(JsonNode::textValue)
                        .collect(Collectors.joining(", "));
    }

    private static String deviations() {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode deviation :
                Yaml.read(Yaml.API.resolve("examples/deviations.yaml")).path("deviations")) {
            rows.add(List.of(
                    "`" + deviation.path("service").textValue() + "`",
                    deviation.path("schema").textValue() + ": `"
                            + deviation.path("field").textValue() + "`",
                    deviation.path("kind").textValue(),
                    String.valueOf(deviation.path("examples").size()),
                    deviation.path("reason").textValue()));
        }
        return table(List.of("service", "where", "what", "bodies", "how the SDK reads it, and why"), rows);
    }

    private static String table(List<String> head, List<List<String>> rows) {
        return row(head) + "|" + "---|".repeat(head.size()) + "\n"
                + rows.stream().map(CorrectionsPage::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.strip().replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
