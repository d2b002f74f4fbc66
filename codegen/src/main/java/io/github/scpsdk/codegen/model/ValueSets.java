package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.EnumerationModel.Value;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.ServiceFile;
import io.github.scpsdk.codegen.read.ServiceFile.ValueSet;
import io.github.scpsdk.codegen.read.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Decides the enumerations of a service: each set of values has one type, named in the service file. */
final class ValueSets {

    private static final String UNRECOGNIZED = "UNRECOGNIZED";

    private final ServiceFile service;
    private final Map<Set<String>, ValueSet> byValues = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<EnumerationModel> enumerations = new ArrayList<>();

    ValueSets(ServiceFile service) {
        this.service = service;
        Set<String> names = new HashSet<>();
        for (ValueSet set : service.valueSets()) {
            if (!Names.identifier(set.name()) || Names.reservedType(set.name()) || !names.add(set.name())) {
                throw new InvalidDescriptionException(
                        set.place(), "'" + set.name() + "' cannot be the name of an enumeration");
            }
            ValueSet twin = byValues.put(new HashSet<>(set.values()), set);
            if (twin != null) {
                throw new InvalidDescriptionException(
                        set.place(), set.name() + " has the same values as " + twin.name() + ": one set, one type");
            }
            enumerations.add(enumeration(set));
        }
        enumerations.sort((a, b) -> a.name().compareTo(b.name()));
    }

    private static EnumerationModel enumeration(ValueSet set) {
        Map<String, String> constants = new LinkedHashMap<>();
        for (String text : set.values()) {
            String constant = set.constants().getOrDefault(text, Names.constant(text));
            if (!constant.matches("[A-Z][A-Z0-9_]*") || constant.equals(UNRECOGNIZED)) {
                throw new InvalidDescriptionException(
                        set.place(), "'" + constant + "' cannot be a constant; name it under 'constants'");
            }
            String before = constants.put(constant, text);
            if (before != null) {
                throw new InvalidDescriptionException(
                        set.place(),
                        "'" + before + "' and '" + text + "' would both be " + constant
                                + "; name one of them under 'constants'");
            }
        }
        Set<String> unused = new TreeSet<>(set.constants().keySet());
        unused.removeAll(set.values());
        if (!unused.isEmpty()) {
            throw new InvalidDescriptionException(
                    set.place(), "'constants' names values that " + set.name() + " has not: " + unused);
        }
        List<Value> values = new ArrayList<>();
        constants.forEach((constant, text) -> values.add(new Value(text, constant)));
        return new EnumerationModel(set.name(), set.description(), List.copyOf(values));
    }

    /** The name of the enumeration with exactly these values. */
    String use(SourceLocation place, List<String> values) {
        ValueSet set = byValues.get(new HashSet<>(values));
        if (set == null) {
            throw new InvalidDescriptionException(
                    place,
                    "no enumeration has the values " + values + "; name it under 'enumerations' in " + service.place());
        }
        used.add(set.name());
        return set.name();
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        enumerations.forEach(enumeration -> names.add(enumeration.name()));
        return names;
    }

    /** All enumerations, sorted by name; call it when everything has been read. */
    List<EnumerationModel> all() {
        for (ValueSet set : service.valueSets()) {
            if (!used.contains(set.name())) {
                throw new InvalidDescriptionException(set.place(), "nothing has the values of " + set.name());
            }
        }
        return List.copyOf(enumerations);
    }
}
