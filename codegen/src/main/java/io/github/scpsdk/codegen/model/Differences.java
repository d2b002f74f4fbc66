// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.read.ApiDocument;
import io.github.scpsdk.codegen.read.ApiOperation;
import io.github.scpsdk.codegen.read.ApiOperation.ApiParameter;
import io.github.scpsdk.codegen.read.ApiOperation.ApiResponse;
import io.github.scpsdk.codegen.read.ApiSchema;
import io.github.scpsdk.codegen.read.ApiSchema.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs between two versions of a service, in what is sent and in what comes back. Names of schemas and
 * texts for people are no difference.
 */
public final class Differences {

    /** The part that an operation itself is: its method and path. */
    public static final String OPERATION = "";

    private Differences() {}

    /**
     * One difference.
     *
     * @param operation the operation
     * @param part      {@code query}, {@code request}, {@code response 200}, or empty for the operation itself
     * @param name      the parameter, or the path of the field, for example {@code tags[].key}
     * @param was       what the older version has; absent where it has nothing there
     * @param is        what the newer version has; absent where it has nothing there
     * @param demanded  whether a request that was right for the older version may be wrong for the newer one because of it
     */
    public record Difference(
            String operation,
            String part,
            String name,
            @Nullable String was,
            @Nullable String is,
            boolean demanded) {

        /** For example {@code + createVolume request zone: string, required}. */
        @Override
        public String toString() {
            String sign = was == null ? "+ " : is == null ? "- " : "~ ";
            String where = operation + (part.isEmpty() ? "" : " " + part) + (name.isEmpty() ? "" : " " + name);
            String what = was == null ? is : is == null ? was : was + " -> " + is;
            return sign + where + ": " + what;
        }
    }

    /** A place in an operation of a document. */
    private record Entry(String part, String name) {

        /** The place around it; absent for the outermost. */
        @Nullable
        Entry parent() {
            if (name.isEmpty()) {
                return null;
            }
            int dot = name.lastIndexOf('.');
            String path = dot < 0 ? "" : name.substring(0, dot);
            return new Entry(part, path.endsWith("[]") ? path.substring(0, path.length() - 2) : path);
        }
    }

    /**
     * What is at a place.
     *
     * @param schema   absent where the place is a whole body or the operation itself
     * @param required whether it must be there wherever what is around it is
     */
    private record Content(String text, @Nullable ApiSchema schema, boolean required) {

        static Content of(String text) {
            return new Content(text, null, true);
        }

        static Content of(ApiSchema schema, boolean required) {
            return new Content(described(schema, required), schema, required);
        }
    }

    /** The differences, in the order of the newer version; what is gone comes last. */
    public static List<Difference> between(ApiDocument older, ApiDocument newer) {
        Map<String, ApiOperation> before = operations(older);
        Map<String, ApiOperation> after = operations(newer);
        Set<String> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            ApiOperation was = before.get(name);
            ApiOperation is = after.get(name);
            if (is == null && was != null) {
                differences.add(new Difference(name, OPERATION, "", line(was), null, true));
            } else if (is != null) {
                compare(name, was == null ? Map.of() : entries(older, was), entries(newer, is), differences);
            }
        }
        return List.copyOf(differences);
    }

    private static Map<String, ApiOperation> operations(ApiDocument document) {
        Map<String, ApiOperation> operations = new LinkedHashMap<>();
        document.operations().forEach(operation -> operations.put(operation.id(), operation));
        return operations;
    }

    private static void compare(
            String operation, Map<Entry, Content> was, Map<Entry, Content> is, List<Difference> differences) {
        Set<Entry> entries = new LinkedHashSet<>(is.keySet());
        entries.addAll(was.keySet());
        for (Entry entry : entries) {
            Content before = was.get(entry);
            Content after = is.get(entry);
            if (before == null || after == null || !before.text().equals(after.text())) {
                differences.add(new Difference(
                        operation,
                        entry.part(),
                        entry.name(),
                        before == null ? null : before.text(),
                        after == null ? null : after.text(),
                        !was.isEmpty() && demanded(entry, was, is)));
            }
        }
    }

    private static boolean demanded(Entry entry, Map<Entry, Content> was, Map<Entry, Content> is) {
        if (entry.part().startsWith("response")) {
            return false;
        }
        Content before = was.get(entry);
        Content after = is.get(entry);
        if (after == null) {
            return true;
        }
        if (before == null) {
            Entry parent = entry.parent();
            boolean newParent = parent != null && is.containsKey(parent) && !was.containsKey(parent);
            return after.required() && (!newParent || demanded(Objects.requireNonNull(parent), was, is));
        }
        if (before.schema() == null || after.schema() == null) {
            return true; // another path, or a body where there was none
        }
        return (after.required() && !before.required()) || !accepts(after.schema(), before.schema());
    }

    /** Whether the newer schema allows all that the older one does. */
    private static boolean accepts(ApiSchema newer, ApiSchema older) {
        if (newer.items() != null && older.items() != null) {
            return sameLimits(newer, older) && accepts(newer.items(), older.items());
        }
        boolean closed = !newer.values().isEmpty() && !older.values().isEmpty();
        boolean sameType = closed
                ? newer.values().containsAll(older.values())
                : type(newer).equals(type(older));
        return sameType && (newer.nullable() || !older.nullable()) && sameLimits(newer, older);
    }

    private static boolean sameLimits(ApiSchema newer, ApiSchema older) {
        return (newer.limits().none() || newer.limits().equals(older.limits()))
                && Objects.equals(newer.defaultValue(), older.defaultValue());
    }

    private static Map<Entry, Content> entries(ApiDocument document, ApiOperation operation) {
        Map<Entry, Content> entries = new LinkedHashMap<>();
        entries.put(new Entry(OPERATION, ""), Content.of(line(operation)));
        for (ApiParameter parameter : operation.parameters()) {
            if (!parameter.inPath()) {
                entries.put(new Entry("query", parameter.name()), Content.of(parameter.schema(), parameter.required()));
            }
        }
        if (operation.body() != null) {
            entries.put(new Entry("request", ""), Content.of("a body"));
            addFields(document, operation.body(), "request", "", Set.of(), entries);
        }
        for (ApiResponse response : operation.responses()) {
            String part = "response " + response.status();
            entries.put(new Entry(part, ""), Content.of(response.schema() == null ? "no body" : "a body"));
            if (response.schema() != null) {
                addFields(document, response.schema(), part, "", Set.of(), entries);
            }
        }
        return entries;
    }

    private static String line(ApiOperation operation) {
        return operation.method() + " " + operation.path();
    }

    private static void addFields(
            ApiDocument document,
            String schema,
            String part,
            String prefix,
            Set<String> around,
            Map<Entry, Content> entries) {
        if (around.contains(schema)) {
            return; // a schema that holds itself
        }
        Set<String> inside = new LinkedHashSet<>(around);
        inside.add(schema);
        ApiSchema declared = Objects.requireNonNull(document.schemas().get(schema));
        declared.properties().forEach((name, property) -> {
            String path = prefix + name;
            entries.put(
                    new Entry(part, path),
                    Content.of(property, declared.required().contains(name)));
            ApiSchema element = property.items() == null ? property : property.items();
            if (element.reference() != null) {
                String separator = property.items() == null ? "." : "[].";
                addFields(document, element.reference(), part, path + separator, inside, entries);
            }
        });
    }

    private static String described(ApiSchema schema, boolean required) {
        List<String> words = new ArrayList<>();
        words.add(type(schema));
        words.add(required ? "required" : "optional");
        if (schema.nullable()) {
            words.add("nullable");
        }
        ApiSchema.Limits limits = schema.limits();
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        named.put("matches", limits.pattern());
        named.put("from", limits.minimum());
        named.put("to", limits.maximum());
        named.put("min length", limits.minLength());
        named.put("max length", limits.maxLength());
        named.put("min items", limits.minItems());
        named.put("max items", limits.maxItems());
        named.put("by default", schema.defaultValue());
        named.forEach((name, limit) -> {
            if (limit != null) {
                words.add(name + " " + limit);
            }
        });
        return String.join(", ", words);
    }

    private static String type(ApiSchema schema) {
        if (schema.items() != null && schema.kind() == Kind.ARRAY) {
            return "list of " + type(schema.items());
        }
        if (!schema.values().isEmpty()) {
            return "one of " + String.join("|", schema.values());
        }
        String type = switch (schema.kind()) {
            case REFERENCE, OBJECT -> "object";
            case FREE_FORM -> "any object";
            case STRING_OR_LIST -> "string or list of string";
            default -> schema.kind().name().toLowerCase(Locale.ROOT);
        };
        return schema.format() == null ? type : type + " " + schema.format();
    }
}
