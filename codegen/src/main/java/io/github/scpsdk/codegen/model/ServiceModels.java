package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.OperationModel.SuccessResponse;
import io.github.scpsdk.codegen.model.Type.Nested;
import io.github.scpsdk.codegen.model.VersionModel.Deprecation;
import io.github.scpsdk.codegen.read.ApiDocument;
import io.github.scpsdk.codegen.read.ApiFolder;
import io.github.scpsdk.codegen.read.ApiOperation;
import io.github.scpsdk.codegen.read.ApiOperation.ApiParameter;
import io.github.scpsdk.codegen.read.ApiOperation.ApiResponse;
import io.github.scpsdk.codegen.read.ApiSchema;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.ServiceFile;
import io.github.scpsdk.codegen.read.ServiceFile.Semantics;
import io.github.scpsdk.codegen.read.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides everything about one service; what it returns only needs printing. */
public final class ServiceModels {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final ApiFolder folder;
    private final ServiceFile service;
    private final ValueSets valueSets;
    private final WordSets wordSets;
    private final Schemas schemas;
    private final Map<String, Set<String>> resultRecords = new TreeMap<>();
    private final Map<String, String> resultTitles = new HashMap<>();

    private ServiceModels(ApiFolder folder) {
        this.folder = folder;
        this.service = folder.service();
        this.valueSets = new ValueSets(service);
        this.wordSets = new WordSets(service, valueSets);
        this.schemas = new Schemas(folder, valueSets, wordSets);
    }

    /** The model of the service described in this folder. */
    public static ServiceModel of(ApiFolder folder) {
        return new ServiceModels(folder).model();
    }

    private ServiceModel model() {
        checkSameService();
        checkOperationsAgree();
        List<VersionModel> versions =
                folder.documents().stream().map(this::version).toList();
        List<ResultModel> results = results();
        List<RecordModel> records = schemas.records(results);
        checkResultNames(results, records);
        return new ServiceModel(
                folder.folder(),
                folder.documents().get(0).service(),
                service.folder(),
                service.packageName(),
                service.title(),
                service.description(),
                versions,
                records,
                valueSets.all(),
                wordSets.all(),
                results);
    }

    // --- what all documents of a service share

    private void checkSameService() {
        String name = folder.documents().get(0).service();
        for (ApiDocument document : folder.documents()) {
            if (!document.service().equals(name)) {
                throw new InvalidDescriptionException(
                        document.place(), "this describes '" + document.service() + "', its neighbour '" + name + "'");
            }
        }
    }

    private void checkOperationsAgree() {
        Set<String> described = new TreeSet<>();
        for (ApiDocument document : folder.documents()) {
            Set<String> ids = new HashSet<>();
            for (ApiOperation operation : document.operations()) {
                if (!ids.add(operation.id())) {
                    throw new InvalidDescriptionException(operation.place(), "'" + operation.id() + "' is there twice");
                }
                if (!Names.operation(operation.id())) {
                    throw new InvalidDescriptionException(
                            operation.place(), "'" + operation.id() + "' cannot be a method");
                }
                Semantics semantics = semantics(operation);
                if (semantics.verifyWith() != null
                        && document.operations().stream()
                                .noneMatch(other -> other.id().equals(semantics.verifyWith()))) {
                    throw new InvalidDescriptionException(
                            semantics.place(),
                            "version " + document.version() + " has no operation '" + semantics.verifyWith() + "'");
                }
            }
            described.addAll(ids);
        }
        service.operations().forEach((id, semantics) -> {
            if (!described.contains(id)) {
                throw new InvalidDescriptionException(semantics.place(), "no document has this operation");
            }
        });
        Map<SourceLocation, String> named = new LinkedHashMap<>();
        service.paging().forEach((id, paging) -> named.put(paging.place(), id));
        service.waiters().forEach(waiting -> named.put(waiting.place(), waiting.operation()));
        service.andWait().forEach((id, andWait) -> named.put(andWait.place(), id));
        named.forEach((place, id) -> {
            if (!described.contains(id)) {
                throw new InvalidDescriptionException(place, "no document has the operation '" + id + "'");
            }
        });
    }

    private Semantics semantics(ApiOperation operation) {
        Semantics semantics = service.operations().get(operation.id());
        if (semantics == null) {
            throw new InvalidDescriptionException(
                    operation.place(),
                    service.place() + " does not say whether '" + operation.id() + "' may be repeated");
        }
        return semantics;
    }

    // --- versions

    private VersionModel version(ApiDocument document) {
        String newest = folder.documents().get(folder.documents().size() - 1).version();
        if (document.deprecated() && document.version().equals(newest)) {
            throw new InvalidDescriptionException(
                    document.place(), "the newest version is deprecated: nothing is left to use instead");
        }
        Map<String, String> taken = new HashMap<>();
        List<OperationModel> operations = new ArrayList<>();
        for (ApiOperation operation : document.operations()) {
            OperationModel model = operation(operation);
            checkConstant(operation, model.constant());
            String before = taken.put(model.constant(), operation.id());
            if (before != null) {
                throw new InvalidDescriptionException(
                        operation.place(),
                        "'" + before + "' and '" + operation.id() + "' would both be " + model.constant());
            }
            operations.add(model);
        }
        Waiting waiting = new Waiting(service, schemas, wordSets, operations);
        List<WaiterModel> waiters = waiting.waiters();
        List<AndWaitModel> andWaits = waiting.andWaits(waiters);
        checkMethodNames(operations, andWaits);
        String client = service.client();
        return new VersionModel(
                document.place().file(),
                document.version(),
                service.packageName() + ".v" + document.version().replace('.', '_'),
                client,
                client.replaceFirst("Client$", "") + "Operations",
                document.hostTemplate(),
                document.locations(),
                document.header(),
                document.security(),
                document.deprecated() ? new Deprecation(document.notBefore(), newest) : null,
                document.uncertain(),
                document.version().equals(newest) ? null : newest,
                document.knownFrom(),
                List.copyOf(operations),
                waiters,
                andWaits);
    }

    private static void checkConstant(ApiOperation operation, String constant) {
        boolean java = Names.identifier(constant);
        if (!java || Names.reservedConstant(constant)) {
            throw new InvalidDescriptionException(
                    operation.place(),
                    "the title '" + operation.title() + "' would be the constant " + constant
                            + (java ? ", which is taken" : ", which Java does not understand"));
        }
    }

    private void checkMethodNames(List<OperationModel> operations, List<AndWaitModel> andWaits) {
        Set<String> taken = new HashSet<>(Set.of("waiters"));
        operations.stream()
                .filter(operation -> operation.paging() != null)
                .forEach(operation -> taken.add(operation.name() + "Paginator"));
        andWaits.forEach(andWait -> taken.add(andWait.operation().name() + "AndWait"));
        for (OperationModel operation : operations) {
            if (taken.contains(operation.name())) {
                throw new InvalidDescriptionException(
                        service.place(), "the operation '" + operation.name() + "' has the name of another method");
            }
        }
    }

    // --- operations

    private OperationModel operation(ApiOperation operation) {
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
        ServiceFile.Paging paging = service.paging().get(operation.id());
        return new OperationModel(
                operation.id(),
                operation.title(),
                Names.constant(operation.title()),
                operation.description(),
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
                paging == null ? null : new Paging(schemas).of(paging, params, body, result),
                operation.knownFrom());
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
                    parameter.name(), name, Schemas.facts(described(parameter), false, null, null, null)));
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
                    operation.id(), parameter.name(), name, described(parameter), parameter.required(), null, null);
            checkQuery(parameter, field.type());
            // A required parameter must be given, whatever its schema says of null: a query has no null.
            fields.add(new Field(
                    field.wireName(),
                    field.name(),
                    field.type(),
                    field.required(),
                    field.promised(),
                    !field.list() && !parameter.required(),
                    field.sensitive(),
                    field.facts()));
        }
        return fields.isEmpty()
                ? null
                : new ParamsModel(Names.upperFirst(operation.id()) + "Params", operation.title(), List.copyOf(fields));
    }

    private static void checkQuery(ApiParameter parameter, Type type) {
        Type element = type instanceof Type.ListOf list ? list.element() : type;
        if (element instanceof Nested || element == Type.Scalar.FREE_FORM || element == Type.Scalar.STRING_OR_LIST) {
            throw new InvalidDescriptionException(parameter.place(), "this type is not understood in a query");
        }
        if ("password".equals(parameter.schema().format())) {
            throw new InvalidDescriptionException(
                    parameter.place(), "a secret is understood in a body only: URLs are written down by others");
        }
    }

    private static ApiSchema described(ApiParameter parameter) {
        ApiSchema schema = parameter.schema();
        return new ApiSchema(
                parameter.place(),
                schema.kind(),
                schema.nullable(),
                parameter.description(),
                schema.format(),
                schema.reference(),
                schema.items(),
                schema.values(),
                schema.properties(),
                schema.required(),
                schema.limits(),
                schema.defaultValue(),
                schema.example());
    }

    // --- results

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

    private List<ResultModel> results() {
        List<ResultModel> results = new ArrayList<>();
        resultRecords.forEach((name, records) -> {
            List<String> sorted = List.copyOf(records);
            results.add(new ResultModel(name, resultTitles.getOrDefault(name, name), sorted, schemas.shared(sorted)));
        });
        return List.copyOf(results);
    }

    private void checkResultNames(List<ResultModel> results, List<RecordModel> records) {
        Set<String> taken = new HashSet<>(valueSets.names());
        records.forEach(record -> taken.add(record.name()));
        for (ResultModel result : results) {
            if (taken.contains(result.name())) {
                throw new InvalidDescriptionException(
                        service.place(),
                        "the schema or enumeration " + result.name() + " has the name of the result of "
                                + result.title() + "; name it otherwise under javaNames");
            }
        }
    }
}
