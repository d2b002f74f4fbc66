// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import io.github.scpsdk.codegen.read.ServiceFile.Semantics;
import io.github.scpsdk.codegen.read.ServiceFile.ValueSet;
import io.github.scpsdk.codegen.read.ServiceFile.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads {@code service.yaml}. */
final class ServiceFileReader {

    private final Lines lines;

    private ServiceFileReader(Lines lines) {
        this.lines = lines;
    }

    static ServiceFile read(String file, String yaml) {
        ServiceFileReader reader = new ServiceFileReader(Lines.of(file, yaml));
        return reader.read(map("", reader.load(yaml), reader));
    }

    /** Every scalar stays the text it is written as: {@code 5MIN}, {@code no} and {@code 1.0} are names here. */
    private Object load(String yaml) {
        LoaderOptions options = new LoaderOptions();
        DumperOptions dumping = new DumperOptions();
        Resolver textOnly = new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                // none: no scalar is a number, a boolean or a date
            }
        };
        return new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options, textOnly).load(yaml);
    }

    private ServiceFile read(Map<String, Object> root) {
        lines.allow(
                "",
                Set.of(
                        "folder",
                        "package",
                        "client",
                        "title",
                        "description",
                        "javaNames",
                        "leftOut",
                        "remedies",
                        "enumerations",
                        "words",
                        "operations",
                        "paging",
                        "waiters",
                        "andWait",
                        "creates"));
        lines.allow("javaNames", Set.of("schemas", "properties"));
        Map<String, Object> javaNames =
                root.containsKey("javaNames") ? map("javaNames", root.get("javaNames"), this) : Map.of();
        return new ServiceFile(
                lines.place(""),
                shaped(root, "folder", text -> text.matches("[A-Za-z0-9][A-Za-z0-9._-]*"), "is no name of a folder"),
                shaped(root, "package", SourceVersion::isName, "cannot be the name of a package"),
                shaped(root, "client", text -> text.matches("[A-Z][A-Za-z0-9]*"), "cannot be the name of a client"),
                text("", root, "title"),
                text("", root, "description"),
                names("javaNames/schemas", javaNames.get("schemas")),
                names("javaNames/properties", javaNames.get("properties")),
                names("leftOut", root.get("leftOut")),
                remedies(root.get("remedies")),
                valueSets(root.get("enumerations")),
                words(root.get("words")),
                operations(map("operations", root.get("operations"), this)),
                new PagingReader(this).read(root.get("paging")),
                new WaitingReader(this).waiters(root.get("waiters")),
                new WaitingReader(this).andWait(root.get("andWait")),
                new CreatesReader(this).read(root.get("creates")));
    }

    private String shaped(Map<String, Object> root, String key, Predicate<String> shape, String otherwise) {
        String text = text("", root, key);
        if (!shape.test(text)) {
            throw new InvalidDescriptionException(lines.place(key), "'" + text + "' " + otherwise);
        }
        return text;
    }

    Lines lines() {
        return lines;
    }

    /** The texts of remedies by the fields that they are for. */
    private Map<String, String> remedies(@Nullable Object entries) {
        Map<String, String> remedies = new LinkedHashMap<>();
        List<?> list = list("remedies", entries);
        for (int i = 0; i < list.size(); i++) {
            String path = "remedies/" + i;
            lines.allow(path, Set.of("fields", "text"));
            Map<String, Object> entry = map(path, list.get(i), this);
            for (String field : texts(path, entry, "fields")) {
                if (remedies.put(field, text(path, entry, "text")) != null) {
                    throw new InvalidDescriptionException(
                            lines.place(path), "'" + field + "' has another remedy already");
                }
            }
        }
        return remedies;
    }

    private List<?> list(String path, @Nullable Object entries) {
        if (entries == null) {
            return List.of();
        }
        if (!(entries instanceof List<?> list)) {
            throw new InvalidDescriptionException(lines.place(path), "this must be a list");
        }
        return list;
    }

    private List<ValueSet> valueSets(@Nullable Object entries) {
        List<ValueSet> sets = new ArrayList<>();
        List<?> list = list("enumerations", entries);
        for (int i = 0; i < list.size(); i++) {
            String path = "enumerations/" + i;
            lines.allow(path, Set.of("name", "description", "values", "constants", "since"));
            Map<String, Object> entry = map(path, list.get(i), this);
            List<String> values = new ArrayList<>();
            if (entry.get("values") instanceof List<?> texts) {
                for (Object text : texts) {
                    if (values.contains(String.valueOf(text))) {
                        throw new InvalidDescriptionException(
                                lines.place(path), "'" + text + "' is twice among the values");
                    }
                    values.add(String.valueOf(text));
                }
            }
            if (values.isEmpty()) {
                throw new InvalidDescriptionException(lines.place(path), "an enumeration needs 'values'");
            }
            sets.add(new ValueSet(
                    lines.place(path),
                    text(path, entry, "name"),
                    text(path, entry, "description"),
                    List.copyOf(values),
                    names(path + "/constants", entry.get("constants")),
                    names(path + "/since", entry.get("since"))));
        }
        return sets;
    }

    private List<Words> words(@Nullable Object entries) {
        List<Words> all = new ArrayList<>();
        List<?> list = list("words", entries);
        for (int i = 0; i < list.size(); i++) {
            String path = "words/" + i;
            lines.allow(path, Set.of("name", "description", "values", "constants", "fields", "why"));
            Map<String, Object> entry = map(path, list.get(i), this);
            text(path, entry, "why");
            List<String> fields = texts(path, entry, "fields");
            if (fields.isEmpty()) {
                throw new InvalidDescriptionException(lines.place(path), "words need the 'fields' that hold them");
            }
            boolean own = entry.containsKey("values");
            all.add(new Words(
                    lines.place(path),
                    text(path, entry, "name"),
                    own ? text(path, entry, "description") : "",
                    texts(path, entry, "values"),
                    names(path + "/constants", entry.get("constants")),
                    fields));
        }
        return List.copyOf(all);
    }

    private Map<String, Semantics> operations(Map<String, Object> entries) {
        Map<String, Semantics> operations = new LinkedHashMap<>();
        entries.forEach((id, value) -> {
            String path = "operations/" + id;
            lines.allow(path, Set.of("idempotent", "verifyWith", "why"));
            Map<String, Object> entry = map(path, value, this);
            String idempotent = text(path, entry, "idempotent");
            if (!idempotent.equals("true") && !idempotent.equals("false")) {
                throw new InvalidDescriptionException(lines.place(path), "'idempotent' must be true or false");
            }
            boolean nonIdempotent = idempotent.equals("false");
            if (nonIdempotent != entry.containsKey("verifyWith")) {
                throw new InvalidDescriptionException(
                        lines.place(path),
                        nonIdempotent
                                ? "an operation that must not be repeated says which operation tells how it went, or"
                                        + " 'verifyWith: none'"
                                : "'verifyWith' is only for operations that must not be repeated");
            }
            String verifyWith = nonIdempotent ? text(path, entry, "verifyWith") : "none";
            operations.put(
                    id,
                    new Semantics(lines.place(path), !nonIdempotent, verifyWith.equals("none") ? null : verifyWith));
        });
        return operations;
    }

    Map<String, String> names(String path, @Nullable Object entries) {
        Map<String, String> names = new LinkedHashMap<>();
        if (entries != null) {
            map(path, entries, this).forEach((from, to) -> names.put(from, String.valueOf(to)));
        }
        return names;
    }

    String text(String path, Map<String, Object> entry, String key) {
        if (entry.get(key) instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        throw new InvalidDescriptionException(lines.place(path), "'" + key + "' is missing");
    }

    /** The entries of a section that may be left out, in their order. */
    Map<String, Map<String, Object>> entries(String section, @Nullable Object value, Set<String> keys) {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        if (value != null) {
            map(section, value, this).forEach((name, entry) -> {
                String path = section + "/" + name;
                lines.allow(path, keys);
                entries.put(name, map(path, entry, this));
            });
        }
        return entries;
    }

    @Nullable
    String optional(String path, Map<String, Object> entry, String key) {
        return entry.containsKey(key) ? text(path, entry, key) : null;
    }

    List<String> texts(String path, Map<String, Object> entry, String key) {
        List<String> texts = new ArrayList<>();
        if (entry.get(key) instanceof List<?> list) {
            list.forEach(text -> texts.add(String.valueOf(text)));
        } else if (entry.containsKey(key)) {
            throw new InvalidDescriptionException(lines.place(path + "/" + key), "this must be a list");
        }
        return List.copyOf(texts);
    }

    static Map<String, Object> map(String path, @Nullable Object value, ServiceFileReader reader) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidDescriptionException(reader.lines.place(path), "this must have keys");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), entry));
        return copy;
    }
}
