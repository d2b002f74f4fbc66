// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the violations in the arguments of a call. Each names type and field, never a value. For one call
 * on one thread.
 */
public final class Violations {

    private final @Nullable String checked;
    private final boolean constraints;
    private final List<String> found = new ArrayList<>();
    private String path;

    /**
     * Creates an empty collection.
     *
     * @param typeName name of the outermost type
     * @param constraints whether patterns, ranges and lengths are checked; missing values always are
     */
    public Violations(String typeName, boolean constraints) {
        this(typeName, constraints, null);
    }

    private Violations(String typeName, boolean constraints, @Nullable String checked) {
        this.path = typeName;
        this.constraints = constraints;
        this.checked = checked;
    }

    /** Creates an empty collection for what else is wrong with a record whose missing values are known. */
    static Violations apartFromMissing(String typeName) {
        return new Violations(typeName, true, typeName);
    }

    public List<String> found() {
        return found;
    }

    public void add(String sentence) {
        found.add(sentence);
    }

    /**
     * Requires a value.
     *
     * @param wireName name of the field
     * @param value the value
     */
    public void required(String wireName, @Nullable Object value) {
        required(wireName, value, "");
    }

    /**
     * Requires a value, with advice if it is missing.
     *
     * @param wireName name of the field
     * @param value the value
     * @param remedy the advice
     */
    public void required(String wireName, @Nullable Object value, String remedy) {
        if (value == null && !path.equals(checked)) {
            found.add(path + "." + wireName + " is required" + (remedy.isEmpty() ? "" : ": " + remedy));
        }
    }

    /**
     * Requires that a documented pattern is found in a text.
     *
     * @param wireName name of the field
     * @param value the text; null is valid
     * @param pattern the pattern
     */
    public void pattern(String wireName, @Nullable String value, Pattern pattern) {
        if (constraints && value != null && !pattern.matcher(value).find()) {
            // generated patterns end in \z, where the guide has $ with the same meaning
            found.add(path + "." + wireName + " must match " + pattern.pattern().replace("\\z", "$"));
        }
    }

    /**
     * Limits the length of a text, counted in code points.
     *
     * @param wireName name of the field
     * @param value the text; null is valid
     * @param min minimum length
     * @param max maximum length, {@link Integer#MAX_VALUE} for no limit
     */
    public void length(String wireName, @Nullable String value, int min, int max) {
        if (constraints && value != null) {
            count(wireName, value.codePointCount(0, value.length()), min, max, "character");
        }
    }

    /**
     * Limits the range of a number.
     *
     * @param wireName name of the field
     * @param value the number; null is valid
     * @param min minimum, {@link Long#MIN_VALUE} for none
     * @param max maximum, {@link Long#MAX_VALUE} for none
     */
    public void range(String wireName, @Nullable Number value, long min, long max) {
        if (!constraints || value == null) {
            return;
        }
        boolean tooSmall = value instanceof Double d ? d < min : value.longValue() < min;
        boolean tooLarge = value instanceof Double d ? d > max : value.longValue() > max;
        if (tooSmall || tooLarge) {
            found.add(path + "." + wireName + " must be " + bounds(min, Long.MIN_VALUE, max, Long.MAX_VALUE));
        }
    }

    /**
     * Limits the size of a list.
     *
     * @param wireName name of the field
     * @param value the list; null is valid
     * @param min minimum number of elements
     * @param max maximum number of elements, {@link Integer#MAX_VALUE} for no limit
     */
    public void size(String wireName, @Nullable List<?> value, int min, int max) {
        if (constraints && value != null) {
            count(wireName, value.size(), min, max, "element");
        }
    }

    /**
     * Checks a nested object.
     *
     * @param wireName name of the field
     * @param value the object; null is valid
     * @param writer checks the object
     * @param <T> its type
     */
    public <T> void object(String wireName, @Nullable T value, JsonWriter<T> writer) {
        if (value != null) {
            within(path + "." + wireName, value, writer);
        }
    }

    /**
     * Checks nested objects.
     *
     * @param wireName name of the field
     * @param values the objects; null is valid
     * @param writer checks the object
     * @param <T> their type
     */
    public <T> void objects(String wireName, @Nullable List<T> values, JsonWriter<T> writer) {
        if (values != null) {
            for (int i = 0; i < values.size(); i++) {
                within(path + "." + wireName + "[" + i + "]", values.get(i), writer);
            }
        }
    }

    private <T> void within(String inner, T value, JsonWriter<T> writer) {
        String outer = path;
        path = inner;
        writer.check(this, value);
        path = outer;
    }

    private void count(String wireName, int count, int min, int max, String unit) {
        if (count < min || count > max) {
            found.add(path + "." + wireName + " must have " + bounds(min, 0, max, Integer.MAX_VALUE) + " " + unit
                    + (max == 1 || (min == 1 && max == Integer.MAX_VALUE) ? "" : "s") + " (it has " + count + ")");
        }
    }

    private static String bounds(long min, long noMin, long max, long noMax) {
        if (min == max) {
            return "exactly " + min;
        }
        if (max == noMax) {
            return "at least " + min;
        }
        return min == noMin ? "at most " + max : min + " to " + max;
    }
}
