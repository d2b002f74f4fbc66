// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import io.github.scpsdk.codegen.read.ServiceFile.Creation;
import io.github.scpsdk.codegen.read.ServiceFile.IfAbsent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code creates} of {@code service.yaml}. */
final class CreatesReader {

    private static final Set<String> KEYS =
            Set.of("list", "items", "with", "id", "at", "name", "suffix", "match", "only", "except", "ifAbsent");

    private final ServiceFileReader file;

    CreatesReader(ServiceFileReader file) {
        this.file = file;
    }

    Map<String, Creation> read(@Nullable Object section) {
        Map<String, Creation> creates = new LinkedHashMap<>();
        file.entries("creates", section, KEYS).forEach((id, entry) -> creates.put(id, creation(id, entry)));
        return creates;
    }

    private Creation creation(String operation, Map<String, Object> entry) {
        String path = "creates/" + operation;
        Map<String, String> name = name(path, entry);
        return new Creation(
                file.lines().place(path),
                file.text(path, entry, "list"),
                file.optional(path, entry, "items"),
                file.names(path + "/with", entry.get("with")),
                file.text(path, entry, "id"),
                file.optional(path, entry, "at"),
                name.isEmpty() ? null : name.keySet().iterator().next(),
                name.isEmpty() ? null : name.values().iterator().next(),
                suffix(path, entry),
                file.names(path + "/match", entry.get("match")),
                words(path + "/only", entry.get("only")),
                words(path + "/except", entry.get("except")),
                entry.containsKey("ifAbsent") ? ifAbsent(path + "/ifAbsent", entry.get("ifAbsent")) : null);
    }

    private IfAbsent ifAbsent(String path, @Nullable Object section) {
        file.lines().allow(path, Set.of("id", "broken"));
        Map<String, Object> entry = ServiceFileReader.map(path, section, file);
        return new IfAbsent(file.text(path, entry, "id"), words(path + "/broken", entry.get("broken")));
    }

    /** The name in the list with the name in the body; one text where they are called the same. */
    private Map<String, String> name(String path, Map<String, Object> entry) {
        if (entry.get("name") instanceof Map<?, ?>) {
            Map<String, String> names = file.names(path + "/name", entry.get("name"));
            if (names.size() != 1) {
                throw new InvalidDescriptionException(
                        file.lines().place(path + "/name"), "'name' is one field of the list and one of the body");
            }
            return names;
        }
        String name = file.optional(path, entry, "name");
        return name == null ? Map.of() : Map.of(name, name);
    }

    private String suffix(String path, Map<String, Object> entry) {
        String suffix = file.optional(path, entry, "suffix");
        if (suffix == null) {
            return "";
        }
        if (!entry.containsKey("name")) {
            throw new InvalidDescriptionException(file.lines().place(path), "'suffix' belongs to 'name'");
        }
        try {
            return Pattern.compile(suffix).pattern();
        } catch (PatternSyntaxException e) {
            throw new InvalidDescriptionException(
                    file.lines().place(path + "/suffix"), "the suffix is no pattern that Java understands");
        }
    }

    private Map<String, List<String>> words(String path, @Nullable Object section) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        if (section != null) {
            Map<String, Object> fields = ServiceFileReader.map(path, section, file);
            for (String field : fields.keySet()) {
                List<String> texts = file.texts(path, fields, field);
                if (texts.isEmpty()) {
                    throw new InvalidDescriptionException(
                            file.lines().place(path), "'" + field + "' needs a list of words");
                }
                words.put(field, texts);
            }
        }
        return words;
    }
}
