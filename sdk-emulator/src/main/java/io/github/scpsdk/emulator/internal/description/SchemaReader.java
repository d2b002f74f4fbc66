// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.description.Schema.Bounds;
import io.github.scpsdk.emulator.internal.description.Schema.TextRule;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the schemas of one document into checks. What it does not know it refuses, so that no rule of a description is
 * passed over in silence; the build reads every schema once for that.
 */
final class SchemaReader {
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "anyOf",
            "type",
            "format",
            "enum",
            "pattern",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "properties",
            "required",
            "items",
            "additionalProperties",
            "default",
            "x-pattern",
            "x-required-when");
    private static final Set<String> TYPES =
            Set.of("string", "integer", "number", "boolean", "object", "array", "null");
    private static final String REF = "#/components/schemas/";
    private static final Pattern RFC_3339 = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern NUMERIC = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final String document;
    private final JsonNode components;
    private final Map<String, Check> read = new ConcurrentHashMap<>();

    SchemaReader(String document, JsonNode components) {
        this.document = document;
        this.components = components;
    }

    /** The check for a schema that stands at a place of the document. */
    Check read(JsonNode schema, String place) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!KNOWN.contains(keyword.getKey())) {
                throw new DescriptionException(place, "schema keyword '" + keyword.getKey() + "' is not known here");
            }
        }
        if (schema.has("$ref")) {
            return reference(schema.get("$ref").asText(), place);
        }
        if (schema.has("anyOf")) {
            return choice(schema.get("anyOf"), place);
        }
        return plain(schema, place);
    }

    /** The check for a schema that must be neither a reference nor a choice, as those of parameters are. */
    Schema readPlain(JsonNode schema, String place) {
        if (read(schema, place) instanceof Schema plain) {
            return plain;
        }
        throw new DescriptionException(place, "a parameter has its schema in place");
    }

    private Check reference(String ref, String place) {
        String name = ref.startsWith(REF) ? ref.substring(REF.length()) : "";
        JsonNode target = components.get(name);
        if (target == null) {
            throw new DescriptionException(place, "'" + ref + "' leads nowhere");
        }
        return new Indirection(() -> component(name, target), false);
    }

    private Check component(String name, JsonNode schema) {
        Check known = read.get(name);
        if (known == null) {
            known = read(schema, document + ": schema " + name);
            read.put(name, known);
        }
        return known;
    }

    /** Reads every component, so that mistakes in them show. */
    void readAll() {
        components.properties().forEach(component -> component(component.getKey(), component.getValue()));
    }

    private Check choice(JsonNode anyOf, String place) {
        List<Check> checks = new ArrayList<>();
        boolean nullable = false;
        for (JsonNode alternative : anyOf) {
            if (alternative.path("type").asText().equals("null")) {
                nullable = true;
            } else {
                checks.add(read(alternative, place + "/anyOf"));
            }
        }
        if (checks.size() != 1 || !nullable) {
            throw new DescriptionException(place, "anyOf is known here only as one schema or null");
        }
        Check only = checks.get(0);
        return new Indirection(() -> only, true);
    }

    private Schema plain(JsonNode schema, String place) {
        Map<String, Check> properties = new LinkedHashMap<>();
        schema.path("properties")
                .properties()
                .forEach(p -> properties.put(p.getKey(), read(p.getValue(), place + "/" + p.getKey())));
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        if (!properties.keySet().containsAll(required)) {
            throw new DescriptionException(place, "a required property is not described");
        }
        if (schema.path("additionalProperties").asBoolean(false)
                || schema.path("additionalProperties").isContainerNode()) {
            throw new DescriptionException(place, "additionalProperties other than false is not known here");
        }
        Set<JsonNode> values = new LinkedHashSet<>();
        schema.path("enum").forEach(values::add);
        return new Schema(
                types(schema, place),
                values,
                textRules(schema, place),
                bounds(schema, schema.has("minItems") || schema.has("maxItems") ? "Items" : "Length"),
                range(schema),
                properties,
                required,
                requiredWhen(schema),
                schema.path("format").asText().equals("password"),
                schema.has("items") ? read(schema.get("items"), place + "/items") : null);
    }

    /** By property: the values of others with which it is required. */
    private static Map<String, JsonNode> requiredWhen(JsonNode schema) {
        Map<String, JsonNode> conditions = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(property -> {
            JsonNode condition = property.getValue().path("x-required-when");
            if (!condition.isMissingNode()) {
                conditions.put(property.getKey(), condition);
            }
        });
        return conditions;
    }

    private static Set<String> types(JsonNode schema, String place) {
        JsonNode type = schema.path("type");
        Set<String> types = new LinkedHashSet<>();
        if (type.isTextual()) {
            types.add(type.textValue());
        }
        type.forEach(one -> types.add(one.asText()));
        if (!TYPES.containsAll(types)) {
            throw new DescriptionException(place, "type " + type + " is not known here");
        }
        return types;
    }

    private static List<TextRule> textRules(JsonNode schema, String place) {
        List<TextRule> rules = new ArrayList<>();
        if (schema.has("pattern")) {
            String text = schema.get("pattern").asText();
            Pattern pattern = pattern(text, place);
            rules.add(
                    new TextRule(value -> pattern.matcher(value).find(), "String should match pattern '" + text + "'"));
        }
        switch (schema.path("format").asText("")) {
            case "date-time" -> rules.add(new TextRule(SchemaReader::isDateTime, "Input should be a valid datetime"));
            case "date" -> rules.add(new TextRule(SchemaReader::isDate, "Input should be a valid date"));
            case "numeric-string" ->
                rules.add(new TextRule(value -> NUMERIC.matcher(value).matches(), "Input should be a number as text"));
            case "local-date-time" -> {
                DateTimeFormatter form =
                        DateTimeFormatter.ofPattern(schema.path("x-pattern").asText(), Locale.ENGLISH);
                rules.add(new TextRule(value -> isTime(value, form), "Input should be a valid datetime"));
            }
            case "", "int32", "int64", "float", "double", "password" -> {}
            default -> throw new DescriptionException(place, "format " + schema.get("format") + " is not known here");
        }
        return rules;
    }

    private static Pattern pattern(String text, String place) {
        try {
            // at the end of a pattern, ECMA's $ is the very end; Java's would let a line break follow
            boolean anchored = text.endsWith("$") && !text.endsWith("\\$");
            return Pattern.compile(anchored ? text.substring(0, text.length() - 1) + "\\z" : text);
        } catch (PatternSyntaxException e) {
            throw new DescriptionException(place, "pattern: " + e.getMessage());
        }
    }

    private static boolean isDateTime(String value) {
        try {
            return RFC_3339.matcher(value).matches()
                    && OffsetDateTime.parse(value).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(String value, DateTimeFormatter form) {
        try {
            return LocalDateTime.parse(value, form).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Bounds range(JsonNode schema) {
        Bounds given = new Bounds(number(schema, "minimum"), number(schema, "maximum"));
        return switch (schema.path("format").asText("")) {
            case "int32" -> within(given, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "int64" -> within(given, Long.MIN_VALUE, Long.MAX_VALUE);
            default -> given;
        };
    }

    private static Bounds within(Bounds given, long least, long greatest) {
        return new Bounds(
                given.least() == null ? BigDecimal.valueOf(least) : given.least(),
                given.greatest() == null ? BigDecimal.valueOf(greatest) : given.greatest());
    }

    private static Bounds bounds(JsonNode schema, String what) {
        return new Bounds(number(schema, "min" + what), number(schema, "max" + what));
    }

    private static @Nullable BigDecimal number(JsonNode schema, String keyword) {
        return schema.has(keyword) ? schema.get(keyword).decimalValue() : null;
    }
}
