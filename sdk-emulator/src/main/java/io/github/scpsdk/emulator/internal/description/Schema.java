// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One schema of a description that is neither a reference nor a choice. An object with declared properties takes no
 * others; one without declares itself free-form.
 *
 * @param types      JSON Schema's names, {@code null} among them; empty takes any value
 * @param values     the enumeration; empty when there is none
 * @param text       pattern and format, each with the words to say when it is broken
 * @param length     of text, in code points, and of lists
 * @param range      of numbers
 * @param properties by name
 * @param required   names
 * @param requiredWhen by property: with which values of others it is required
 * @param secret     whether it is a password or a token
 * @param items      of a list
 */
record Schema(
        Set<String> types,
        Set<JsonNode> values,
        List<TextRule> text,
        Bounds length,
        Bounds range,
        Map<String, Check> properties,
        Set<String> required,
        Map<String, JsonNode> requiredWhen,
        boolean secret,
        @Nullable Check items)
        implements Check {

    /** Takes any value. */
    static final Schema ANY = new Schema(
            Set.of(), Set.of(), List.of(), Bounds.OPEN, Bounds.OPEN, Map.of(), Set.of(), Map.of(), false, null);

    private static final JsonNode MASK = TextNode.valueOf("***");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,40}");

    /** A rule for text and the words for breaking it. */
    record TextRule(Predicate<String> holds, String otherwise) {}

    /** Least and greatest, either may be open. */
    record Bounds(@Nullable BigDecimal least, @Nullable BigDecimal greatest) {
        static final Bounds OPEN = new Bounds(null, null);

        void check(BigDecimal value, String below, String above, String unit, String at, RequestViolations violations) {
            if (least != null && value.compareTo(least) < 0) {
                violations.add(at, below + least.toPlainString() + unit);
            }
            if (greatest != null && value.compareTo(greatest) > 0) {
                violations.add(at, above + greatest.toPlainString() + unit);
            }
        }
    }

    @Override
    public void check(String at, JsonNode value, RequestViolations violations) {
        if (value.isNumber() && types.contains("string") && !types.contains(typeOf(value))) {
            violations.extra(at, "Input should be a valid string"); // the platform reads the number as text
            checkText(at, value.asText(), violations);
        } else if (isUndescribedObject() && !value.isNull() && !types.contains(typeOf(value))) {
            violations.extra(at, "Input should be a valid object"); // the guide's own examples have texts there
        } else if (!types.isEmpty() && !types.contains(typeOf(value))) {
            violations.add(at, "Input should be a valid " + typesInWords());
        } else if (!values.isEmpty() && !values.contains(value)) {
            violations.add(at, "Input should be " + valuesInWords());
        } else if (value.isTextual()) {
            checkText(at, value.textValue(), violations);
        } else if (value.isNumber()) {
            range.check(
                    value.decimalValue(),
                    "Input should be greater than or equal to ",
                    "Input should be less than or equal to ",
                    "",
                    at,
                    violations);
        } else if (value.isArray()) {
            checkList(at, value, violations);
        } else if (value.isObject() && !properties.isEmpty()) {
            checkObject(at, value, violations);
        }
    }

    /** What the guide calls an object without a word on what is in it. */
    private boolean isUndescribedObject() {
        return types.contains("object") && properties.isEmpty();
    }

    private void checkText(String at, String value, RequestViolations violations) {
        BigDecimal codePoints = BigDecimal.valueOf(value.codePointCount(0, value.length()));
        length.check(
                codePoints,
                "String should have at least ",
                "String should have at most ",
                " characters",
                at,
                violations);
        for (TextRule rule : text) {
            if (!rule.holds().test(value)) {
                violations.add(at, rule.otherwise());
            }
        }
    }

    private void checkList(String at, JsonNode list, RequestViolations violations) {
        length.check(
                BigDecimal.valueOf(list.size()),
                "List should have at least ",
                "List should have at most ",
                " items",
                at,
                violations);
        for (int i = 0; items != null && i < list.size(); i++) {
            items.check(at + "[" + i + "]", list.get(i), violations);
        }
    }

    private void checkObject(String at, JsonNode object, RequestViolations violations) {
        for (String name : required) {
            if (!object.has(name)) {
                violations.add(at + "." + name, "Field required");
            }
        }
        requiredWhen.forEach((name, condition) -> {
            boolean holds = condition.properties().stream()
                    .allMatch(other -> other.getValue().equals(object.get(other.getKey())));
            if (holds && !object.has(name)) {
                violations.add(at + "." + name, "Field required");
            }
        });
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Check property = properties.get(field.getKey());
            if (property == null) {
                violations.extra(at + "." + field.getKey(), "Extra inputs are not permitted");
            } else {
                property.check(at + "." + field.getKey(), field.getValue(), violations);
            }
        }
    }

    @Override
    public JsonNode shape(JsonNode value) {
        if (value.isArray() && items != null) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(item -> list.add(items.shape(item)));
            return list;
        }
        if (!value.isObject() || properties.isEmpty()) {
            return value;
        }
        ObjectNode shaped = JsonNodeFactory.instance.objectNode();
        properties.forEach((name, property) -> {
            JsonNode field = value.get(name);
            if (field != null && (!field.isNull() || required.contains(name) || property.takesNull())) {
                shaped.set(name, field.isNull() ? field : property.shape(field));
            } else if (field == null && property.takesNull()) {
                shaped.putNull(name);
            }
        });
        return shaped;
    }

    @Override
    public JsonNode withoutSecrets(JsonNode value) {
        if (secret) {
            return MASK;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode masked = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(field -> {
            Check property = properties.get(field.getKey());
            masked.set(field.getKey(), property == null ? field.getValue() : property.withoutSecrets(field.getValue()));
        });
        return masked;
    }

    @Override
    public boolean takesNull() {
        return types.contains("null");
    }

    @Override
    public Check property(String name) {
        return Objects.requireNonNull(properties.get(name), () -> "there is no property " + name);
    }

    @Override
    public Check items() {
        return Objects.requireNonNull(items, "this is no list");
    }

    @Override
    public Set<String> propertyNames() {
        return properties.keySet();
    }

    /** Text of a query or path as the JSON value it stands for; text that is none stays text, for the check to name. */
    JsonNode read(String value) {
        if (types.contains("integer") && INTEGER.matcher(value).matches()) {
            return number(new BigInteger(value));
        }
        if (types.contains("boolean") && (value.equals("true") || value.equals("false"))) {
            return BooleanNode.valueOf(value.equals("true"));
        }
        return TextNode.valueOf(value);
    }

    /** As Jackson reads the number from JSON, since nodes of different widths are never equal. */
    private static JsonNode number(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? LongNode.valueOf(value.longValue()) : BigIntegerNode.valueOf(value);
    }

    boolean takesLists() {
        return types.contains("array");
    }

    private String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NUMBER -> value.isIntegralNumber() && types.contains("integer") ? "integer" : "number";
            default -> "null";
        };
    }

    private String typesInWords() {
        Set<String> words = new TreeSet<>(types);
        words.remove("null");
        return String.join(" or ", words);
    }

    private String valuesInWords() {
        return values.stream()
                .filter(JsonNode::isTextual)
                .map(value -> "'" + value.textValue() + "'")
                .reduce((a, b) -> a + ", " + b)
                .orElse("null");
    }
}
