// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;

/** Turns the names of descriptions into names of Java. */
public final class Names {

    private static final Map<String, Set<String>> RESERVED = readReserved();

    private Names() {}

    private static Map<String, Set<String>> readReserved() {
        Map<String, Set<String>> reserved = new HashMap<>();
        try (InputStream in = Names.class.getResourceAsStream("reserved-words.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            String kind = "";
            for (String line : text.lines().toList()) {
                if (line.startsWith("[")) {
                    kind = line.substring(1, line.indexOf(']'));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    reserved.computeIfAbsent(kind, key -> new HashSet<>()).add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reserved;
    }

    private static boolean reserved(String kind, String word) {
        return RESERVED.getOrDefault(kind, Set.of()).contains(word);
    }

    /** A name in lower camel with a capital at its beginning, to go behind another word. */
    public static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /**
     * {@code volume_id} as {@code volumeId}; a name that begins with capitals loses those of its first word.
     */
    public static String lowerCamel(String wireName) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < wireName.length(); i++) {
            char c = wireName.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                upper = !camel.isEmpty();
            } else if (camel.isEmpty() || isInLeadingCapitals(wireName, i)) {
                camel.append(Character.toLowerCase(c));
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }

    /**
     * Returns whether everything up to {@code i} is a capital and no lower-case letter follows: {@code ID},
     * {@code URLPath}.
     */
    private static boolean isInLeadingCapitals(String name, int i) {
        for (int j = 0; j <= i; j++) {
            if (!Character.isUpperCase(name.charAt(j))) {
                return false;
            }
        }
        return i + 1 == name.length() || !Character.isLowerCase(name.charAt(i + 1));
    }

    /** A name that is not taken: the wanted one, or that with underscores behind it. */
    public static String free(String wanted, Predicate<String> taken) {
        String name = wanted;
        while (taken.test(name)) {
            name = name + "_";
        }
        return name;
    }

    static String upperFirst(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /**
     * A title or value as a constant: words by blanks or signs; a lone word is cut where a capital follows a
     * small letter.
     */
    public static String constant(String text) {
        String cut = text.indexOf(' ') >= 0 ? text : text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_");
        return cut.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    }

    static String component(String wireName) {
        String name = lowerCamel(wireName);
        return reservedComponent(name) ? name + "Value" : name;
    }

    static String argument(String wireName) {
        String name = lowerCamel(wireName);
        return reserved("identifier", name) || reserved("argument", name) ? name + "Value" : name;
    }

    static boolean reservedType(String name) {
        return reserved("type", name) || reserved("identifier", name);
    }

    static boolean reservedComponent(String name) {
        return reserved("identifier", name) || reserved("component", name);
    }

    /** Returns whether an operation, and so its method, may have this name. */
    static boolean operation(String name) {
        return name.matches("[a-z][A-Za-z0-9]*") && !reserved("identifier", name) && !reserved("operation", name);
    }

    static boolean identifier(String name) {
        return SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name);
    }
}
