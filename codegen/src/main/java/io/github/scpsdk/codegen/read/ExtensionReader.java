// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the extensions of a description: keys that begin with {@code x-}. */
final class ExtensionReader {

    static final String KNOWN_FROM = "x-known-from";

    private final Lines lines;

    ExtensionReader(Lines lines) {
        this.lines = lines;
    }

    /** A text that must be there. */
    String text(Map<String, Object> entries, String key, String at) {
        Object value = entries.get(key);
        if (value == null || String.valueOf(value).isBlank()) {
            throw new InvalidDescriptionException(lines.place(at), "'" + key + "' is missing");
        }
        return String.valueOf(value);
    }

    /** A day. */
    static LocalDate date(String date, SourceLocation place) {
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            throw new InvalidDescriptionException(place, "'" + date + "' is no date like 2031-01-31");
        }
    }

    /** The entries of an extension that has keys; each is a text. */
    Map<String, Object> entries(String path, Object declared, Set<String> understood) {
        if (!(declared instanceof Map<?, ?> keys)) {
            throw new InvalidDescriptionException(lines.place(path), "this must have keys");
        }
        lines.allow(path, understood);
        Map<String, Object> entries = new LinkedHashMap<>();
        keys.forEach((key, value) -> entries.put(String.valueOf(key), value));
        return entries;
    }

    /** The source of an operation or a schema; absent where the description does not say. */
    @Nullable
    KnownFrom knownFrom(String at, @Nullable Map<String, Object> extensions) {
        Object declared = extensions == null ? null : extensions.get(KNOWN_FROM);
        if (declared == null) {
            return null;
        }
        String path = Lines.join(at, KNOWN_FROM);
        Map<String, Object> from = entries(path, declared, Set.of("kind", "of", "date", "name", "note"));
        String kind = text(from, "kind", path);
        return new KnownFrom(
                KnownFrom.Kind.of(kind)
                        .orElseThrow(() -> new InvalidDescriptionException(
                                lines.place(path + "/kind"),
                                "'" + kind + "' is no way to know something; understood are "
                                        + Arrays.stream(KnownFrom.Kind.values())
                                                .map(KnownFrom.Kind::word)
                                                .toList())),
                text(from, "of", path),
                date(text(from, "date", path), lines.place(path + "/date")),
                from.get("name") == null ? "" : text(from, "name", path).strip(),
                from.get("note") == null ? "" : text(from, "note", path).strip());
    }
}
