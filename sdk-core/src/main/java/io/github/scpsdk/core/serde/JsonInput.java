// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.StringOrList;
import io.github.scpsdk.core.internal.log.Loggers;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Reads the responses of the platform, which do not always follow its own guide. A value that is not as
 * documented is read as null, never as a guess, and logs one warning for each field. The warning names the
 * field and not the value. For one response on one thread.
 *
 * <p>Every method that reads the value of a field starts with the parser on its name and leaves the parser on the last
 * token of the value. It returns null if there is no value. It takes what the field had so far, and refuses a field
 * that comes twice, because it is unknown which of the two values is meant. Lists are unmodifiable. An
 * {@code IOException} means that the text is not JSON or ends early, or that a field comes twice.
 */
public final class JsonInput {

    private static final Logger LOG = Loggers.DECODING;

    private final JsonParser parser;
    private final Supplier<String> context;
    private final @Nullable Map<String, JsonValue> unknown;
    private @Nullable Set<String> warned;
    private String type = "";
    private SerializedString[] fields = {};
    private int position; // of the field that comes next, in the documented order

    /**
     * Creates a reader.
     *
     * @param parser the tokens
     * @param context names the response, for warnings
     */
    public JsonInput(JsonParser parser, Supplier<String> context) {
        this.parser = parser;
        this.context = context;
        this.unknown = null;
    }

    /**
     * Creates a reader that collects the fields that are skipped, and warns of nothing: the response was read before.
     *
     * @param parser the tokens
     * @param unknown takes the values by JSON pointer
     */
    public JsonInput(JsonParser parser, Map<String, JsonValue> unknown) {
        this.parser = parser;
        this.context = () -> "";
        this.unknown = unknown;
    }

    /** Reads the outermost object; null if it is something else. */
    public <T> @Nullable T document(JsonReader<T> reader) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        T value = read(reader);
        // null at the end of the text; throws if more text follows that is not JSON
        parser.nextToken();
        return parser.currentToken() == null ? value : null;
    }

    /**
     * Moves on to the next field.
     *
     * @return its name, with the parser on it; null at the end of the object
     */
    public @Nullable String nextField() throws IOException {
        if (position == fields.length) {
            return parser.nextFieldName();
        }
        SerializedString expected = fields[position];
        if (parser.nextFieldName(expected)) { // compares bytes: faster than finding out which name it is
            position++;
            return expected.getValue();
        }
        return parser.currentToken() == JsonToken.FIELD_NAME ? otherField(parser.currentName()) : null;
    }

    private String otherField(String name) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].getValue().equals(name)) {
                position = i + 1;
                break;
            }
        }
        return name;
    }

    /** Skips the value of a field that is not known. */
    public void skip() throws IOException {
        parser.nextToken();
        if (unknown == null) {
            parser.skipChildren();
        } else {
            String pointer = parser.getParsingContext().pathAsPointer().toString();
            unknown.put(pointer, JsonTrees.read(parser));
        }
    }

    /**
     * Warns if a value that the guide promises is missing.
     *
     * @param wireName name of the field
     * @param value the value that was read
     */
    public void expect(String wireName, @Nullable Object value) {
        if (value == null) {
            warn(wireName, "is required by the guide but missing or null");
        }
    }

    /** Reads a text; a number or truth value is read as its text. */
    public @Nullable String string(@Nullable String earlier) throws IOException {
        String text = nextText(earlier);
        return text == null ? stringElement() : text;
    }

    /** Reads an integer of 32 bits. */
    public @Nullable Integer int32(@Nullable Integer earlier) throws IOException {
        nextValue(earlier);
        return int32Element();
    }

    /** Reads an integer of 64 bits. */
    public @Nullable Long int64(@Nullable Long earlier) throws IOException {
        nextValue(earlier);
        return int64Element();
    }

    /** Reads a number. */
    public @Nullable Double float64(@Nullable Double earlier) throws IOException {
        nextValue(earlier);
        return scalar(Scalars::float64, "a number");
    }

    /** Reads a decimal number. */
    public @Nullable BigDecimal decimal(@Nullable BigDecimal earlier) throws IOException {
        nextValue(earlier);
        return scalar(Scalars::decimal, "a number");
    }

    /** Reads a truth value. */
    public @Nullable Boolean bool(@Nullable Boolean earlier) throws IOException {
        nextValue(earlier);
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> text(currentText(), Scalars::bool, "a boolean");
        };
    }

    /** Reads a time; one without a zone is in UTC. */
    public @Nullable OffsetDateTime dateTime(@Nullable OffsetDateTime earlier) throws IOException {
        return text(nextText(earlier), Scalars::dateTime, "a date-time");
    }

    /**
     * Reads a time without a zone in a form of its own.
     *
     * @param format the form
     */
    public @Nullable LocalDateTime localDateTime(@Nullable LocalDateTime earlier, DateTimeFormatter format)
            throws IOException {
        return text(nextText(earlier), text -> Scalars.localDateTime(text, format), "a local-date-time");
    }

    /** Reads a date. */
    public @Nullable LocalDate date(@Nullable LocalDate earlier) throws IOException {
        return text(nextText(earlier), Scalars::date, "a date");
    }

    /** Reads a value of an open enumeration. */
    public <E> @Nullable E value(@Nullable E earlier, Function<String, E> of) throws IOException {
        return text(nextText(earlier), of, "a string");
    }

    /** Reads any value. */
    public @Nullable JsonValue jsonValue(@Nullable JsonValue earlier) throws IOException {
        nextValue(earlier);
        return jsonElement();
    }

    /**
     * Reads one text or a list of them.
     *
     * @return in the form it came, or null
     */
    public @Nullable StringOrList stringOrList(@Nullable StringOrList earlier) throws IOException {
        nextValue(earlier);
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return StringOrList.of(Lists.copy(type + "." + field(), elements(this::stringElement)));
        }
        String one = stringElement();
        return one == null ? null : StringOrList.of(one);
    }

    /** Reads an object. */
    public <T> @Nullable T object(@Nullable T earlier, JsonReader<T> reader) throws IOException {
        nextValue(earlier);
        return objectElement(reader);
    }

    /** Reads texts. */
    public @Nullable List<String> strings(@Nullable List<String> earlier) throws IOException {
        return list(earlier, this::stringElement);
    }

    /** Reads integers of 32 bits. */
    public @Nullable List<Integer> int32s(@Nullable List<Integer> earlier) throws IOException {
        return list(earlier, this::int32Element);
    }

    /** Reads integers of 64 bits. */
    public @Nullable List<Long> int64s(@Nullable List<Long> earlier) throws IOException {
        return list(earlier, this::int64Element);
    }

    /** Reads any values. */
    public @Nullable List<JsonValue> jsonValues(@Nullable List<JsonValue> earlier) throws IOException {
        return list(earlier, this::jsonElement);
    }

    /** Reads values of an open enumeration. */
    public <E> @Nullable List<E> values(@Nullable List<E> earlier, Function<String, E> of) throws IOException {
        return list(earlier, () -> text(currentText(), of, "a string"));
    }

    /** Reads objects. */
    public <T> @Nullable List<T> objects(@Nullable List<T> earlier, JsonReader<T> reader) throws IOException {
        return list(earlier, () -> objectElement(reader));
    }

    private <T> T read(JsonReader<T> reader) throws IOException {
        String outerType = type;
        SerializedString[] outerFields = fields;
        int outerPosition = position;
        type = reader.typeName();
        fields = reader.fields();
        position = 0;
        T value = reader.read(this);
        type = outerType;
        fields = outerFields;
        position = outerPosition;
        return value;
    }

    private void nextValue(@Nullable Object earlier) throws IOException {
        if (earlier != null) {
            throw twice();
        }
        parser.nextToken();
    }

    /** Returns the value if it is a text, else null. The parser has a short way for that, and most values are. */
    private @Nullable String nextText(@Nullable Object earlier) throws IOException {
        if (earlier != null) {
            throw twice();
        }
        return parser.nextTextValue();
    }

    private JsonParseException twice() {
        return new JsonParseException(parser, "A field comes twice");
    }

    private @Nullable String stringElement() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> parser.getText();
            case VALUE_NULL -> null;
            default -> unreadable("a string");
        };
    }

    private @Nullable Integer int32Element() throws IOException {
        Long value = integer(Integer.MIN_VALUE, Integer.MAX_VALUE, "an integer of 32 bits");
        return value == null ? null : value.intValue();
    }

    private @Nullable Long int64Element() throws IOException {
        return integer(Long.MIN_VALUE, Long.MAX_VALUE, "an integer of 64 bits");
    }

    private @Nullable JsonValue jsonElement() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : JsonTrees.read(parser);
    }

    private <T> @Nullable T objectElement(JsonReader<T> reader) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return read(reader);
        }
        return isNothing() ? null : unreadable("an object");
    }

    private <T> @Nullable List<T> list(@Nullable List<T> earlier, Element<T> element) throws IOException {
        nextValue(earlier);
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return isNothing() ? null : unreadable("a list");
        }
        return elements(element);
    }

    private <T> List<T> elements(Element<T> element) throws IOException {
        List<T> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                warn(field(), "has a null element, which is left out");
                continue;
            }
            T value = element.read();
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    private @Nullable Long integer(long min, long max, String expected) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            return value >= min && value <= max ? Long.valueOf(value) : unreadable(expected);
        }
        return scalar(text -> Scalars.integer(text, min, max), expected);
    }

    /** Reads a value that may be a number or its text. */
    private <T> @Nullable T scalar(Function<String, @Nullable T> read, String expected) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            T value = read.apply(parser.getText());
            return value == null ? unreadable(expected) : value;
        }
        return text(currentText(), read, expected);
    }

    /** Reads what a text says; null stands for a value that is not a text. */
    private <T> @Nullable T text(@Nullable String text, Function<String, @Nullable T> read, String expected)
            throws IOException {
        if (text == null) {
            return parser.currentToken() == JsonToken.VALUE_NULL ? null : unreadable(expected);
        }
        if (text.isEmpty()) { // the platform sends it instead of null
            return null;
        }
        T value = read.apply(text);
        return value == null ? unreadable(expected) : value;
    }

    private @Nullable String currentText() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    /** Returns whether the value is null, or the empty text that the platform sends instead of null. */
    private boolean isNothing() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL
                || (parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
    }

    // the result is always null, for every type
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> @Nullable T unreadable(String expected) throws IOException {
        warn(field(), "is not " + expected + " as documented and was read as missing");
        parser.skipChildren();
        return null;
    }

    /** Returns the name of the field whose value, or an element of it, the parser is on. */
    private String field() {
        JsonStreamContext context = parser.getParsingContext();
        while (!context.hasCurrentName() && context.getParent() != null) {
            context = context.getParent();
        }
        return String.valueOf(context.getCurrentName());
    }

    private void warn(String wireName, String what) {
        if (unknown != null) {
            return;
        }
        if (warned == null) {
            warned = new HashSet<>();
        }
        if (warned.add(type + "." + wireName)) {
            LOG.warn("{}: {}.{} {}", context.get(), type, wireName, what);
        }
    }

    private interface Element<T> {
        @Nullable
        T read() throws IOException;
    }
}
