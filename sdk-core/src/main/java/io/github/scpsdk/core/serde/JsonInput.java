package io.github.scpsdk.core.serde;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.StringOrList;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the responses of the platform, which do not always keep to its own guide. What cannot be read as documented becomes null, never a made-up
 * value, with one warning for each field of a response that names the field and not what it holds. For one response on one thread.
 *
 * <p>Every method that reads a value is called with the parser on it, and leaves the parser on its last token.
 */
public final class JsonInput {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.decoding");

    private final JsonParser parser;
    private final String context;
    private @Nullable Set<String> warned;
    private String type = "";
    private String field = "";

    /**
     * A reader.
     *
     * @param parser gives the tokens
     * @param context what is being read, for warnings
     */
    public JsonInput(JsonParser parser, String context) {
        this.parser = parser;
        this.context = context;
    }

    /** Reads the outermost object; null when it is something else. */
    public <T> @Nullable T document(JsonReader<T> reader) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        T value = read(reader);
        parser.nextToken(); // null, or what follows is no JSON and throws
        return parser.currentToken() == null ? value : null;
    }

    /**
     * Goes on to the next field.
     *
     * @return its name, with the parser on its value; null at the end of the object
     * @throws IOException when the text is no JSON or ends early
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
     * Refuses a field that has come before with another value: which of the two is meant cannot be known.
     *
     * @param earlier what was read for it so far
     * @return this
     * @throws IOException when there is something
     */
    public JsonInput once(@Nullable Object earlier) throws IOException {
        if (earlier != null) {
            throw new JsonParseException(parser, "A field comes twice");
        }
        return this;
    }

    /**
     * Passes over a value.
     *
     * @throws IOException when the text is no JSON or ends early
     */
    public void skip() throws IOException {
        parser.skipChildren();
    }

    /**
     * Warns when a value that the guide promises is not there.
     *
     * @param wireName name of the field
     * @param value what was read
     */
    public void expect(String wireName, @Nullable Object value) {
        if (value == null) {
            warn(wireName, "is required by the guide but missing or null");
        }
    }

    /**
     * A text; numbers and truth values count as theirs.
     *
     * @return the text, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable String string() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> parser.getText();
            case VALUE_NULL -> null;
            default -> unreadable("a string");
        };
    }

    /**
     * An integer of 32 bits.
     *
     * @return the number, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable Integer int32() throws IOException {
        Long value = integer(Integer.MIN_VALUE, Integer.MAX_VALUE, "an integer of 32 bits");
        return value == null ? null : value.intValue();
    }

    /**
     * An integer of 64 bits.
     *
     * @return the number, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable Long int64() throws IOException {
        return integer(Long.MIN_VALUE, Long.MAX_VALUE, "an integer of 64 bits");
    }

    /**
     * A number.
     *
     * @return the number, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable Double float64() throws IOException {
        return scalar(Scalars::float64, "a number");
    }

    /**
     * A decimal number.
     *
     * @return the number, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable BigDecimal decimal() throws IOException {
        return scalar(Scalars::decimal, "a number");
    }

    /**
     * A truth value.
     *
     * @return the value, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable Boolean bool() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> text(Scalars::bool, "a boolean");
        };
    }

    /**
     * A time; one without a zone is in UTC.
     *
     * @return the time, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable OffsetDateTime dateTime() throws IOException {
        return text(Scalars::dateTime, "a date-time");
    }

    /**
     * A date.
     *
     * @return the date, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable LocalDate date() throws IOException {
        return text(Scalars::date, "a date");
    }

    /**
     * A value of an open enumeration.
     *
     * @param of makes it from its text
     * @param <E> the enumeration
     * @return the value, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public <E> @Nullable E value(Function<String, E> of) throws IOException {
        return text(of, "a string");
    }

    /**
     * Any value.
     *
     * @return the value, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable JsonValue node() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : JsonTrees.read(parser);
    }

    /**
     * One text or a list of them.
     *
     * @return in the form it came, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable StringOrList stringOrList() throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return StringOrList.of(Lists.copy(type + "." + field, strings()));
        }
        String one = string();
        return one == null ? null : StringOrList.of(one);
    }

    /**
     * An object.
     *
     * @param reader reads it
     * @param <T> its type
     * @return the object, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public <T> @Nullable T object(JsonReader<T> reader) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return read(reader);
        }
        return nothing() ? null : unreadable("an object");
    }

    /**
     * Texts.
     *
     * @return unmodifiable, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable List<String> strings() throws IOException {
        return list(this::string);
    }

    /**
     * Integers of 32 bits.
     *
     * @return unmodifiable, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable List<Integer> int32s() throws IOException {
        return list(this::int32);
    }

    /**
     * Integers of 64 bits.
     *
     * @return unmodifiable, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable List<Long> int64s() throws IOException {
        return list(this::int64);
    }

    /**
     * Any values.
     *
     * @return unmodifiable, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public @Nullable List<JsonValue> nodes() throws IOException {
        return list(this::node);
    }

    /**
     * Values of an open enumeration.
     *
     * @param of makes one from its text
     * @param <E> the enumeration
     * @return unmodifiable, or null
     * @throws IOException when the text is no JSON or ends early
     */
    public <E> @Nullable List<E> values(Function<String, E> of) throws IOException {
        return list(() -> value(of));
    }

    /**
     * Objects.
     *
     * @param reader reads one
     * @param <T> their type
     * @return unmodifiable, or null
     * @throws IOException when the text is no JSON or ends early
     */
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
            return nothing() ? null : unreadable("a list");
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

    /** A value that may come as a number or as its text. */
    private <T> @Nullable T scalar(Function<String, @Nullable T> read, String expected) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            T value = read.apply(parser.getText());
            return value == null ? unreadable(expected) : value;
        }
        return text(read, expected);
    }

    private <T> @Nullable T text(Function<String, @Nullable T> read, String expected) throws IOException {
        if (nothing()) {
            return null;
        }
        T value = parser.currentToken() == JsonToken.VALUE_STRING ? read.apply(parser.getText()) : null;
        return value == null ? unreadable(expected) : value;
    }

    /** Null, or the empty text that the platform sends where it has nothing. */
    private boolean nothing() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL
                || (parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // always null, whatever the caller reads
    private <T> @Nullable T unreadable(String expected) throws IOException {
        warn(field, "is not " + expected + " as documented and was read as missing");
        parser.skipChildren();
        return null;
    }

    private void warn(String wireName, String what) {
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
