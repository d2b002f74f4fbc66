package io.github.scpsdk.core.serde;

import io.github.scpsdk.core.OpenEnum;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Writes query parameters into a URL. Null is left out; a list repeats its name. For one call on one thread. */
public final class QueryOutput {

    private final HttpUrl.Builder url;
    private final Violations violations;

    public QueryOutput(HttpUrl.Builder url, Violations violations) {
        this.url = url;
        this.violations = violations;
    }

    /**
     * A text.
     *
     * @param name name of the parameter
     * @param value its value, or null
     */
    public void string(String name, @Nullable String value) {
        if (value != null) {
            if (Texts.hasLoneSurrogate(value)) {
                violations.add("query parameter " + name + " has half of a surrogate pair, which cannot be sent");
                return;
            }
            url.addQueryParameter(name, value);
        }
    }

    /**
     * An integer.
     *
     * @param name name of the parameter
     * @param value its value, or null
     */
    public void int32(String name, @Nullable Integer value) {
        string(name, value == null ? null : value.toString());
    }

    /**
     * A long integer.
     *
     * @param name name of the parameter
     * @param value its value, or null
     */
    public void int64(String name, @Nullable Long value) {
        string(name, value == null ? null : value.toString());
    }

    /**
     * A number.
     *
     * @param name name of the parameter
     * @param value its value, or null
     */
    public void float64(String name, @Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            violations.add("query parameter " + name + " is no finite number, which cannot be sent");
            return;
        }
        string(name, value == null ? null : BigDecimal.valueOf(value).toPlainString());
    }

    /**
     * A decimal number.
     *
     * @param name name of the parameter
     * @param value its value, or null
     */
    public void decimal(String name, @Nullable BigDecimal value) {
        string(name, value == null ? null : value.toPlainString());
    }

    /**
     * A truth value.
     *
     * @param name name of the parameter
     * @param value its value, or null
     */
    public void bool(String name, @Nullable Boolean value) {
        string(name, value == null ? null : value.toString());
    }

    /**
     * A time, written with seconds and its offset.
     *
     * @param name name of the parameter
     * @param value its value, or null
     */
    public void dateTime(String name, @Nullable OffsetDateTime value) {
        string(name, value == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value));
    }

    /**
     * A date.
     *
     * @param name name of the parameter
     * @param value its value, or null
     */
    public void date(String name, @Nullable LocalDate value) {
        string(name, value == null ? null : value.toString());
    }

    /**
     * A value of an open enumeration.
     *
     * @param name name of the parameter
     * @param value its value, or null
     */
    public void value(String name, @Nullable OpenEnum<?> value) {
        string(name, value == null ? null : value.text());
    }

    /**
     * Texts.
     *
     * @param name name of the parameter
     * @param values its values, or null
     */
    public void strings(String name, @Nullable List<String> values) {
        if (values != null) {
            values.forEach(value -> string(name, value));
        }
    }

    /**
     * Integers.
     *
     * @param name name of the parameter
     * @param values its values, or null
     */
    public void int32s(String name, @Nullable List<Integer> values) {
        if (values != null) {
            values.forEach(value -> int32(name, value));
        }
    }

    /**
     * Long integers.
     *
     * @param name name of the parameter
     * @param values its values, or null
     */
    public void int64s(String name, @Nullable List<Long> values) {
        if (values != null) {
            values.forEach(value -> int64(name, value));
        }
    }

    /**
     * Values of an open enumeration.
     *
     * @param name name of the parameter
     * @param values its values, or null
     */
    public void values(String name, @Nullable List<? extends OpenEnum<?>> values) {
        if (values != null) {
            values.forEach(value -> value(name, value));
        }
    }
}
