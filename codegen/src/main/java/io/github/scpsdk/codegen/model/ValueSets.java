// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.EnumerationModel.Value;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.ServiceFile;
import io.github.scpsdk.codegen.read.ServiceFile.ValueSet;
import io.github.scpsdk.codegen.read.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides the enumerations of a service: each set of values has one type, named in the service file. A set that grew is
 * still one: older documents have it without the values that came later.
 */
final class ValueSets {

    private static final String UNRECOGNIZED = "UNRECOGNIZED";

    private final ServiceFile service;
    private final Map<Set<String>, ValueSet> byValues = new LinkedHashMap<>();
    private final Set<Set<String>> used = new HashSet<>();
    private final List<EnumerationModel> enumerations = new ArrayList<>();

    ValueSets(ServiceFile service) {
        this.service = service;
        Set<String> names = new HashSet<>();
        for (ValueSet set : service.valueSets()) {
            if (!Names.identifier(set.name()) || Names.reservedType(set.name()) || !names.add(set.name())) {
                throw new InvalidDescriptionException(
                        set.place(), "'" + set.name() + "' cannot be the name of an enumeration");
            }
            enumerations.add(enumeration(set));
            add(set.values(), set);
            if (!set.since().isEmpty()) {
                add(set.oldValues(), set);
            }
        }
        enumerations.sort((a, b) -> a.name().compareTo(b.name()));
    }

    private void add(List<String> values, ValueSet set) {
        ValueSet twin = byValues.put(Set.copyOf(values), set);
        if (twin != null) {
            throw new InvalidDescriptionException(
                    set.place(), set.name() + " has the same values as " + twin.name() + ": one set, one type");
        }
    }

    private static EnumerationModel enumeration(ValueSet set) {
        List<Value> constants = constants(set.place(), set.name(), set.values(), set.constants());
        refuseOthers(set.place(), set.name(), "since", set.since(), set.values());
        if (set.oldValues().isEmpty() || Set.copyOf(set.since().values()).size() > 1) {
            throw new InvalidDescriptionException(
                    set.place(), "'since' is understood for some of the values, all of the same version");
        }
        List<Value> values = constants.stream()
                .map(value ->
                        new Value(value.text(), value.constant(), set.since().get(value.text())))
                .toList();
        return new EnumerationModel(set.name(), set.description(), values);
    }

    /** The constants of texts: in upper snake case, or as they are named. */
    static List<Value> constants(SourceLocation place, String name, List<String> texts, Map<String, String> named) {
        Map<String, String> constants = new LinkedHashMap<>();
        for (String text : texts) {
            String constant = named.getOrDefault(text, Names.constant(text));
            if (!constant.matches("[A-Z][A-Z0-9_]*") || constant.equals(UNRECOGNIZED)) {
                throw new InvalidDescriptionException(
                        place, "'" + constant + "' cannot be a constant; name it under 'constants'");
            }
            String before = constants.put(constant, text);
            if (before != null) {
                throw new InvalidDescriptionException(
                        place,
                        "'" + before + "' and '" + text + "' would both be " + constant
                                + "; name one of them under 'constants'");
            }
        }
        refuseOthers(place, name, "constants", named, texts);
        List<Value> values = new ArrayList<>();
        constants.forEach((constant, text) -> values.add(new Value(text, constant, null)));
        return List.copyOf(values);
    }

    private static void refuseOthers(
            SourceLocation place, String name, String key, Map<String, String> named, List<String> texts) {
        Set<String> unused = new TreeSet<>(named.keySet());
        unused.removeAll(texts);
        if (!unused.isEmpty()) {
            throw new InvalidDescriptionException(
                    place, "'" + key + "' names values that " + name + " has not: " + unused);
        }
    }

    /** The name of the enumeration with exactly these values. */
    String use(SourceLocation place, List<String> values) {
        ValueSet set = byValues.get(Set.copyOf(values));
        if (set == null) {
            throw new InvalidDescriptionException(
                    place,
                    "no enumeration has the values " + values + "; name it under 'enumerations' in " + service.place());
        }
        used.add(Set.copyOf(values));
        return set.name();
    }

    /** The enumeration of this name, if there is one. */
    @Nullable
    EnumerationModel named(String name) {
        return enumerations.stream()
                .filter(enumeration -> enumeration.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        enumerations.forEach(enumeration -> names.add(enumeration.name()));
        return names;
    }

    /** All enumerations, sorted by name; call it when everything has been read. */
    List<EnumerationModel> all() {
        byValues.forEach((values, set) -> {
            if (!used.contains(values)) {
                boolean old = values.size() < set.values().size();
                throw new InvalidDescriptionException(
                        set.place(),
                        "nothing has the values of " + set.name() + (old ? " without those of 'since'" : ""));
            }
        });
        return List.copyOf(enumerations);
    }
}
