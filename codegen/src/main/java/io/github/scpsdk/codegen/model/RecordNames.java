// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.SchemaMerger.Merged;
import io.github.scpsdk.codegen.read.ApiFolder;
import io.github.scpsdk.codegen.read.ApiSchema;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.SourceLocation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Decides the Java names of records and their components: the provider's names, unless {@code service.yaml} gives others. */
final class RecordNames {

    private final ApiFolder folder;
    private final Map<String, String> javaNames = new HashMap<>();
    private final Set<String> usedPropertyNames = new HashSet<>();

    RecordNames(ApiFolder folder, Map<String, Merged> merged, ValueSets valueSets, WordSets wordSets) {
        this.folder = folder;
        Map<String, String> taken = new HashMap<>();
        valueSets.names().forEach(name -> taken.put(name.toLowerCase(Locale.ROOT), "the enumeration " + name));
        wordSets.names().forEach(name -> taken.put(name.toLowerCase(Locale.ROOT), "the words " + name));
        nameAll(merged, taken);
    }

    private void nameAll(Map<String, Merged> merged, Map<String, String> taken) {
        Map<String, String> given = folder.service().schemaNames();
        SourceLocation place = folder.service().place();
        given.keySet().stream()
                .filter(schema -> !merged.containsKey(schema))
                .findFirst()
                .ifPresent(schema -> {
                    throw new InvalidDescriptionException(
                            place, "javaNames names schema '" + schema + "', which no document has");
                });
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

    /** The record of a schema; every schema of a body has one. */
    String record(String schema) {
        String name = javaNames.get(schema);
        if (name == null) {
            throw new IllegalStateException("no name was given to " + schema);
        }
        return name;
    }

    /**
     * The component of a property.
     *
     * @param taken wire names of the record so far, by component
     */
    String component(String schema, String wireName, ApiSchema property, Map<String, String> taken) {
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
        return name;
    }

    /** Refuses what {@code service.yaml} names in vain; call it when every component has its name. */
    void refuseUnused() {
        Set<String> unused = new TreeSet<>(folder.service().propertyNames().keySet());
        unused.removeAll(usedPropertyNames);
        if (!unused.isEmpty()) {
            throw new InvalidDescriptionException(
                    folder.service().place(), "javaNames names properties that no document has: " + unused);
        }
    }
}
