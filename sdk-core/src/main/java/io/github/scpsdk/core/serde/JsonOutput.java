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
 * Writes the bodies of requests. Null is written only where a schema demands the field, an empty list only where it is required; what JSON cannot
 * carry is reported by the name of its field. For one body on one thread.
 */
public final class JsonOutput {

    private final JsonGenerator generator;
    private final Violations violations;
    private String type;

    /**
     * A writer.
     *
     * @param generator takes the tokens
     * @param type name of the outermost type
     * @param violations where to report what cannot be written
     */
    public JsonOutput(JsonGenerator generator, String type, Violations violations) {
        this.generator = generator;
        this.type = type;
        this.violations = violations;
    }

    /**
     * Begins an object.
     *
     * @throws IOException never in practice: writing goes to memory
     */
    public void begin() throws IOException {
        generator.writeStartObject();
    }

    /**
     * Ends an object.
     *
     * @throws IOException never in practice: writing goes to memory
     */
    public void end() throws IOException {
        generator.writeEndObject();
    }

    /**
     * A null, for a field that must be there and may be null; nothing if it has a value, which is written next.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void nullIfAbsent(String name, @Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNullField(name);
        }
    }

    /**
     * A text.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void string(String name, @Nullable String value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, whole(name, value));
        }
    }

    /**
     * An integer.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void int32(String name, @Nullable Integer value) throws IOException {
        if (value != null) {
            generator.writeNumberField(name, value);
        }
    }

    /**
     * A long integer.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void int64(String name, @Nullable Long value) throws IOException {
        if (value != null) {
            generator.writeNumberField(name, value);
        }
    }

    /**
     * A number.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void float64(String name, @Nullable Double value) throws IOException {
        if (value != null && !Double.isFinite(value)) {
            unsendable(name, "is no finite number"); // the generator would write it as a text
        } else if (value != null) {
            generator.writeNumberField(name, value);
        }
    }

    /**
     * A decimal number.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void decimal(String name, @Nullable BigDecimal value) throws IOException {
        if (value != null) {
            generator.writeNumberField(name, value);
        }
    }

    /**
     * A truth value.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void bool(String name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            generator.writeBooleanField(name, value);
        }
    }

    /**
     * A time, written with seconds and its offset.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void dateTime(String name, @Nullable OffsetDateTime value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value));
        }
    }

    /**
     * A date.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void date(String name, @Nullable LocalDate value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, value.toString());
        }
    }

    /**
     * Any value.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void node(String name, @Nullable JsonValue value) throws IOException {
        if (value != null) {
            generator.writeFieldName(name);
            JsonTrees.write(value, generator, problem -> unsendable(name, problem));
        }
    }

    /**
     * A value of an open enumeration.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void value(String name, @Nullable OpenEnum<?> value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, whole(name, value.text()));
        }
    }

    /**
     * One text or a list of them, in the form it has.
     *
     * @param name name of the field
     * @param value its value, or null
     * @throws IOException never in practice: writing goes to memory
     */
    public void stringOrList(String name, @Nullable StringOrList value) throws IOException {
        if (value != null && value.isList()) {
            strings(name, value.values(), true);
        } else if (value != null) {
            string(name, value.values().get(0));
        }
    }

    /**
     * An object.
     *
     * @param name name of the field
     * @param value its value, or null
     * @param writer writes it
     * @param <T> its type
     * @throws IOException never in practice: writing goes to memory
     */
    public <T> void object(String name, @Nullable T value, JsonWriter<T> writer) throws IOException {
        if (value != null) {
            generator.writeFieldName(name);
            within(writer, value);
        }
    }

    /**
     * Texts.
     *
     * @param name name of the field
     * @param values its values, or null
     * @param required whether an empty list is written
     * @throws IOException never in practice: writing goes to memory
     */
    public void strings(String name, @Nullable List<String> values, boolean required) throws IOException {
        list(name, values, required, value -> generator.writeString(whole(name, value)));
    }

    /**
     * Integers.
     *
     * @param name name of the field
     * @param values its values, or null
     * @param required whether an empty list is written
     * @throws IOException never in practice: writing goes to memory
     */
    public void int32s(String name, @Nullable List<Integer> values, boolean required) throws IOException {
        list(name, values, required, generator::writeNumber);
    }

    /**
     * Long integers.
     *
     * @param name name of the field
     * @param values its values, or null
     * @param required whether an empty list is written
     * @throws IOException never in practice: writing goes to memory
     */
    public void int64s(String name, @Nullable List<Long> values, boolean required) throws IOException {
        list(name, values, required, generator::writeNumber);
    }

    /**
     * Any values.
     *
     * @param name name of the field
     * @param values its values, or null
     * @param required whether an empty list is written
     * @throws IOException never in practice: writing goes to memory
     */
    public void nodes(String name, @Nullable List<JsonValue> values, boolean required) throws IOException {
        list(name, values, required, node -> JsonTrees.write(node, generator, problem -> unsendable(name, problem)));
    }

    /**
     * Values of an open enumeration.
     *
     * @param name name of the field
     * @param values its values, or null
     * @param required whether an empty list is written
     * @throws IOException never in practice: writing goes to memory
     */
    public void values(String name, @Nullable List<? extends OpenEnum<?>> values, boolean required) throws IOException {
        list(name, values, required, value -> generator.writeString(whole(name, value.text())));
    }

    /**
     * Objects.
     *
     * @param name name of the field
     * @param values its values, or null
     * @param writer writes one
     * @param required whether an empty list is written
     * @param <T> their type
     * @throws IOException never in practice: writing goes to memory
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
