// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Reads the responses of the platform, which do not always follow its own guide. A value that is not as
 * documented is read as null, never as a guess, and logs one warning for each field. The warning names the
 * field and not the value. For one response on one thread.
 *
 * <p>Every method that reads a value starts with the parser on it and leaves the parser on its last token. It
 * returns null if there is no value. Lists are unmodifiable. An {@code IOException} means that the text is
 * not JSON or ends early.
 */
public final class JsonInput {

    private static final Logger LOG = Loggers.DECODING;

    private final JsonParser parser;
    private final String context;
    private final @Nullable Map<String, JsonValue> unknown;
    private @Nullable Set<String> warned;
    private String type = "";
    private String field = "";

    /**
     * Creates a reader.
     *
     * @param parser the tokens
     * @param context name of the response, for warnings
     */
    public JsonInput(JsonParser parser, String context) {
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
        this.context = "";
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
     * @return its name, with the parser on its value; null at the end of the object
     */
    public @Nullable String nextField() throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            field = name;
            parser.nextToken();
        }
        return name;
    }

    /**
     * Refuses a duplicate field, because it is unknown which of the two values is meant.
     *
     * @param earlier the value of the field so far, or null
     * @return this
     * @throws IOException if there is a value
     */
    public JsonInput once(@Nullable Object earlier) throws IOException {
        if (earlier != null) {
            throw new JsonParseException(parser, "A field comes twice");
        }
        return this;
    }

    /** Skips the value of a field that is not known. */
    public void skip() throws IOException {
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
    public @Nullable String string() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> parser.getText();
            case VALUE_NULL -> null;
            default -> unreadable("a string");
        };
    }

    /** Reads an integer of 32 bits. */
    public @Nullable Integer int32() throws IOException {
        Long value = integer(Integer.MIN_VALUE, Integer.MAX_VALUE, "an integer of 32 bits");
        return value == null ? null : value.intValue();
    }

    /** Reads an integer of 64 bits. */
    public @Nullable Long int64() throws IOException {
        return integer(Long.MIN_VALUE, Long.MAX_VALUE, "an integer of 64 bits");
    }

    /** Reads a number. */
    public @Nullable Double float64() throws IOException {
        return scalar(Scalars::float64, "a number");
    }

    /** Reads a decimal number. */
    public @Nullable BigDecimal decimal() throws IOException {
        return scalar(Scalars::decimal, "a number");
    }

    /** Reads a truth value. */
    public @Nullable Boolean bool() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> text(Scalars::bool, "a boolean");
        };
    }

    /** Reads a time; one without a zone is in UTC. */
    public @Nullable OffsetDateTime dateTime() throws IOException {
        return text(Scalars::dateTime, "a date-time");
    }

    /**
     * Reads a time without a zone in a form of its own.
     *
     * @param format the form
     */
    public @Nullable LocalDateTime localDateTime(DateTimeFormatter format) throws IOException {
        return text(text -> Scalars.localDateTime(text, format), "a local-date-time");
    }

    /** Reads a date. */
    public @Nullable LocalDate date() throws IOException {
        return text(Scalars::date, "a date");
    }

    /** Reads a value of an open enumeration. */
    public <E> @Nullable E value(Function<String, E> of) throws IOException {
        return text(of, "a string");
    }

    /** Reads any value. */
    public @Nullable JsonValue jsonValue() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : JsonTrees.read(parser);
    }

    /**
     * Reads one text or a list of them.
     *
     * @return in the form it came, or null
     */
    public @Nullable StringOrList stringOrList() throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return StringOrList.of(Lists.copy(type + "." + field, strings()));
        }
        String one = string();
        return one == null ? null : StringOrList.of(one);
    }

    /** Reads an object. */
    public <T> @Nullable T object(JsonReader<T> reader) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return read(reader);
        }
        return isNothing() ? null : unreadable("an object");
    }

    /** Reads texts. */
    public @Nullable List<String> strings() throws IOException {
        return list(this::string);
    }

    /** Reads integers of 32 bits. */
    public @Nullable List<Integer> int32s() throws IOException {
        return list(this::int32);
    }

    /** Reads integers of 64 bits. */
    public @Nullable List<Long> int64s() throws IOException {
        return list(this::int64);
    }

    /** Reads any values. */
    public @Nullable List<JsonValue> jsonValues() throws IOException {
        return list(this::jsonValue);
    }

    /** Reads values of an open enumeration. */
    public <E> @Nullable List<E> values(Function<String, E> of) throws IOException {
        return list(() -> value(of));
    }

    /** Reads objects. */
    public <T> @Nullable List<T> objects(JsonReader<T> reader) throws IOException {
        return list(() -> object(reader));
    }

    private <T> T read(JsonReader<T> reader) throws IOException {
        String outerType = type;
        String outerField = field;
        type = reader.typeName();
        T value = reader.read(this);
        type = outerType;
        field = outerField;
        return value;
    }

    private <T> @Nullable List<T> list(Element<T> element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return isNothing() ? null : unreadable("a list");
        }
        List<T> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                warn(field, "has a null element, which is left out");
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
        return text(read, expected);
    }

    private <T> @Nullable T text(Function<String, @Nullable T> read, String expected) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return isNothing() ? null : unreadable(expected);
        }
        String text = parser.getText(); // first: asking for its length first would read it twice
        if (text.isEmpty()) {
            return null;
        }
        T value = read.apply(text);
        return value == null ? unreadable(expected) : value;
    }

    /** Returns whether the value is null, or the empty text that the platform sends instead of null. */
    private boolean isNothing() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL
                || (parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
    }

    // the result is always null, for every type
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> @Nullable T unreadable(String expected) throws IOException {
        warn(field, "is not " + expected + " as documented and was read as missing");
        parser.skipChildren();
        return null;
    }

    private void warn(String wireName, String what) {
        if (unknown != null) {
            return;
        }
        if (warned == null) {
            warned = new HashSet<>();
        }
        if (warned.add(type + "." + wireName)) {
            LOG.warn("{}: {}.{} {}", context, type, wireName, what);
        }
    }

    private interface Element<T> {
        @Nullable
        T read() throws IOException;
    }
}
