// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.scpsdk.core.JsonValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads and writes free-form JSON. Depth is bounded by the parser's constraints. */
public final class JsonTrees {

    private JsonTrees() {}

    /** Reads one value that is the whole text; null if there is none, or more than one. */
    public static @Nullable JsonValue document(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            return null;
        }
        JsonValue value = read(parser);
        return parser.nextToken() == null ? value : null;
    }

    /** Reads the value that the parser is on; leaves the parser on the last token of the value. */
    public static JsonValue read(JsonParser parser) throws IOException {
        return JsonValue.of(plain(parser));
    }

    private static @Nullable Object plain(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(plain(parser));
                }
                yield elements;
            }
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> fraction(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String name; (name = parser.nextFieldName()) != null; ) {
            parser.nextToken();
            if (fields.containsKey(name)) {
                throw new JsonParseException(parser, "A field comes twice");
            }
            fields.put(name, plain(parser));
        }
        return fields;
    }

    /** Reads a fraction; one that is too large stays a text. */
    private static Object fraction(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /**
     * Writes a value.
     *
     * @param value the value
     * @param out takes the tokens
     * @param problem receives the problem of a text that JSON cannot carry; an empty text is written instead
     */
    public static void write(JsonValue value, JsonGenerator out, Consumer<String> problem) throws IOException {
        write(value.value(), out, problem);
    }

    private static void write(@Nullable Object value, JsonGenerator out, Consumer<String> problem) throws IOException {
        if (value instanceof Map<?, ?> fields) {
            out.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                out.writeFieldName(text((String) field.getKey(), problem));
                write(field.getValue(), out, problem);
            }
            out.writeEndObject();
        } else if (value instanceof List<?> elements) {
            out.writeStartArray();
            for (Object element : elements) {
                write(element, out, problem);
            }
            out.writeEndArray();
        } else if (value instanceof String text) {
            out.writeString(text(text, problem));
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Number number) {
            number(number, out);
        } else {
            out.writeNull();
        }
    }

    private static String text(String text, Consumer<String> problem) {
        if (Surrogates.areWhole(text)) {
            return text;
        }
        problem.accept(Surrogates.HALF);
        return "";
    }

    private static void number(Number number, JsonGenerator out) throws IOException {
        if (number instanceof BigInteger big) {
            out.writeNumber(big);
        } else if (number instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else if (number instanceof Double fraction) {
            out.writeNumber(fraction);
        } else {
            out.writeNumber(number.longValue());
        }
    }
}
