// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import io.github.scpsdk.codegen.read.ApiSchema.Kind;
import io.github.scpsdk.codegen.read.ApiSchema.Limits;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the schemas of a document. */
final class SchemaReader {

    private static final Set<String> SCHEMA_KEYS = Set.of(
            "type",
            "anyOf",
            "$ref",
            "description",
            "format",
            "enum",
            "items",
            "properties",
            "required",
            "pattern",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "default",
            "example",
            "examples",
            "x-required-when",
            "x-pattern");
    private static final Set<String> COMPONENT_KEYS =
            Set.of("type", "description", "properties", "required", "example", "examples", ExtensionReader.KNOWN_FROM);
    private static final String COMPONENT = "#/components/schemas/";

    private final Lines lines;
    private final Map<String, Schema<?>> components = new LinkedHashMap<>();

    SchemaReader(Lines lines, OpenAPI api) {
        this.lines = lines;
        if (api.getComponents() != null && api.getComponents().getSchemas() != null) {
            api.getComponents().getSchemas().forEach(components::put);
        }
    }

    /** The component schemas by name. */
    Map<String, ApiSchema> schemas() {
        Map<String, ApiSchema> schemas = new LinkedHashMap<>();
        components.forEach((name, schema) -> {
            String at = Lines.join("components/schemas", name);
            Set<String> understood = new HashSet<>(SCHEMA_KEYS);
            understood.add(ExtensionReader.KNOWN_FROM);
            ApiSchema read = schema(at, schema, understood);
            if (read.kind() != Kind.OBJECT && read.kind() != Kind.FREE_FORM) {
                throw new InvalidDescriptionException(lines.place(at), "a component schema must be an object");
            }
            if (read.nullable()) {
                throw new InvalidDescriptionException(
                        lines.place(at), "a component may not be null; say so where it is pointed to");
            }
            lines.allow(at, COMPONENT_KEYS);
            schemas.put(name, read);
        });
        return schemas;
    }

    /** The sources of the component schemas; one that is missing is known from the guide. */
    Map<String, KnownFrom> knownFrom() {
        ExtensionReader extensions = new ExtensionReader(lines);
        Map<String, KnownFrom> known = new LinkedHashMap<>();
        components.forEach((name, schema) -> {
            KnownFrom from = extensions.knownFrom(Lines.join("components/schemas", name), schema.getExtensions());
            if (from != null) {
                known.put(name, from);
            }
        });
        return known;
    }

    /** The schema at this place. */
    ApiSchema schema(String at, Schema<?> schema) {
        return schema(at, schema, SCHEMA_KEYS);
    }

    private ApiSchema schema(String at, Schema<?> schema, Set<String> understood) {
        SourceLocation place = lines.place(at);
        lines.allow(at, understood);
        boolean nullable = false;
        Schema<?> meant = schema;
        String meantAt = at;
        if (schema.getAnyOf() != null) {
            List<?> options = schema.getAnyOf();
            for (int i = 0; i < options.size(); i++) {
                lines.allow(at + "/anyOf/" + i, SCHEMA_KEYS);
            }
            boolean nullOrReference = options.size() == 2
                    && ((Schema<?>) options.get(0)).get$ref() != null
                    && Set.of("null").equals(((Schema<?>) options.get(1)).getTypes())
                    && schema.getTypes() == null
                    && schema.get$ref() == null;
            if (!nullOrReference) {
                throw new InvalidDescriptionException(place, "'anyOf' is understood only as a $ref and {type: 'null'}");
            }
            lines.allow(at, Set.of("anyOf", "description"));
            lines.allow(at + "/anyOf/0", Set.of("$ref"));
            lines.allow(at + "/anyOf/1", Set.of("type"));
            nullable = true;
            meant = (Schema<?>) options.get(0);
            meantAt = at + "/anyOf/0";
        }
        if (schema.get$ref() != null) {
            lines.allow(at, Set.of("$ref", "description"));
        }
        String reference = null;
        Set<String> types = new TreeSet<>();
        Kind kind;
        if (meant.get$ref() != null) {
            kind = Kind.REFERENCE;
            reference = component(meantAt + "/$ref", meant.get$ref());
        } else {
            if (schema.getTypes() == null) {
                throw new InvalidDescriptionException(place, "a 'type' is missing");
            }
            types.addAll(schema.getTypes());
            nullable = types.remove("null");
            kind = kind(place, types, schema);
        }
        return new ApiSchema(
                place,
                kind,
                nullable,
                description(schema.getDescription()),
                schema.getFormat(),
                reference,
                items(at, kind, schema),
                values(at, kind, nullable, schema),
                properties(at, kind, schema),
                required(place, schema),
                new Limits(
                        schema.getPattern(),
                        read(at, "minimum", schema.getMinimum()),
                        read(at, "maximum", schema.getMaximum()),
                        read(at, "minLength", schema.getMinLength()),
                        read(at, "maxLength", schema.getMaxLength()),
                        read(at, "minItems", schema.getMinItems()),
                        read(at, "maxItems", schema.getMaxItems())),
                plain(schema.getDefault()),
                example(schema),
                requiredWhen(at, schema),
                timePattern(at, schema));
    }

    /** The sibling that decides whether the property is required, and its value then. */
    private Map<String, Boolean> requiredWhen(String at, Schema<?> schema) {
        Object declared = extension(schema, "x-required-when");
        if (declared == null) {
            return Map.of();
        }
        SourceLocation place = lines.place(at + "/x-required-when");
        if (!(declared instanceof Map<?, ?> map)
                || map.size() != 1
                || !(map.values().iterator().next() instanceof Boolean value)) {
            throw new InvalidDescriptionException(
                    place, "this is the name of another property and the truth value that it has then");
        }
        return Map.of(String.valueOf(map.keySet().iterator().next()), value);
    }

    private @Nullable String timePattern(String at, Schema<?> schema) {
        boolean local = "local-date-time".equals(schema.getFormat());
        Object pattern = extension(schema, "x-pattern");
        if (local != (pattern != null)) {
            throw new InvalidDescriptionException(
                    lines.place(at), "format 'local-date-time' and 'x-pattern' belong together");
        }
        if (pattern == null) {
            return null;
        }
        try {
            return DateTimeFormatter.ofPattern(String.valueOf(pattern), Locale.US) == null
                    ? null
                    : String.valueOf(pattern);
        } catch (IllegalArgumentException e) {
            throw new InvalidDescriptionException(
                    lines.place(at + "/x-pattern"), "the pattern is none that Java understands: " + e.getMessage());
        }
    }

    private static @Nullable Object extension(Schema<?> schema, String key) {
        return schema.getExtensions() == null ? null : schema.getExtensions().get(key);
    }

    /** The library drops a number that it cannot read. */
    private <T> @Nullable T read(String at, String key, @Nullable T number) {
        if (number == null && lines.has(at, key)) {
            throw new InvalidDescriptionException(lines.place(at), "'" + key + "' is no number that is understood");
        }
        return number;
    }

    private static @Nullable String example(Schema<?> schema) {
        List<?> examples = schema.getExamples();
        return plain(examples == null || examples.isEmpty() ? schema.getExample() : examples.get(0));
    }

    private static Kind kind(SourceLocation place, Set<String> types, Schema<?> schema) {
        if (types.equals(Set.of("array", "string"))) {
            return Kind.STRING_OR_LIST;
        }
        if (types.size() != 1) {
            throw new InvalidDescriptionException(
                    place, "the union " + types + " is not understood; understood is [array, string] of strings");
        }
        return switch (types.iterator().next()) {
            case "object" -> schema.getProperties() == null ? Kind.FREE_FORM : Kind.OBJECT;
            case "string" -> Kind.STRING;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            case "array" -> Kind.ARRAY;
            default -> throw new InvalidDescriptionException(place, "type " + types + " is not understood");
        };
    }

    private @Nullable ApiSchema items(String at, Kind kind, Schema<?> schema) {
        boolean list = kind == Kind.ARRAY || kind == Kind.STRING_OR_LIST;
        if (schema.getItems() == null) {
            if (list) {
                throw new InvalidDescriptionException(lines.place(at), "a list needs 'items'");
            }
            return null;
        }
        if (!list) {
            throw new InvalidDescriptionException(lines.place(at), "'items' belongs to a list");
        }
        ApiSchema items = schema(at + "/items", schema.getItems());
        if (kind == Kind.STRING_OR_LIST && items.kind() != Kind.STRING) {
            throw new InvalidDescriptionException(
                    lines.place(at), "a union of string and list is understood with strings only");
        }
        return items;
    }

    private List<String> values(String at, Kind kind, boolean nullable, Schema<?> schema) {
        List<String> values = new ArrayList<>();
        if (!lines.has(at, "enum")) {
            return values;
        }
        SourceLocation place = lines.place(at);
        if (kind != Kind.STRING) {
            throw new InvalidDescriptionException(place, "only strings have 'enum'");
        }
        for (Object value : schema.getEnum() == null ? List.of() : schema.getEnum()) {
            if (value == null || value instanceof NullNode) {
                if (!nullable) {
                    throw new InvalidDescriptionException(place, "null is among the values, but not among the types");
                }
            } else if (!(value instanceof String text)) {
                throw new InvalidDescriptionException(place, "'" + value + "' among the values is no string; quote it");
            } else if (values.contains(text)) {
                throw new InvalidDescriptionException(place, "'" + text + "' is twice among the values");
            } else {
                values.add(text);
            }
        }
        if (values.isEmpty()) {
            throw new InvalidDescriptionException(place, "an enumeration without values");
        }
        return values;
    }

    private Map<String, ApiSchema> properties(String at, Kind kind, Schema<?> schema) {
        if (kind != Kind.OBJECT && lines.has(at, "properties")) {
            throw new InvalidDescriptionException(lines.place(at), "'properties' belongs to an object");
        }
        Map<String, ApiSchema> properties = new LinkedHashMap<>();
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .forEach((name, property) ->
                            properties.put(name, schema(Lines.join(at + "/properties", name), property)));
        }
        return properties;
    }

    private static Set<String> required(SourceLocation place, Schema<?> schema) {
        Set<String> required = new LinkedHashSet<>();
        if (schema.getRequired() != null) {
            for (String name : schema.getRequired()) {
                if (schema.getProperties() == null || !schema.getProperties().containsKey(name)) {
                    throw new InvalidDescriptionException(place, "'" + name + "' is required but no property");
                }
                required.add(name);
            }
        }
        return required;
    }

    /** The name of the component that a reference points to. */
    String component(String at, String reference) {
        if (!reference.startsWith(COMPONENT)) {
            throw new InvalidDescriptionException(
                    lines.place(at), "only references to " + COMPONENT + " are understood");
        }
        String name = reference.substring(COMPONENT.length());
        if (!components.containsKey(name)) {
            throw new InvalidDescriptionException(lines.place(at), "there is no schema '" + name + "'");
        }
        return name;
    }

    static String description(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** A default or an example as one short text; what is no scalar is left out, it would be no help in a sentence. */
    static @Nullable String plain(@Nullable Object value) {
        if (value == null || value instanceof ContainerNode<?> || value instanceof Iterable<?>) {
            return null;
        }
        String text = value instanceof ValueNode node ? node.asText() : String.valueOf(value);
        return text.isEmpty() ? null : text;
    }
}
