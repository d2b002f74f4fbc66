// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.OperationModel.SuccessResponse;
import io.github.scpsdk.codegen.model.Type.Nested;
import io.github.scpsdk.codegen.read.ApiDocument;
import io.github.scpsdk.codegen.read.ApiFolder;
import io.github.scpsdk.codegen.read.ApiOperation;
import io.github.scpsdk.codegen.read.ApiOperation.ApiParameter;
import io.github.scpsdk.codegen.read.ApiOperation.ApiResponse;
import io.github.scpsdk.codegen.read.ApiSchema;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.ServiceFile;
import io.github.scpsdk.codegen.read.ServiceFile.Semantics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides the operations of a service, version by version, and what they return. */
final class OperationModels {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final ApiFolder folder;
    private final ServiceFile service;
    private final RecordModels schemas;
    private final Map<String, Set<String>> resultRecords = new TreeMap<>();
    private final Map<String, String> resultTitles = new HashMap<>();

    OperationModels(ApiFolder folder, RecordModels schemas) {
        this.folder = folder;
        this.service = folder.service();
        this.schemas = schemas;
    }

    /** The model of an operation that one document has. */
    OperationModel of(ApiOperation operation) {
        Semantics semantics = semantics(operation);
        List<SuccessResponse> responses = new ArrayList<>();
        List<Integer> refusals = new ArrayList<>();
        for (ApiResponse response : operation.responses()) {
            if (response.success()) {
                String schema = response.schema();
                responses.add(new SuccessResponse(
                        response.status(), schema == null ? null : schemas.bodyRecord(response.place(), schema)));
            } else if (response.status() >= 400) {
                refusals.add(response.status());
            } else {
                throw new InvalidDescriptionException(
                        response.place(), "only responses of 2xx, 4xx and 5xx are understood");
            }
        }
        ParamsModel params = params(operation);
        String body = operation.body() == null ? null : schemas.bodyRecord(operation.place(), operation.body());
        String result = result(operation, responses);
        ServiceFile.PagingSpec paging = service.paging().get(operation.id());
        return new OperationModel(
                operation.id(),
                operation.title(),
                description(operation),
                operation.method(),
                operation.path(),
                path(operation),
                params,
                body,
                List.copyOf(responses),
                result,
                List.copyOf(refusals),
                semantics.idempotent(),
                semantics.verifyWith(),
                since(operation),
                paging == null ? null : new PagingModels(schemas).of(paging, params, body, result),
                operation.anonymous(),
                operation.job(),
                operation.knownFrom());
    }

    private static String description(ApiOperation operation) {
        ApiOperation.Job job = operation.job();
        return job == null
                ? operation.description()
                : operation.description() + " The call ends when the work behind it does, and waits for it for at most "
                        + words(job.limit()) + ", or for the timeout that is set.";
    }

    private static String words(Duration limit) {
        return limit.toSecondsPart() == 0 && limit.toMinutesPart() == 0
                ? limit.toHours() + (limit.toHours() == 1 ? " hour" : " hours")
                : limit.toMinutes() + " minutes";
    }

    private @Nullable String since(ApiOperation operation) {
        for (int i = 0; i < folder.documents().size(); i++) {
            ApiDocument document = folder.documents().get(i);
            if (document.operations().stream().anyMatch(other -> other.id().equals(operation.id()))) {
                return i == 0 ? null : document.version();
            }
        }
        return null;
    }

    private List<PathArgument> path(ApiOperation operation) {
        Map<String, ApiParameter> declared = new LinkedHashMap<>();
        for (ApiParameter parameter : operation.parameters()) {
            if (parameter.inPath()) {
                declared.put(parameter.name(), parameter);
            }
        }
        List<PathArgument> path = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Matcher matcher = VARIABLE.matcher(operation.path());
        while (matcher.find()) {
            ApiParameter parameter = declared.remove(matcher.group(1));
            if (parameter == null) {
                throw new InvalidDescriptionException(
                        operation.place(),
                        "the path has {" + matcher.group(1) + "}, which is no parameter in the path");
            }
            String name = Names.argument(parameter.name());
            if (!Names.identifier(name) || !taken.add(name)) {
                throw new InvalidDescriptionException(
                        parameter.place(), "'" + name + "' cannot be the name of an argument");
            }
            ApiSchema schema = parameter.schema();
            if (schema.kind() != ApiSchema.Kind.STRING
                    || schema.format() != null
                    || !schema.values().isEmpty()
                    || !schema.limits().none()) {
                throw new InvalidDescriptionException(parameter.place(), "parameters in the path are plain strings");
            }
            path.add(new PathArgument(
                    parameter.name(),
                    name,
                    RecordModels.facts(parameter.schema().describedBy(parameter), false, null, null, null)));
        }
        if (!declared.isEmpty()) {
            throw new InvalidDescriptionException(
                    operation.place(), "the path lacks " + declared.keySet() + ", which are parameters in it");
        }
        return List.copyOf(path);
    }

    private @Nullable ParamsModel params(ApiOperation operation) {
        List<Field> fields = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        for (ApiParameter parameter : operation.parameters()) {
            if (parameter.inPath()) {
                continue;
            }
            String name = Names.component(parameter.name());
            String before = taken.put(name, parameter.name());
            if (!Names.identifier(name) || before != null) {
                throw new InvalidDescriptionException(
                        parameter.place(), "'" + name + "' cannot be the name of a parameter, or is twice");
            }
            Field field = schemas.field(
                    operation.id(),
                    parameter.name(),
                    name,
                    parameter.schema().describedBy(parameter),
                    parameter.required(),
                    null,
                    null);
            checkQuery(parameter, field.type());
            // A required parameter must be given, whatever its schema says of null: a query has no null.
            fields.add(field.withNullable(!field.list() && !parameter.required()));
        }
        return fields.isEmpty()
                ? null
                : new ParamsModel(Names.upperFirst(operation.id()) + "Params", operation.title(), List.copyOf(fields));
    }

    private static void checkQuery(ApiParameter parameter, Type type) {
        Type element = type instanceof Type.ListOf list ? list.element() : type;
        if (element instanceof Nested
                || element == Type.Scalar.FREE_FORM
                || element == Type.Scalar.STRING_OR_LIST
                || element instanceof Type.LocalTime) {
            throw new InvalidDescriptionException(parameter.place(), "this type is not understood in a query");
        }
        if ("password".equals(parameter.schema().format())) {
            throw new InvalidDescriptionException(
                    parameter.place(), "a secret is understood in a body only: URLs are written down by others");
        }
    }

    private @Nullable String result(ApiOperation operation, List<SuccessResponse> responses) {
        Set<String> records = new LinkedHashSet<>();
        for (SuccessResponse response : responses) {
            if (response.record() != null) {
                records.add(response.record());
            }
        }
        if (responses.isEmpty()) {
            throw new InvalidDescriptionException(operation.place(), "no success is documented");
        }
        boolean someEmpty = responses.stream().anyMatch(response -> response.record() == null);
        if (someEmpty && !records.isEmpty()) {
            throw new InvalidDescriptionException(
                    operation.place(), "successes with and without a body in one operation are not understood");
        }
        if (records.size() <= 1) {
            return records.isEmpty() ? null : records.iterator().next();
        }
        String name = Names.upperFirst(operation.id()) + "Result";
        schemas.seal(name, records);
        resultRecords.computeIfAbsent(name, key -> new LinkedHashSet<>()).addAll(records);
        resultTitles.put(name, operation.title());
        return name;
    }

    /** The sealed results; call it when every operation has been decided. */
    List<ResultModel> results() {
        List<ResultModel> results = new ArrayList<>();
        resultRecords.forEach((name, records) -> {
            List<String> sorted = List.copyOf(records);
            results.add(new ResultModel(name, resultTitles.getOrDefault(name, name), sorted, schemas.shared(sorted)));
        });
        return List.copyOf(results);
    }

    /** The meaning of sending an operation twice. */
    Semantics semantics(ApiOperation operation) {
        Semantics semantics = service.operations().get(operation.id());
        if (semantics == null) {
            throw new InvalidDescriptionException(
                    operation.place(),
                    service.place() + " does not say whether '" + operation.id() + "' may be repeated");
        }
        return semantics;
    }
}
