// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Free-form JSON: an object, an array, a text, a number, a truth value or null. It is made of plain Java
 * values, keeps the order of fields and every digit of a number, and reads and prints with an
 * {@code ObjectMapper} of Jackson 2 and of Jackson 3. Immutable.
 *
 * <pre>{@code
 * JsonValue owner = JsonValue.of(Map.of("name", "Kim", "ids", List.of(1, 2)));
 * String name = owner.get("name").asText();
 * }</pre>
 *
 * <p>A mapper makes a {@code double} of each fraction, as it does everywhere, unless
 * {@code USE_BIG_DECIMAL_FOR_FLOATS} is on.
 */
public final class JsonValue implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MAX_DEPTH = 500;

    /** The value null. */
    public static final JsonValue NULL = new JsonValue(null);

    /**
     * The plain value: a String, Boolean, Integer, Long, BigInteger, Double or BigDecimal, an unmodifiable
     * Map or List of these, or null.
     */
    private final @Nullable Serializable value;

    private JsonValue(@Nullable Serializable value) {
        this.value = value;
    }

    /**
     * Converts a plain Java value to JSON. The value is copied. A number gets the smallest type that holds
     * it.
     *
     * @param value a text, number or truth value; a map whose keys are texts, a collection or an array of
     *     such values; another {@code JsonValue}; or null
     * @return the value as JSON
     * @throws IllegalArgumentException if JSON cannot hold it, or if it is nested deeper than 500 levels
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static JsonValue of(@Nullable Object value) {
        return value instanceof JsonValue json ? json : wrap(copy(value, 0));
    }

    private static JsonValue wrap(@Nullable Object plain) {
        return plain == null ? NULL : new JsonValue((Serializable) plain);
    }

    private static @Nullable Object copy(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "JsonValue: nested deeper than " + MAX_DEPTH + " levels; does a map or list contain itself?");
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        } else if (value instanceof JsonValue json) {
            return copy(json.value, depth);
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        } else if (value instanceof Map<?, ?> map) {
            return object(map, depth);
        } else if (value instanceof Collection<?> elements) {
            return array(elements, depth);
        } else if (value instanceof Object[] elements) {
            return array(Arrays.asList(elements), depth);
        }
        throw new IllegalArgumentException("JsonValue: " + value.getClass().getName()
                + " is no JSON; use a text, number, truth value, null, or a map, collection or array of these");
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException("JsonValue: the name of a field is "
                        + (name == null ? "null" : "a " + name.getClass().getName()) + "; use a String");
            }
            fields.put(text, copy(value, depth + 1));
        });
        return Collections.unmodifiableMap(fields);
    }

    private static List<@Nullable Object> array(Collection<?> values, int depth) {
        List<@Nullable Object> elements = new ArrayList<>(values.size());
        values.forEach(value -> elements.add(copy(value, depth + 1)));
        return Collections.unmodifiableList(elements);
    }

    /**
     * Converts a number to the smallest type that holds it, so that equal numbers are equal in whatever way
     * they were read.
     */
    private static Number number(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.intValue();
        } else if (number instanceof Long) {
            return integer(number.longValue());
        } else if (number instanceof BigInteger big) {
            return big.bitLength() < Long.SIZE ? integer(big.longValue()) : big;
        } else if (number instanceof BigDecimal decimal) {
            return fraction(decimal);
        } else if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new IllegalArgumentException("JsonValue: " + number + " is no finite number");
            }
            return fraction(new BigDecimal(number.toString()));
        }
        throw new IllegalArgumentException("JsonValue: " + number.getClass().getName()
                + " is no number of JSON; use an int, long, double, BigInteger or BigDecimal");
    }

    private static Number integer(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }

    /** Converts a number to a double, unless that would lose digits. */
    private static Number fraction(BigDecimal value) {
        double nearest = value.doubleValue();
        boolean exact = Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(value) == 0;
        if (exact) {
            return nearest;
        }
        return value;
    }

    /**
     * Returns the plain Java value: a {@code String}, {@code Boolean}, {@code Integer}, {@code Long},
     * {@code BigInteger}, {@code Double} or {@code BigDecimal}; an unmodifiable {@code Map} or {@code List}
     * of these; or null.
     *
     * @return the value
     */
    @com.fasterxml.jackson.annotation.JsonValue
    public @Nullable Object value() {
        return value;
    }

    /** {@return whether this is an object} */
    public boolean isObject() {
        return value instanceof Map;
    }

    /** {@return whether this is an array} */
    public boolean isArray() {
        return value instanceof List;
    }

    /** {@return whether this is a text} */
    public boolean isText() {
        return value instanceof String;
    }

    /** {@return whether this is a number} */
    public boolean isNumber() {
        return value instanceof Number;
    }

    /** {@return whether this is true or false} */
    public boolean isBoolean() {
        return value instanceof Boolean;
    }

    /** {@return whether this is null} */
    public boolean isNull() {
        return value == null;
    }

    /**
     * Returns a field of an object.
     *
     * @param name name of the field
     * @return its value; null if this is no object or has no such field
     */
    public @Nullable JsonValue get(String name) {
        return value instanceof Map<?, ?> fields && fields.containsKey(name) ? wrap(fields.get(name)) : null;
    }

    /**
     * Returns the fields of an object.
     *
     * @return values by name, in their order, unmodifiable; empty if this is no object
     */
    public Map<String, JsonValue> fields() {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put((String) name, wrap(field)));
        return Collections.unmodifiableMap(fields);
    }

    /**
     * Returns the elements of an array.
     *
     * @return the elements in their order, unmodifiable; empty if this is no array
     */
    public List<JsonValue> elements() {
        return value instanceof List<?> list
                ? list.stream().map(JsonValue::wrap).toList()
                : List.of();
    }

    /**
     * Returns a text as it is, and a number or truth value as JSON writes it.
     *
     * @return the text; null if this is an object, an array or null
     */
    public @Nullable String asText() {
        return value == null || isObject() || isArray() ? null : value.toString();
    }

    /**
     * Returns an integer of 32 bits.
     *
     * @return the number; null if this is none, is larger, or is written as a fraction ({@code 1.0})
     */
    public @Nullable Integer asInt() {
        Long integer = asLong();
        return integer == null || integer != integer.intValue() ? null : integer.intValue();
    }

    /**
     * Returns an integer of 64 bits.
     *
     * @return the number; null if this is none, is larger, or is written as a fraction ({@code 1.0})
     */
    public @Nullable Long asLong() {
        return value instanceof Integer || value instanceof Long ? Long.valueOf(((Number) value).longValue()) : null;
    }

    /**
     * Returns a number with all its digits.
     *
     * @return the number; null if this is none
     */
    public @Nullable BigDecimal asDecimal() {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        return value instanceof Number ? new BigDecimal(value.toString()) : null;
    }

    /**
     * Returns true or false.
     *
     * @return the truth value; null if this is none
     */
    public @Nullable Boolean asBoolean() {
        return value instanceof Boolean flag ? flag : null;
    }

    /**
     * Compares by value. The order of fields does not count; {@code 1} and {@code 1.0} differ.
     *
     * @param other another value
     * @return whether both are the same JSON
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonValue json && Objects.equals(value, json.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    /** {@return the JSON text, without spaces} */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        print(value, out);
        return out.toString();
    }

    private static void print(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> fields) {
            String separator = "{";
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                out.append(separator);
                quote((String) field.getKey(), out);
                out.append(':');
                print(field.getValue(), out);
                separator = ",";
            }
            out.append(fields.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> elements) {
            String separator = "[";
            for (Object element : elements) {
                out.append(separator);
                print(element, out);
                separator = ",";
            }
            out.append(elements.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            quote(text, out);
        } else {
            out.append(value);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
