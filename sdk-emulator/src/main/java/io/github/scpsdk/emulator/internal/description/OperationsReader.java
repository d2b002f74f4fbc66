// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the operations of one packed document. */
final class OperationsReader {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final String name;
    private final SchemaReader schemas;
    private final JsonNode examples;

    private OperationsReader(String name, JsonNode document) {
        this.name = name;
        this.schemas = new SchemaReader(name, document.path("schemas"));
        this.examples = document.path("examples");
    }

    static List<DescribedOperation> read(String name, String text) {
        try {
            JsonNode document = Json.MAPPER.readTree(text);
            OperationsReader reader = new OperationsReader(name, document);
            reader.schemas.readAll();
            List<DescribedOperation> operations = new ArrayList<>();
            document.get("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(method -> operations.add(
                                    reader.operation(path.getKey(), method.getKey(), method.getValue()))));
            return List.copyOf(operations);
        } catch (JsonProcessingException e) {
            throw new DescriptionException(name, "is not JSON: " + e.getMessage());
        }
    }

    private DescribedOperation operation(String template, String method, JsonNode described) {
        String place = name + ": " + method + " " + template;
        if (!METHODS.contains(method)) {
            throw new DescriptionException(place, "the method is not known here");
        }
        Map<String, Parameter> inPath = new LinkedHashMap<>();
        Map<String, Parameter> inQuery = new LinkedHashMap<>();
        for (JsonNode parameter : described.path("parameters")) {
            Parameter read = parameter(parameter, place);
            switch (parameter.path("in").asText()) {
                case "path" -> inPath.put(read.name(), read);
                case "query" -> inQuery.put(read.name(), read);
                default -> throw new DescriptionException(place, "parameters are known here in path and query");
            }
        }
        inPath.keySet().forEach(parameter -> {
            if (!template.contains("{" + parameter + "}")) {
                throw new DescriptionException(place, "the path does not have {" + parameter + "}");
            }
        });
        if (template.chars().filter(c -> c == '{').count() != inPath.size()) {
            throw new DescriptionException(place, "a part of the path in braces is no parameter");
        }
        JsonNode bodySchema = described
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (described.has("requestBody") && bodySchema.isMissingNode()) {
            throw new DescriptionException(place, "the body has no JSON schema");
        }
        Map<Integer, Check> successes = successes(described, place);
        return new DescribedOperation(
                described.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                template,
                inPath,
                inQuery,
                bodySchema.isMissingNode() ? null : schemas.read(bodySchema, place + " body"),
                described.path("requestBody").path("required").asBoolean(false),
                described.has("security") && described.get("security").isEmpty(),
                responses(described, successes, place),
                successes);
    }

    private Map<Integer, Check> successes(JsonNode described, String place) {
        Map<Integer, Check> successes = new LinkedHashMap<>();
        described.path("responses").properties().forEach(response -> {
            JsonNode schema =
                    response.getValue().path("content").path("application/json").path("schema");
            if (response.getKey().startsWith("2") && !schema.isMissingNode()) {
                successes.put(
                        Integer.parseInt(response.getKey()),
                        schemas.read(schema, place + " response " + response.getKey()));
            }
        });
        return successes;
    }

    private Parameter parameter(JsonNode parameter, String place) {
        String parameterName = parameter.path("name").asText();
        return new Parameter(
                parameterName,
                parameter.path("required").asBoolean(false),
                schemas.readPlain(parameter.path("schema"), place + " parameter " + parameterName),
                parameter.path("schema").get("default"));
    }

    private List<Response> responses(JsonNode described, Map<Integer, Check> successes, String place) {
        List<Response> responses = new ArrayList<>();
        JsonNode bodies = examples.path(described.path("operationId").asText());
        described.path("responses").properties().forEach(response -> {
            int status = Integer.parseInt(response.getKey());
            JsonNode body = bodies.path(response.getKey());
            if (!body.isMissingNode()) {
                responses.add(Response.json(status, body.asText()));
            } else if (!response.getValue().has("content")) {
                responses.add(Response.empty(status));
            } // else a success that no example is known of: nothing to answer
        });
        if (responses.stream().noneMatch(Response::isSuccess) && successes.isEmpty()) {
            throw new DescriptionException(place, "no success is documented");
        }
        return List.copyOf(responses);
    }
}
