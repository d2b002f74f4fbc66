// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.read.ApiDocument;
import io.github.scpsdk.codegen.read.ApiSchema;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Merges the schemas of all versions of a service: what several versions name is one schema. */
final class SchemaMerger {

    private final Map<String, Merged> merged = new TreeMap<>();

    /** A schema as its versions tell it: the newest, and since when each property is there. */
    record Merged(ApiSchema schema, Map<String, String> since, List<String> versions) {

        boolean requires(String property) {
            return required(schema, property);
        }
    }

    SchemaMerger(List<ApiDocument> documents) {
        documents.forEach(this::merge);
    }

    /** All of them by name, sorted. */
    Map<String, Merged> all() {
        return merged;
    }

    /** The schema of this name, which the reader has made sure of. */
    Merged entry(String schema) {
        Merged entry = merged.get(schema);
        if (entry == null) {
            throw new IllegalStateException("the reader let a reference to nothing pass: " + schema);
        }
        return entry;
    }

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
}
