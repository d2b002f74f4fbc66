package io.github.scpsdk.core.serde;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Consumer;

/** Reads and writes free-form JSON without starting an ObjectMapper. Depth is bounded by the parser's constraints. */
public final class JsonTrees {

    /** What is wrong with infinity and with what is no number. */
    public static final String NOT_FINITE = "is no finite number";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTrees() {}

    /** The tree of the value that the parser is on; leaves it on the value's last token. */
    public static JsonNode read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                for (String name; (name = parser.nextFieldName()) != null; ) {
                    parser.nextToken();
                    if (object.replace(name, read(parser)) != null) {
                        throw new JsonParseException(parser, "A field comes twice");
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> fraction(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(parser.getText());
        };
    }

    /** A double, as any ObjectMapper makes it, unless that would lose digits; a number beyond all measure stays the text it is. */
    private static JsonNode fraction(String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            return NODES.textNode(text);
        }
        double nearest = value.doubleValue();
        boolean exact = Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(value) == 0;
        return exact ? NODES.numberNode(nearest) : NODES.numberNode(value);
    }

    /**
     * Writes a tree.
     *
     * @param node the tree
     * @param out where to
     * @param problem is told of what JSON cannot carry, in whose place something else is written
     */
    public static void write(JsonNode node, JsonGenerator out, Consumer<String> problem) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    out.writeFieldName(text(field.getKey(), problem));
                    write(field.getValue(), out, problem);
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (JsonNode element : node) {
                    write(element, out, problem);
                }
                out.writeEndArray();
            }
            case STRING -> out.writeString(text(node.textValue(), problem));
            case BOOLEAN -> out.writeBoolean(node.booleanValue());
            case NUMBER -> number(node, out, problem);
            case BINARY -> out.writeBinary(node.binaryValue());
            case POJO -> {
                problem.accept("holds a Java object");
                out.writeNull();
            }
            default -> out.writeNull();
        }
    }

    private static String text(String text, Consumer<String> problem) {
        if (Surrogates.areWhole(text)) {
            return text;
        }
        problem.accept(Surrogates.HALF);
        return "";
    }

    private static void number(JsonNode node, JsonGenerator out, Consumer<String> problem) throws IOException {
        if (node.isBigInteger()) {
            out.writeNumber(node.bigIntegerValue());
        } else if (node.isIntegralNumber()) {
            out.writeNumber(node.longValue());
        } else if (node.isBigDecimal()) {
            out.writeNumber(node.decimalValue());
        } else if (Double.isFinite(node.doubleValue())) {
            out.writeNumber(node.doubleValue());
        } else {
            problem.accept(NOT_FINITE);
            out.writeNull();
        }
    }
}
