// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import io.github.scpsdk.core.OpenEnum;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Writes query parameters into a URL. Null is left out. A list repeats the name for each element. For one
 * call on one thread.
 */
public final class QueryOutput {

    private final HttpUrl.Builder url;
    private final Violations violations;

    public QueryOutput(HttpUrl.Builder url, Violations violations) {
        this.url = url;
        this.violations = violations;
    }

    /** Writes a text. */
    public void string(String name, @Nullable String value) {
        if (value != null) {
            if (!Surrogates.areWhole(value)) {
                violations.add("query parameter " + name + " " + Surrogates.HALF + ", which cannot be sent");
                return;
            }
            url.addQueryParameter(name, value);
        }
    }

    /** Writes an integer. */
    public void int32(String name, @Nullable Integer value) {
        string(name, value == null ? null : value.toString());
    }

    /** Writes a long integer. */
    public void int64(String name, @Nullable Long value) {
        string(name, value == null ? null : value.toString());
    }

    /** Writes a number. */
    public void float64(String name, @Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            violations.add("query parameter " + name + " is no finite number, which cannot be sent");
            return;
        }
        string(name, value == null ? null : BigDecimal.valueOf(value).toPlainString());
    }

    /** Writes a decimal number. */
    public void decimal(String name, @Nullable BigDecimal value) {
        string(name, value == null ? null : value.toPlainString());
    }

    /** Writes a truth value. */
    public void bool(String name, @Nullable Boolean value) {
        string(name, value == null ? null : value.toString());
    }

    /** Writes a time, written with seconds and its offset. */
    public void dateTime(String name, @Nullable OffsetDateTime value) {
        string(name, value == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value));
    }

    /** Writes a date. */
    public void date(String name, @Nullable LocalDate value) {
        string(name, value == null ? null : value.toString());
    }

    /** Writes a value of an open enumeration. */
    public void value(String name, @Nullable OpenEnum<?> value) {
        string(name, value == null ? null : value.text());
    }

    /** Writes texts. */
    public void strings(String name, @Nullable List<String> values) {
        if (values != null) {
            values.forEach(value -> string(name, value));
        }
    }

    /** Writes integers. */
    public void int32s(String name, @Nullable List<Integer> values) {
        if (values != null) {
            values.forEach(value -> int32(name, value));
        }
    }

    /** Writes long integers. */
    public void int64s(String name, @Nullable List<Long> values) {
        if (values != null) {
            values.forEach(value -> int64(name, value));
        }
    }

    /** Writes values of an open enumeration. */
    public void values(String name, @Nullable List<? extends OpenEnum<?>> values) {
        if (values != null) {
            values.forEach(value -> value(name, value));
        }
    }
}
