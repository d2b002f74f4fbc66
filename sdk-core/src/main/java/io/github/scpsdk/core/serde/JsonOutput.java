// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.OpenEnum;
import io.github.scpsdk.core.StringOrList;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bodies of requests. Null is written only for a field that a schema demands, an empty list only
 * if the list is required. Values that JSON cannot carry are reported by the name of their field. The
 * generator writes to memory, so that an {@code IOException} does not happen. For one body on one thread.
 */
public final class JsonOutput {

    private final JsonGenerator generator;
    private final Violations violations;
    private String type;

    /**
     * Creates a writer.
     *
     * @param generator takes the tokens
     * @param type name of the outermost type
     * @param violations takes the reports
     */
    public JsonOutput(JsonGenerator generator, String type, Violations violations) {
        this.generator = generator;
        this.type = type;
        this.violations = violations;
    }

    /** Writes a value that is the whole body. */
    public void document(JsonValue value) throws IOException {
        JsonTrees.write(value, generator, problem -> violations.add("the body " + problem));
    }

    /** Begins an object. */
    public void begin() throws IOException {
        generator.writeStartObject();
    }

    /** Ends an object. */
    public void end() throws IOException {
        generator.writeEndObject();
    }

    /**
     * Writes a null for a required field without a value. Writes nothing if there is a value, which is
     * written next.
     */
    public void nullIfAbsent(String name, @Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNullField(name);
        }
    }

    /** Writes a text. */
    public void string(String name, @Nullable String value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, whole(name, value));
        }
    }

    /** Writes an integer. */
    public void int32(String name, @Nullable Integer value) throws IOException {
        if (value != null) {
            generator.writeNumberField(name, value);
        }
    }

    /** Writes a long integer. */
    public void int64(String name, @Nullable Long value) throws IOException {
        if (value != null) {
            generator.writeNumberField(name, value);
        }
    }

    /** Writes a number. */
    public void float64(String name, @Nullable Double value) throws IOException {
        if (value != null && !Double.isFinite(value)) {
            // the generator would write it as a text
            unsendable(name, "is no finite number");
        } else if (value != null) {
            generator.writeNumberField(name, value);
        }
    }

    /** Writes a decimal number. */
    public void decimal(String name, @Nullable BigDecimal value) throws IOException {
        if (value != null) {
            generator.writeNumberField(name, value);
        }
    }

    /** Writes a truth value. */
    public void bool(String name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            generator.writeBooleanField(name, value);
        }
    }

    /** Writes a time, written with seconds and its offset. */
    public void dateTime(String name, @Nullable OffsetDateTime value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value));
        }
    }

    /** Writes a date. */
    public void date(String name, @Nullable LocalDate value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, value.toString());
        }
    }

    /** Writes any value. */
    public void jsonValue(String name, @Nullable JsonValue value) throws IOException {
        if (value != null) {
            generator.writeFieldName(name);
            JsonTrees.write(value, generator, problem -> unsendable(name, problem));
        }
    }

    /** Writes a value of an open enumeration. */
    public void value(String name, @Nullable OpenEnum<?> value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, whole(name, value.text()));
        }
    }

    /** Writes one text or a list of them, in its own form. */
    public void stringOrList(String name, @Nullable StringOrList value) throws IOException {
        if (value != null && value.isList()) {
            strings(name, value.values(), true);
        } else if (value != null) {
            string(name, value.values().get(0));
        }
    }

    /** Writes an object. */
    public <T> void object(String name, @Nullable T value, JsonWriter<T> writer) throws IOException {
        if (value != null) {
            generator.writeFieldName(name);
            within(writer, value);
        }
    }

    /**
     * Writes texts.
     *
     * @param required whether an empty list is written
     */
    public void strings(String name, @Nullable List<String> values, boolean required) throws IOException {
        list(name, values, required, value -> generator.writeString(whole(name, value)));
    }

    /**
     * Writes integers.
     *
     * @param required whether an empty list is written
     */
    public void int32s(String name, @Nullable List<Integer> values, boolean required) throws IOException {
        list(name, values, required, generator::writeNumber);
    }

    /**
     * Writes long integers.
     *
     * @param required whether an empty list is written
     */
    public void int64s(String name, @Nullable List<Long> values, boolean required) throws IOException {
        list(name, values, required, generator::writeNumber);
    }

    /**
     * Writes any values.
     *
     * @param required whether an empty list is written
     */
    public void jsonValues(String name, @Nullable List<JsonValue> values, boolean required) throws IOException {
        list(name, values, required, node -> JsonTrees.write(node, generator, problem -> unsendable(name, problem)));
    }

    /**
     * Writes values of an open enumeration.
     *
     * @param required whether an empty list is written
     */
    public void values(String name, @Nullable List<? extends OpenEnum<?>> values, boolean required) throws IOException {
        list(name, values, required, value -> generator.writeString(whole(name, value.text())));
    }

    /**
     * Writes objects.
     *
     * @param required whether an empty list is written
     */
    public <T> void objects(String name, @Nullable List<T> values, JsonWriter<T> writer, boolean required)
            throws IOException {
        list(name, values, required, value -> within(writer, value));
    }

    private <T> void list(String name, @Nullable List<? extends T> values, boolean required, Element<T> element)
            throws IOException {
        if (values == null || (values.isEmpty() && !required)) {
            return;
        }
        generator.writeArrayFieldStart(name);
        for (T value : values) {
            element.write(value);
        }
        generator.writeEndArray();
    }

    private <T> void within(JsonWriter<T> writer, T value) throws IOException {
        String outer = type;
        type = writer.typeName();
        writer.write(this, value);
        type = outer;
    }

    private String whole(String name, String text) {
        if (Surrogates.areWhole(text)) {
            return text;
        }
        unsendable(name, Surrogates.HALF);
        return "";
    }

    private void unsendable(String name, String problem) {
        String sentence = type + "." + name + " " + problem + ", which cannot be sent";
        if (!violations.found().contains(sentence)) {
            violations.add(sentence);
        }
    }

    private interface Element<T> {
        void write(T value) throws IOException;
    }
}
