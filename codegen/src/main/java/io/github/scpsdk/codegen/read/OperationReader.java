// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import io.github.scpsdk.codegen.read.ApiOperation.ApiParameter;
import io.github.scpsdk.codegen.read.ApiOperation.ApiResponse;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the operations of a document. */
final class OperationReader {

    private final Lines lines;
    private final OpenAPI api;
    private final SchemaReader schemas;
    private final ExtensionReader extensions;

    OperationReader(Lines lines, OpenAPI api, SchemaReader schemas) {
        this.lines = lines;
        this.api = api;
        this.schemas = schemas;
        this.extensions = new ExtensionReader(lines);
    }

    List<ApiOperation> operations() {
        List<ApiOperation> operations = new ArrayList<>();
        api.getPaths().forEach((path, item) -> {
            String at = Lines.join("paths", path);
            lines.allow(at, Set.of("get", "put", "post", "delete", "patch"));
            item.readOperationsMap().forEach((method, operation) -> operations.add(operation(path, method, operation)));
        });
        return operations;
    }

    private ApiOperation operation(String path, PathItem.HttpMethod method, Operation operation) {
        String at = Lines.join(Lines.join("paths", path), method.name().toLowerCase(Locale.ROOT));
        SourceLocation place = lines.place(at);
        lines.allow(
                at,
                Set.of(
                        "operationId",
                        "summary",
                        "description",
                        "parameters",
                        "requestBody",
                        "responses",
                        "security",
                        "servers",
                        "x-job",
                        ExtensionReader.KNOWN_FROM));
        if (operation.getOperationId() == null || operation.getSummary() == null) {
            throw new InvalidDescriptionException(place, "an operation needs 'operationId' and 'summary' (the title)");
        }
        List<ApiParameter> parameters = new ArrayList<>();
        List<Parameter> declared = operation.getParameters() == null ? List.of() : operation.getParameters();
        for (int i = 0; i < declared.size(); i++) {
            parameters.add(parameter(at + "/parameters/" + i, declared.get(i)));
        }
        ApiOperation.Job job = job(at, operation);
        return new ApiOperation(
                place,
                operation.getOperationId(),
                operation.getSummary(),
                SchemaReader.description(operation.getDescription()),
                method.name(),
                path,
                List.copyOf(parameters),
                body(place, at + "/requestBody", method, operation.getRequestBody()),
                responses(at + "/responses", operation, job != null),
                anonymous(at, operation),
                server(at, operation),
                job,
                extensions.knownFrom(at, operation.getExtensions()));
    }

    private ApiOperation.@Nullable Job job(String at, Operation operation) {
        Object declared = operation.getExtensions() == null
                ? null
                : operation.getExtensions().get("x-job");
        if (declared == null) {
            return null;
        }
        if (!operation.getResponses().containsKey("202")) {
            throw new InvalidDescriptionException(lines.place(at + "/x-job"), "a job begins with a 202");
        }
        return new LoginReader(lines).job(at + "/x-job", declared);
    }

    private boolean anonymous(String at, Operation operation) {
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            throw new InvalidDescriptionException(
                    lines.place(at + "/security"), "only 'security: []' is understood at an operation");
        }
        return operation.getSecurity() != null;
    }

    private @Nullable String server(String at, Operation operation) {
        if (!lines.has(at, "servers")) {
            return null;
        }
        lines.allow(at + "/servers/0", Set.of("url"));
        if (operation.getServers().size() != 1
                || !operation.getServers().get(0).getUrl().startsWith("https://")) {
            throw new InvalidDescriptionException(
                    lines.place(at + "/servers"), "exactly one server is understood, whose URL begins with https://");
        }
        return operation.getServers().get(0).getUrl();
    }

    private ApiParameter parameter(String at, Parameter parameter) {
        lines.allow(at, Set.of("name", "in", "required", "description", "schema", "example"));
        SourceLocation place = lines.place(at);
        String in = String.valueOf(parameter.getIn());
        if (!in.equals("path") && !in.equals("query")) {
            throw new InvalidDescriptionException(
                    place, "parameters stand in the path or in the query, not in '" + in + "'");
        }
        if (parameter.getSchema() == null) {
            throw new InvalidDescriptionException(place, "a parameter needs a 'schema'");
        }
        ApiSchema schema = schemas.schema(at + "/schema", parameter.getSchema());
        if (parameter.getExample() != null) {
            schema = schema.withExample(SchemaReader.plain(parameter.getExample()));
        }
        return new ApiParameter(
                place,
                parameter.getName(),
                in.equals("path"),
                Boolean.TRUE.equals(parameter.getRequired()),
                SchemaReader.description(parameter.getDescription()),
                schema);
    }

    private @Nullable String body(
            SourceLocation place, String at, PathItem.HttpMethod method, @Nullable RequestBody body) {
        if (body == null) {
            return null;
        }
        lines.allow(at, Set.of("required", "description", "content"));
        if (method == PathItem.HttpMethod.GET) {
            throw new InvalidDescriptionException(place, "a GET has no body");
        }
        if (!Boolean.TRUE.equals(body.getRequired())) {
            throw new InvalidDescriptionException(lines.place(at), "only bodies with 'required: true' are understood");
        }
        String schema = content(at + "/content", body.getContent());
        if (schema == null) {
            throw new InvalidDescriptionException(lines.place(at), "a body needs a schema");
        }
        return schema;
    }

    /** The responses; without the 202 of a job, which no caller sees. */
    private List<ApiResponse> responses(String at, Operation operation, boolean job) {
        List<ApiResponse> responses = new ArrayList<>();
        operation.getResponses().forEach((status, response) -> {
            String path = at + "/" + status;
            lines.allow(path, Set.of("description", "content", "headers"));
            if (job && status.equals("202")) {
                return;
            }
            if (!status.matches("[1-5][0-9][0-9]")) {
                throw new InvalidDescriptionException(lines.place(path), "'" + status + "' is no HTTP status");
            }
            responses.add(new ApiResponse(
                    lines.place(path), Integer.parseInt(status), content(path + "/content", response.getContent())));
        });
        return responses;
    }

    /** The name of the schema of a body; bodies are JSON and named, so that each has a record. */
    private @Nullable String content(String at, @Nullable Content content) {
        if (content == null || content.isEmpty()) {
            return null;
        }
        lines.allow(at, Set.of("application/json"));
        String path = Lines.join(at, "application/json");
        lines.allow(path, Set.of("schema"));
        MediaType json = content.get("application/json");
        Schema<?> schema = json == null ? null : json.getSchema();
        if (schema == null || schema.get$ref() == null) {
            throw new InvalidDescriptionException(
                    lines.place(path), "the schema of a body must be a $ref to a component, so that it has a name");
        }
        lines.allow(path + "/schema", Set.of("$ref"));
        return schemas.component(path + "/schema/$ref", schema.get$ref());
    }
}
