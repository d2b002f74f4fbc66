// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.codegen.model.Differences.Difference;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.RecordModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.read.ApiExamples;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints calls as an application writes them, with the values of the documented examples. */
final class Snippets {

    private final ServiceModel service;
    private final VersionModel version;
    private final ApiExamples examples;
    private final Set<String> imports = new TreeSet<>();

    Snippets(ServiceModel service, VersionModel version, ApiExamples examples) {
        this.service = service;
        this.version = version;
        this.examples = examples;
    }

    /** The calls of these operations, with what is required and what differs, as a block of code with its imports. */
    String block(Collection<String> operations, List<Difference> differences) {
        List<String> calls = new ArrayList<>();
        for (OperationModel operation : version.operations()) {
            if (operations.contains(operation.name())) {
                Set<String> named = differences.stream()
                        .filter(difference -> difference.operation().equals(operation.name()))
                        .map(difference -> difference.part() + " " + difference.name())
                        .collect(Collectors.toSet());
                calls.add(call(operation, named));
            }
        }
        imports.add(version.packageName() + "." + version.client());
        return "```java\n"
                + imports.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining()) + "\n"
                + String.join("\n", calls) + "\n```\n";
    }

    private String call(OperationModel operation, Set<String> named) {
        List<String> arguments = new ArrayList<>();
        operation
                .path()
                .forEach(argument -> arguments.add(value(
                        Type.Scalar.STRING, ApiExamples.text(argument.facts().example()))));
        if (operation.params() != null) {
            String setters = operation.params().fields().stream()
                    .filter(field -> field.required()
                            || (field.facts().example() != null && named.contains("query " + field.wireName())))
                    .map(field -> "." + field.name() + "("
                            + value(field.type(), ApiExamples.text(field.facts().example())) + ")")
                    .collect(Collectors.joining());
            if (!setters.isEmpty()) {
                arguments.add("p -> p" + setters);
            }
        }
        if (operation.body() != null) {
            JsonNode body = examples.request(version.id(), operation.name());
            arguments.add("r -> r" + setters(record(operation.body()), body, "request ", named));
        }
        return "client." + operation.name() + "(" + String.join(", ", arguments) + ");";
    }

    private String setters(RecordModel record, JsonNode body, String path, Set<String> named) {
        StringBuilder setters = new StringBuilder();
        for (Field field : record.fields()) { // optional ones that are alike in both versions would only distract
            String here = path + field.wireName();
            boolean differs = named.stream()
                    .anyMatch(
                            name -> name.equals(here) || name.startsWith(here + ".") || name.startsWith(here + "[]."));
            if ((field.required() || differs) && body.hasNonNull(field.wireName())) {
                setters.append("\n        .").append(field.name()).append('(');
                setters.append(value(field.type(), body.get(field.wireName()))).append(')');
            }
        }
        return setters.toString();
    }

    private String value(Type type, JsonNode value) {
        if (type instanceof Type.ListOf list) {
            imports.add("java.util.List");
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(value(list.element(), element)));
            return "List.of(" + String.join(", ", elements) + ")";
        }
        if (type instanceof Type.Nested nested) {
            imports.add(service.modelPackage() + "." + nested.name());
            StringBuilder built = new StringBuilder(nested.name()).append(".builder()");
            for (Field field : record(nested.name()).fields()) {
                if (value.hasNonNull(field.wireName())) {
                    built.append('.').append(field.name()).append('(');
                    built.append(value(field.type(), value.get(field.wireName())))
                            .append(')');
                }
            }
            return built.append(".build()").toString();
        }
        String text = value.isMissingNode() ? "…" : value.asText();
        if (type instanceof Type.Enumerated enumerated) {
            imports.add(service.modelPackage() + "." + enumerated.name());
            return enumerated.name() + ".of(" + quoted(text) + ")";
        }
        if (type == Type.Scalar.STRING_OR_LIST) {
            imports.add("io.github.scpsdk.core.StringOrList");
            return "StringOrList.of("
                    + (value.isArray() ? value(new Type.ListOf(Type.Scalar.STRING), value) : quoted(text)) + ")";
        }
        if (type == Type.Scalar.FREE_FORM) {
            imports.add("io.github.scpsdk.core.JsonValue");
            return "JsonValue.of(" + quoted(text) + ")";
        }
        if (type == Type.Scalar.DATE_TIME) {
            imports.add("java.time.OffsetDateTime");
            return "OffsetDateTime.parse(" + quoted(text) + ")";
        }
        if (type == Type.Scalar.INT64) {
            return text + "L";
        }
        boolean literal = type == Type.Scalar.INT32 || type == Type.Scalar.BOOLEAN;
        return literal ? text : quoted(text);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private RecordModel record(String name) {
        return service.records().stream()
                .filter(record -> record.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The record that a type is, or holds in a list. */
    static @Nullable String record(Type type) {
        Type element = type instanceof Type.ListOf list ? list.element() : type;
        return element instanceof Type.Nested nested ? nested.name() : null;
    }
}
