// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.Field.Condition;
import io.github.scpsdk.codegen.model.SchemaMerger.Merged;
import io.github.scpsdk.codegen.model.Type.Enumerated;
import io.github.scpsdk.codegen.model.Type.ListOf;
import io.github.scpsdk.codegen.model.Type.LocalTime;
import io.github.scpsdk.codegen.model.Type.Nested;
import io.github.scpsdk.codegen.model.Type.Scalar;
import io.github.scpsdk.codegen.read.ApiDocument;
import io.github.scpsdk.codegen.read.ApiFolder;
import io.github.scpsdk.codegen.read.ApiOperation;
import io.github.scpsdk.codegen.read.ApiOperation.ApiResponse;
import io.github.scpsdk.codegen.read.ApiSchema;
import io.github.scpsdk.codegen.read.ApiSchema.Kind;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.KnownFrom;
import io.github.scpsdk.codegen.read.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides the records of a service: one per schema, shared by all versions that name it. */
final class RecordModels {

    private final ApiFolder folder;
    private final ValueSets valueSets;
    private final WordSets wordSets;
    private final SchemaMerger merged;
    private final RecordNames names;
    private final Set<String> usedRemedies = new HashSet<>();
    private final Set<String> requestSchemas = new HashSet<>();
    private final Set<String> responseSchemas = new HashSet<>();
    private final Map<String, List<Field>> fields = new TreeMap<>();
    private final Map<String, List<String>> sealed = new HashMap<>();

    RecordModels(ApiFolder folder, ValueSets valueSets, WordSets wordSets) {
        this.folder = folder;
        this.valueSets = valueSets;
        this.wordSets = wordSets;
        this.merged = new SchemaMerger(folder.documents());
        this.names = new RecordNames(folder, merged.all(), valueSets, wordSets);
        folder.documents().stream()
                .flatMap(document -> document.operations().stream())
                .forEach(this::markReached);
        merged.all().forEach((schema, entry) -> fields.put(schema, fields(schema, entry)));
        names.refuseUnused();
        refuseUnusedRemedies();
    }

    private void refuseUnusedRemedies() {
        Set<String> useless = new TreeSet<>(folder.service().remedies().keySet());
        useless.removeAll(usedRemedies);
        if (!useless.isEmpty()) {
            throw new InvalidDescriptionException(
                    folder.service().place(), "remedies names what no request must give: " + useless);
        }
    }

    private void markReached(ApiOperation operation) {
        markReached(operation.body(), requestSchemas);
        operation.responses().stream()
                .filter(ApiResponse::success)
                .forEach(response -> markReached(response.schema(), responseSchemas));
    }

    private void markReached(@Nullable String schema, Set<String> reached) {
        if (schema == null || !reached.add(schema)) {
            return;
        }
        for (ApiSchema property : merged.entry(schema).schema().properties().values()) {
            ApiSchema element = property.items() == null ? property : property.items();
            if (property.kind() == Kind.REFERENCE || property.kind() == Kind.ARRAY) {
                markReached(element.reference(), reached);
            }
        }
    }

    private List<Field> fields(String schema, Merged entry) {
        List<Field> list = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        boolean request = requestSchemas.contains(schema);
        entry.schema().properties().forEach((wireName, property) -> {
            String key = schema + "." + wireName;
            String name = names.component(schema, wireName, property, taken);
            boolean required = entry.requires(wireName);
            Field field = field(
                    schema,
                    wireName,
                    name,
                    property,
                    required,
                    entry.since().get(wireName),
                    folder.service().remedies().get(key));
            if (request && field.mandatory()) {
                usedRemedies.add(key);
            }
            list.add(field);
            if (request && field.element() instanceof LocalTime) {
                throw new InvalidDescriptionException(
                        property.place(), "a local-date-time is understood in responses only");
            }
        });
        return conditions(entry.schema(), list);
    }

    /** The fields with what they depend on. */
    private static List<Field> conditions(ApiSchema schema, List<Field> fields) {
        List<Field> all = new ArrayList<>();
        for (Field field : fields) {
            ApiSchema property = schema.properties().get(field.wireName());
            Condition condition =
                    property == null || property.requiredWhen().isEmpty() ? null : condition(property, fields);
            all.add(condition == null ? field : field.requiredWhen(condition));
        }
        return List.copyOf(all);
    }

    private static Condition condition(ApiSchema property, List<Field> fields) {
        String other = property.requiredWhen().keySet().iterator().next();
        return fields.stream()
                .filter(field -> field.wireName().equals(other) && field.type() == Scalar.BOOLEAN)
                .findFirst()
                .map(field -> new Condition(
                        other,
                        field.name(),
                        Boolean.TRUE.equals(property.requiredWhen().get(other))))
                .orElseThrow(() -> new InvalidDescriptionException(
                        property.place(), "'" + other + "' is no property with a truth value"));
    }

    /**
     * A field of a record or a query parameter.
     *
     * @param owner the schema, or the operation of a query parameter
     */
    Field field(
            String owner,
            String wireName,
            String name,
            ApiSchema schema,
            boolean required,
            @Nullable String since,
            @Nullable String remedy) {
        Type type = type(schema);
        LimitChecks.check(schema, type);
        boolean sensitive = "password".equals(schema.format());
        return new Field(
                wireName,
                name,
                type,
                required,
                required && !schema.nullable(),
                !(type instanceof ListOf) && (!required || schema.nullable()),
                sensitive,
                null,
                facts(schema, sensitive, since, remedy, wordSets.of(owner, wireName, schema, type)));
    }

    static FieldDocs facts(
            ApiSchema schema,
            boolean sensitive,
            @Nullable String since,
            @Nullable String remedy,
            @Nullable String words) {
        return new FieldDocs(
                schema.description(),
                schema.limits(),
                sensitive ? null : schema.defaultValue(),
                sensitive ? null : schema.example(),
                since,
                remedy,
                words);
    }

    private Type type(ApiSchema schema) {
        if (!schema.values().isEmpty()) {
            return new Enumerated(valueSets.use(schema.place(), schema.values()));
        }
        String format = schema.format() == null ? "" : schema.format();
        return switch (schema.kind()) {
            case STRING ->
                switch (format) {
                    // numeric-string is text that holds a number: it stays text, as the provider types it
                    case "", "password", "numeric-string" -> Scalar.STRING;
                    case "date-time" -> Scalar.DATE_TIME;
                    case "date" -> Scalar.DATE;
                    case "local-date-time" -> new LocalTime(String.valueOf(schema.timePattern()));
                    default ->
                        throw unknownFormat(schema, "date-time, date, local-date-time, password, numeric-string");
                };
            case INTEGER ->
                switch (format) {
                    case "int32" -> Scalar.INT32;
                    case "int64" -> Scalar.INT64;
                    default -> throw unknownFormat(schema, "int32, int64");
                };
            case NUMBER ->
                switch (format) {
                    case "" -> Scalar.DECIMAL;
                    case "double" -> Scalar.FLOAT64;
                    default -> throw unknownFormat(schema, "double");
                };
            case BOOLEAN -> plain(schema, Scalar.BOOLEAN);
            case FREE_FORM -> plain(schema, Scalar.FREE_FORM);
            case STRING_OR_LIST -> plain(schema, Scalar.STRING_OR_LIST);
            case ARRAY -> list(schema);
            case REFERENCE -> reference(schema);
            case OBJECT ->
                throw new InvalidDescriptionException(
                        schema.place(), "an object inside another needs a name: make it a component and point to it");
        };
    }

    private static Type plain(ApiSchema schema, Scalar scalar) {
        if (schema.format() != null) {
            throw unknownFormat(schema, "none");
        }
        return scalar;
    }

    private Type list(ApiSchema schema) {
        ApiSchema items = schema.items();
        if (items == null) {
            throw new InvalidDescriptionException(schema.place(), "a list needs 'items'");
        }
        Type element = type(items);
        if (!items.limits().none()) {
            throw new InvalidDescriptionException(
                    items.place(), "patterns, ranges and lengths of list elements are not understood");
        }
        boolean understood = element instanceof Nested
                || element instanceof Enumerated
                || element == Scalar.STRING
                || element == Scalar.INT32
                || element == Scalar.INT64
                || element == Scalar.FREE_FORM;
        if (!understood || "password".equals(items.format())) {
            throw new InvalidDescriptionException(
                    items.place(),
                    "lists of this are not understood; understood are lists of strings, int32, int64,"
                            + " enumerations, objects and free-form objects");
        }
        return new ListOf(element);
    }

    private Type reference(ApiSchema schema) {
        String target = schema.reference() == null ? "" : schema.reference();
        if (merged.entry(target).schema().kind() == Kind.FREE_FORM) {
            return Scalar.FREE_FORM;
        }
        return new Nested(names.record(target));
    }

    private static InvalidDescriptionException unknownFormat(ApiSchema schema, String understood) {
        String what = schema.format() == null ? "a type without 'format'" : "format '" + schema.format() + "'";
        return new InvalidDescriptionException(
                schema.place(), what + " is not understood here; understood: " + understood);
    }

    /** The record of the schema of a body. */
    String bodyRecord(SourceLocation place, String schema) {
        if (merged.entry(schema).schema().kind() == Kind.FREE_FORM) {
            throw new InvalidDescriptionException(place, "a body without known properties is not understood");
        }
        return names.record(schema);
    }

    /** The records that a result may be: itself, unless it is sealed. */
    List<String> choices(String result) {
        return sealed.getOrDefault(result, List.of(result));
    }

    /** Remembers the records of a sealed result. */
    void seal(String result, Collection<String> records) {
        sealed.put(result, List.copyOf(records));
    }

    /** The fields that all of these records have, in the order of the first. */
    List<Field> shared(List<String> records) {
        Map<String, List<Field>> byRecord = new HashMap<>();
        fields.forEach((schema, list) -> byRecord.put(names.record(schema), list));
        List<Field> shared = new ArrayList<>();
        for (Field field : byRecord.getOrDefault(records.get(0), List.of())) {
            List<Field> same = records.stream()
                    .flatMap(record -> byRecord.getOrDefault(record, List.of()).stream())
                    .filter(other ->
                            other.name().equals(field.name()) && other.type().equals(field.type()))
                    .toList();
            if (same.size() == records.size()) {
                boolean nullable = same.stream().anyMatch(Field::nullable);
                shared.add(field.withNullable(nullable));
            }
        }
        return List.copyOf(shared);
    }

    /** All records, sorted by name. */
    List<RecordModel> records(List<ResultModel> results) {
        Set<String> checked = closure(field -> field.mandatory()
                || field.requiredWhen() != null
                || !field.facts().limits().none());
        checked.retainAll(requestSchemas.stream().map(names::record).collect(Collectors.toSet()));
        Set<String> secrets = closure(Field::sensitive);
        int versions = folder.documents().size();
        List<RecordModel> records = new ArrayList<>();
        merged.all().forEach((schema, entry) -> {
            if (entry.schema().kind() == Kind.FREE_FORM) {
                return;
            }
            String name = names.record(schema);
            records.add(new RecordModel(
                    schema,
                    name,
                    entry.schema().description(),
                    entry.versions().size() == versions ? List.of() : List.copyOf(entry.versions()),
                    knownFrom(schema),
                    fields.getOrDefault(schema, List.of()),
                    requestSchemas.contains(schema),
                    responseSchemas.contains(schema),
                    checked.contains(name),
                    secrets.contains(name),
                    results.stream()
                            .filter(result -> result.records().contains(name))
                            .map(ResultModel::name)
                            .toList()));
        });
        records.sort((a, b) -> a.name().compareTo(b.name()));
        return List.copyOf(records);
    }

    /** The source from which the newest document that has this schema knows it. */
    private @Nullable KnownFrom knownFrom(String schema) {
        KnownFrom newest = null;
        for (ApiDocument document : folder.documents()) {
            if (document.schemas().containsKey(schema)) {
                newest = document.knownFrom().get(schema);
            }
        }
        return newest;
    }

    /** The records that have such a field, or hold a record that does. */
    private Set<String> closure(Predicate<Field> holds) {
        Set<String> found = new HashSet<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Map.Entry<String, List<Field>> entry : fields.entrySet()) {
                boolean hit = entry.getValue().stream()
                        .anyMatch(field -> holds.test(field) || found.contains(recordIn(field.type())));
                grew |= hit && found.add(names.record(entry.getKey()));
            }
        }
        return found;
    }

    private static String recordIn(Type type) {
        Type element = type instanceof ListOf list ? list.element() : type;
        return element instanceof Nested nested ? nested.name() : "";
    }
}
