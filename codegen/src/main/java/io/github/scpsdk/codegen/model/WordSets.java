// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.read.ApiSchema;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.ServiceFile;
import io.github.scpsdk.codegen.read.ServiceFile.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which string fields hold words that are known, and the classes of constants for these words. */
final class WordSets {

    private static final Pattern LISTED = Pattern.compile("\\^\\(?([A-Za-z0-9_-]+(?:\\|[A-Za-z0-9_-]+)*)\\)?\\$");

    private final ServiceFile service;
    private final Map<Words, EnumerationModel> enumerations = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<WordsModel> models = new ArrayList<>();

    WordSets(ServiceFile service, ValueSets valueSets) {
        this.service = service;
        Set<String> names = new HashSet<>();
        for (Words words : service.words()) {
            EnumerationModel enumeration = valueSets.named(words.name());
            if (!Names.identifier(words.name()) || Names.reservedType(words.name()) || !names.add(words.name())) {
                throw new InvalidDescriptionException(
                        words.place(), "'" + words.name() + "' cannot be the name of a class of words");
            }
            if (words.values().isEmpty() != (enumeration != null)) {
                throw new InvalidDescriptionException(
                        words.place(),
                        enumeration == null
                                ? "words need 'values', or the name of an enumeration that has them"
                                : "the enumeration " + words.name() + " has the values");
            }
            if (enumeration != null) {
                enumerations.put(words, enumeration);
            } else {
                models.add(new WordsModel(
                        words.name(),
                        words.description(),
                        ValueSets.constants(words.place(), words.name(), words.values(), words.constants())));
            }
        }
        models.sort((a, b) -> a.name().compareTo(b.name()));
    }

    /**
     * The class that has the words of a field; absent where nothing is known of them.
     *
     * @param owner the schema, or the operation of a query parameter
     */
    @Nullable
    String of(String owner, String wireName, ApiSchema schema, Type type) {
        Words found = null;
        for (Words words : service.words()) {
            for (String field : words.fields()) {
                boolean typed = type != Type.Scalar.STRING && field.contains("*"); // says itself what it may hold
                if (!typed && covers(field, owner + "." + wireName)) {
                    used.add(words.name() + " " + field);
                    if (found != null && !found.equals(words)) {
                        throw new InvalidDescriptionException(
                                words.place(),
                                owner + "." + wireName + " has the words of " + found.name() + " already");
                    }
                    found = words;
                }
            }
        }
        if (found != null) {
            check(found, owner + "." + wireName, schema, type);
        }
        return found == null ? null : found.name();
    }

    /** A star stands for the rest of a name. */
    private static boolean covers(String field, String name) {
        return name.matches(Pattern.quote(field).replace("*", "\\E\\w*\\Q"));
    }

    private void check(Words words, String name, ApiSchema schema, Type type) {
        if (type != Type.Scalar.STRING) {
            throw new InvalidDescriptionException(words.place(), name + " is no string");
        }
        String pattern = schema.limits().pattern();
        Matcher listed = LISTED.matcher(pattern == null ? "" : pattern);
        Set<String> known = new TreeSet<>(texts(words));
        if (listed.matches() && !known.containsAll(List.of(listed.group(1).split("\\|")))) {
            throw new InvalidDescriptionException(
                    schema.place(), "the pattern " + pattern + " lists words that " + words.name() + " has not");
        }
    }

    /** The texts of the words of this name. */
    List<String> texts(String name) {
        return service.words().stream()
                .filter(words -> words.name().equals(name))
                .flatMap(words -> texts(words).stream())
                .toList();
    }

    private List<String> texts(Words words) {
        EnumerationModel enumeration = enumerations.get(words);
        return enumeration == null
                ? words.values()
                : enumeration.values().stream()
                        .map(EnumerationModel.Value::text)
                        .toList();
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        models.forEach(words -> names.add(words.name()));
        return names;
    }

    /** All classes of words, sorted by name; call it when everything has been read. */
    List<WordsModel> all() {
        for (Words words : service.words()) {
            for (String field : words.fields()) {
                if (!used.contains(words.name() + " " + field)) {
                    throw new InvalidDescriptionException(words.place(), "no document has the field " + field);
                }
            }
        }
        return List.copyOf(models);
    }
}
