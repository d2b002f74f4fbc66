package io.github.scpsdk.core.serde;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the arguments of a call, naming type and field and never a value. For one call on one thread. */
public final class Violations {

    private final boolean constraints;
    private final List<String> found = new ArrayList<>();
    private String path;

    /**
     * An empty collection.
     *
     * @param typeName name of the outermost type
     * @param constraints whether patterns, ranges and lengths count; what is missing always does
     */
    public Violations(String typeName, boolean constraints) {
        this.path = typeName;
        this.constraints = constraints;
    }

    public List<String> found() {
        return found;
    }

    public void add(String sentence) {
        found.add(sentence);
    }

    /**
     * A value that must be there.
     *
     * @param wireName name of the field
     * @param value the value
     */
    public void required(String wireName, @Nullable Object value) {
        required(wireName, value, "");
    }

    /**
     * A value that must be there, with advice for when it is not.
     *
     * @param wireName name of the field
     * @param value the value
     * @param remedy what to do about it
     */
    public void required(String wireName, @Nullable Object value, String remedy) {
        if (value == null) {
            found.add(path + "." + wireName + " is required" + (remedy.isEmpty() ? "" : ": " + remedy));
        }
    }

    /**
     * A text that a documented pattern must be found in.
     *
     * @param wireName name of the field
     * @param value the text, null passes
     * @param pattern the pattern
     */
    public void pattern(String wireName, @Nullable String value, Pattern pattern) {
        if (constraints && value != null && !pattern.matcher(value).find()) {
            // generated patterns end in \z, where the guide has $ and means the same
            found.add(path + "." + wireName + " must match " + pattern.pattern().replace("\\z", "$"));
        }
    }

    /**
     * A text of limited length, counted in code points.
     *
     * @param wireName name of the field
     * @param value the text, null passes
     * @param min shortest
     * @param max longest, {@link Integer#MAX_VALUE} for none
     */
    public void length(String wireName, @Nullable String value, int min, int max) {
        if (constraints && value != null) {
            count(wireName, value.codePointCount(0, value.length()), min, max, "character");
        }
    }

    /**
     * A number within limits.
     *
     * @param wireName name of the field
     * @param value the number, null passes
     * @param min least, {@link Long#MIN_VALUE} for none
     * @param max greatest, {@link Long#MAX_VALUE} for none
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
     * A list of limited size.
     *
     * @param wireName name of the field
     * @param value the list, null passes
     * @param min fewest elements
     * @param max most elements, {@link Integer#MAX_VALUE} for no limit
     */
    public void size(String wireName, @Nullable List<?> value, int min, int max) {
        if (constraints && value != null) {
            count(wireName, value.size(), min, max, "element");
        }
    }

    /**
     * An object within.
     *
     * @param wireName name of the field
     * @param value the object, null passes
     * @param writer knows what to check
     * @param <T> its type
     */
    public <T> void object(String wireName, @Nullable T value, JsonWriter<T> writer) {
        if (value != null) {
            within(path + "." + wireName, value, writer);
        }
    }

    /**
     * Objects within.
     *
     * @param wireName name of the field
     * @param values the objects, null passes
     * @param writer knows what to check
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
