package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.Type.Enumerated;
import io.github.scpsdk.codegen.model.Type.ListOf;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides the records of a service: one per schema, shared by all versions that name it. */
final class Schemas {

    private final ApiFolder folder;
    private final ValueSets valueSets;
    private final WordSets wordSets;
    private final Map<String, Merged> merged = new TreeMap<>();
    private final Map<String, String> javaNames = new HashMap<>();
    private final Set<String> usedPropertyNames = new HashSet<>();
    private final Set<String> usedRemedies = new HashSet<>();
    private final Set<String> requestSchemas = new HashSet<>();
    private final Set<String> responseSchemas = new HashSet<>();
    private final Map<String, List<Field>> fields = new TreeMap<>();
    private final Map<String, List<String>> sealed = new HashMap<>();

    /** A schema as its versions tell it: the newest, and since when each property is there. */
    private record Merged(ApiSchema schema, Map<String, String> since, List<String> versions) {}

    Schemas(ApiFolder folder, ValueSets valueSets, WordSets wordSets) {
        this.folder = folder;
        this.valueSets = valueSets;
        this.wordSets = wordSets;
        folder.documents().forEach(this::merge);
        name();
        folder.documents().stream()
                .flatMap(document -> document.operations().stream())
                .forEach(this::markReached);
        merged.forEach((schema, entry) -> fields.put(schema, fields(schema, entry)));
        refuseUnusedNames();
    }

    // --- merging

    private void merge(ApiDocument document) {
        document.schemas().forEach((name, schema) -> {
            Merged older = merged.get(name);
            if (older == null) {
                Map<String, String> since = new LinkedHashMap<>();
                merged.put(name, new Merged(schema, since, new ArrayList<>(List.of(document.version()))));
                return;
            }
            if (!shape(schema).equals(shape(older.schema()))) {
                throw new InvalidDescriptionException(
                        schema.place(),
                        "this is " + shape(schema) + ", but " + shape(older.schema()) + " at "
                                + older.schema().place());
            }
            older.versions().add(document.version());
            older.schema().properties().forEach((property, was) -> {
                ApiSchema is = schema.properties().get(property);
                if (is == null) {
                    throw new InvalidDescriptionException(
                            schema.place(),
                            "property '" + property + "' is gone; " + was.place()
                                    + " has it, and both versions share the record");
                }
                String contradiction =
                        contradiction(is, was, required(schema, property), required(older.schema(), property));
                if (contradiction != null) {
                    throw new InvalidDescriptionException(is.place(), contradiction + " at " + was.place());
                }
            });
            schema.properties().forEach((property, is) -> {
                if (!older.schema().properties().containsKey(property)) {
                    if (required(schema, property)) {
                        throw new InvalidDescriptionException(
                                is.place(),
                                "a property that " + older.schema().place()
                                        + " does not have must be optional, because both versions share the record");
                    }
                    older.since().put(property, document.version());
                }
            });
            merged.put(name, new Merged(schema, older.since(), older.versions()));
        });
    }

    private static boolean required(ApiSchema schema, String property) {
        return schema.required().contains(property);
    }

    private static @Nullable String contradiction(ApiSchema is, ApiSchema was, boolean required, boolean wasRequired) {
        if (required != wasRequired) {
            return required ? "this is required, but optional" : "this is optional, but required";
        }
        if (is.nullable() != was.nullable()) {
            return is.nullable() ? "this may be null, but may not" : "this may not be null, but may";
        }
        if (!shape(is).equals(shape(was))) {
            return "this is " + shape(is) + ", but " + shape(was);
        }
        if (!is.limits().equals(was.limits())) {
            return "pattern, range or length differ from those";
        }
        return null;
    }

    private static String shape(ApiSchema schema) {
        StringBuilder shape = new StringBuilder(schema.kind().name().toLowerCase(Locale.ROOT));
        if (schema.format() != null) {
            shape.append(" (").append(schema.format()).append(')');
        }
        if (schema.reference() != null) {
            shape.append(" to ").append(schema.reference());
        }
        if (!schema.values().isEmpty()) {
            shape.append(" of ").append(new TreeSet<>(schema.values()));
        }
        if (schema.items() != null) {
            shape.append(" of ").append(shape(schema.items()));
        }
        return shape.toString();
    }

    // --- naming

    private void name() {
        Map<String, String> given = folder.service().schemaNames();
        SourceLocation place = folder.service().place();
        given.keySet().stream()
                .filter(schema -> !merged.containsKey(schema))
                .findFirst()
                .ifPresent(schema -> {
                    throw new InvalidDescriptionException(
                            place, "javaNames names schema '" + schema + "', which no document has");
                });
        Map<String, String> taken = new HashMap<>();
        valueSets.names().forEach(name -> taken.put(name.toLowerCase(Locale.ROOT), "the enumeration " + name));
        wordSets.names().forEach(name -> taken.put(name.toLowerCase(Locale.ROOT), "the words " + name));
        merged.forEach((schema, entry) -> {
            String name = given.getOrDefault(schema, schema);
            if (!Names.identifier(name) || Names.reservedType(name)) {
                throw new InvalidDescriptionException(
                        entry.schema().place(),
                        "'" + name + "' cannot be the name of a record; name it under javaNames/schemas in " + place);
            }
            // Files are named after records, and some file systems do not tell case apart.
            String before = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), "the schema " + schema);
            if (before != null) {
                throw new InvalidDescriptionException(
                        entry.schema().place(),
                        "the record " + name + " would be taken for " + before
                                + "; name one of them under javaNames/schemas in " + place);
            }
            javaNames.put(schema, name);
        });
    }

    private void refuseUnusedNames() {
        Set<String> unused = new TreeSet<>(folder.service().propertyNames().keySet());
        unused.removeAll(usedPropertyNames);
        if (!unused.isEmpty()) {
            throw new InvalidDescriptionException(
                    folder.service().place(), "javaNames names properties that no document has: " + unused);
        }
        Set<String> useless = new TreeSet<>(folder.service().remedies().keySet());
        useless.removeAll(usedRemedies);
        if (!useless.isEmpty()) {
            throw new InvalidDescriptionException(
                    folder.service().place(), "remedies names what no request must give: " + useless);
        }
    }

    // --- what requests and responses reach

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
        for (ApiSchema property : entry(schema).schema().properties().values()) {
            ApiSchema element = property.items() == null ? property : property.items();
            if (property.kind() == Kind.REFERENCE || property.kind() == Kind.ARRAY) {
                markReached(element.reference(), reached);
            }
        }
    }

    private Merged entry(String schema) {
        Merged entry = merged.get(schema);
        if (entry == null) {
            throw new IllegalStateException("the reader let a reference to nothing pass: " + schema);
        }
        return entry;
    }

    // --- fields

    private List<Field> fields(String schema, Merged entry) {
        List<Field> list = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        boolean request = requestSchemas.contains(schema);
        entry.schema().properties().forEach((wireName, property) -> {
            String key = schema + "." + wireName;
            String given = folder.service().propertyNames().get(key);
            if (given != null) {
                usedPropertyNames.add(key);
            }
            String name = given == null ? Names.component(wireName) : given;
            if (!Names.identifier(name) || Names.reservedComponent(name)) {
                throw new InvalidDescriptionException(
                        property.place(),
                        "'" + name + "' cannot be the name of a component; name it under javaNames/properties in "
                                + folder.service().place());
            }
            String before = taken.putIfAbsent(name, wireName);
            if (before != null) {
                throw new InvalidDescriptionException(
                        property.place(),
                        "'" + before + "' and '" + wireName + "' would both be " + name
                                + "; name one of them under javaNames/properties in "
                                + folder.service().place());
            }
            boolean required = required(entry.schema(), wireName);
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
        });
        return List.copyOf(list);
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
        Limits.check(schema, type);
        boolean sensitive = "password".equals(schema.format());
        return new Field(
                wireName,
                name,
                type,
                required,
                required && !schema.nullable(),
                !(type instanceof ListOf) && (!required || schema.nullable()),
                sensitive,
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
                    default -> throw unknownFormat(schema, "date-time, date, password, numeric-string");
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
        if (entry(target).schema().kind() == Kind.FREE_FORM) {
            return Scalar.FREE_FORM;
        }
        return new Nested(recordName(target));
    }

    private static InvalidDescriptionException unknownFormat(ApiSchema schema, String understood) {
        String what = schema.format() == null ? "a type without 'format'" : "format '" + schema.format() + "'";
        return new InvalidDescriptionException(
                schema.place(), what + " is not understood here; understood: " + understood);
    }

    // --- responses

    /** The record of a schema; every schema of a body has one. */
    String recordName(String schema) {
        String name = javaNames.get(schema);
        if (name == null) {
            throw new IllegalStateException("no name was given to " + schema);
        }
        return name;
    }

    /** The record of the schema of a body. */
    String bodyRecord(SourceLocation place, String schema) {
        if (entry(schema).schema().kind() == Kind.FREE_FORM) {
            throw new InvalidDescriptionException(place, "a body without known properties is not understood");
        }
        return recordName(schema);
    }

    /** The records that a result may be: itself, unless it is sealed. */
    List<String> choices(String result) {
        return sealed.getOrDefault(result, List.of(result));
    }

    /** Remembers the records of a sealed result. */
    void seal(String result, Collection<String> records) {
        sealed.put(result, List.copyOf(records));
    }

    /** What all of these records have, in the order of the first. */
    List<Field> shared(List<String> records) {
        Map<String, List<Field>> byRecord = new HashMap<>();
        fields.forEach((schema, list) -> byRecord.put(recordName(schema), list));
        List<Field> shared = new ArrayList<>();
        for (Field field : byRecord.getOrDefault(records.get(0), List.of())) {
            List<Field> same = records.stream()
                    .flatMap(record -> byRecord.getOrDefault(record, List.of()).stream())
                    .filter(other ->
                            other.name().equals(field.name()) && other.type().equals(field.type()))
                    .toList();
            if (same.size() == records.size()) {
                boolean nullable = same.stream().anyMatch(Field::nullable);
                shared.add(new Field(
                        field.wireName(),
                        field.name(),
                        field.type(),
                        field.required(),
                        field.promised(),
                        nullable,
                        field.sensitive(),
                        field.facts()));
            }
        }
        return List.copyOf(shared);
    }

    /** All records, sorted by name. */
    List<RecordModel> records(List<ResultModel> results) {
        Set<String> checked =
                closure(field -> field.mandatory() || !field.facts().limits().none());
        checked.retainAll(requestSchemas.stream().map(this::recordName).collect(Collectors.toSet()));
        Set<String> secrets = closure(Field::sensitive);
        int versions = folder.documents().size();
        List<RecordModel> records = new ArrayList<>();
        merged.forEach((schema, entry) -> {
            if (entry.schema().kind() == Kind.FREE_FORM) {
                return;
            }
            String name = recordName(schema);
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

    /** Where the newest document that has this schema knows it from. */
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
                grew |= hit && found.add(recordName(entry.getKey()));
            }
        }
        return found;
    }

    private static String recordIn(Type type) {
        Type element = type instanceof ListOf list ? list.element() : type;
        return element instanceof Nested nested ? nested.name() : "";
    }
}
