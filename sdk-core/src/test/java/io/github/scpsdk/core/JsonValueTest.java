// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class JsonValueTest {

    /** The ways an application reads and prints JSON, with nothing configured but what the name says. */
    enum Mapper {
        JACKSON_2 {
            private final com.fasterxml.jackson.databind.ObjectMapper mapper =
                    new com.fasterxml.jackson.databind.ObjectMapper();

            @Override
            <T> T read(String json, Class<T> type) throws Exception {
                return mapper.readValue(json, type);
            }

            @Override
            <T> T readExactly(String json, Class<T> type) throws Exception {
                return mapper.reader(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .readValue(json, type);
            }

            @Override
            String print(Object value) throws Exception {
                return mapper.writeValueAsString(value);
            }

            @Override
            <T> T convert(Object value, Class<T> type) throws Exception {
                return mapper.treeToValue(mapper.valueToTree(value), type);
            }
        },
        JACKSON_3 {
            private final tools.jackson.databind.ObjectMapper mapper = new tools.jackson.databind.json.JsonMapper();

            @Override
            <T> T read(String json, Class<T> type) {
                return mapper.readValue(json, type);
            }

            @Override
            <T> T readExactly(String json, Class<T> type) {
                return mapper.reader(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .forType(type)
                        .readValue(json);
            }

            @Override
            String print(Object value) {
                return mapper.writeValueAsString(value);
            }

            @Override
            <T> T convert(Object value, Class<T> type) {
                return mapper.treeToValue(mapper.valueToTree(value), type);
            }
        };

        abstract <T> T read(String json, Class<T> type) throws Exception;

        abstract <T> T readExactly(String json, Class<T> type) throws Exception;

        abstract String print(Object value) throws Exception;

        abstract <T> T convert(Object value, Class<T> type) throws Exception;
    }

    /** Has free-form components as generated records have them. */
    record Holder(
            @JsonProperty("one") JsonValue one,

            @JsonProperty("many") @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<JsonValue> many) {}

    private static final List<String> TEXTS = List.of(
            "{\"z\":1,\"a\":{\"y\":null,\"b\":[true,false,\"\",\"볼륨 \\\"😀\\\" \\n\"]},\"m\":[[],{},[null]]}",
            "[1,-2147483648,2147483648,-9223372036854775808,9223372036854775808,123456789012345678901234567890]",
            "[0.1,-1.5,1.0E300,1.0E-7]",
            "\"text\"",
            "\"\"",
            "7",
            "1.25",
            "true",
            "{}",
            "[]");

    static final List<Map.Entry<Mapper, String>> READINGS = Stream.of(Mapper.values())
            .flatMap(mapper -> TEXTS.stream().map(text -> Map.entry(mapper, text)))
            .toList();

    @ParameterizedTest
    @FieldSource("READINGS")
    void aMapperPrintsWhatItRead(Map.Entry<Mapper, String> reading) throws Exception {
        Mapper mapper = reading.getKey();
        JsonValue value = mapper.read(reading.getValue(), JsonValue.class);

        assertThat(mapper.print(value)).isEqualTo(reading.getValue());
        assertThat(value).hasToString(reading.getValue());
        assertThat(mapper.convert(value, JsonValue.class)).isEqualTo(value);
    }

    @ParameterizedTest
    @FieldSource("READINGS")
    void aRecordWithFreeFormComponentsSurvivesARoundTrip(Map.Entry<Mapper, String> reading) throws Exception {
        Mapper mapper = reading.getKey();
        JsonValue value = mapper.read(reading.getValue(), JsonValue.class);
        Holder holder = new Holder(value, List.of(value, JsonValue.of("x")));

        assertThat(mapper.print(holder))
                .isEqualTo("{\"one\":" + reading.getValue() + ",\"many\":[" + reading.getValue() + ",\"x\"]}");
        assertThat(mapper.read(mapper.print(holder), Holder.class)).isEqualTo(holder);
    }

    @ParameterizedTest
    @EnumSource
    void aMapperReadsNullAsNoValueButKeepsItInside(Mapper mapper) throws Exception {
        assertThat(mapper.read("{\"one\":null}", Holder.class).one()).isNull();
        assertThat(mapper.read("[null]", JsonValue.class).elements()).containsExactly(JsonValue.NULL);
        assertThat(mapper.print(JsonValue.NULL)).isEqualTo("null");
    }

    @ParameterizedTest
    @EnumSource
    void aMapperKeepsEveryDigitWhenItIsTold(Mapper mapper) throws Exception {
        String json = "{\"a\":[0.10000000000000000000000000001,1E+400,1.5]}";

        JsonValue value = mapper.readExactly(json, JsonValue.class);

        assertThat(value).hasToString(json);
        assertThat(mapper.readExactly(mapper.print(value), JsonValue.class)).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNestedTooDeeply(Mapper mapper) throws Exception {
        String deepest = "[".repeat(500) + "]".repeat(500);
        assertThat(mapper.print(mapper.read(deepest, JsonValue.class))).isEqualTo(deepest);

        assertThatThrownBy(() -> mapper.read("[".repeat(502) + "]".repeat(502), JsonValue.class))
                .hasMessageContaining("500");
    }

    @Test
    void refusesAListThatContainsItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonValue.of(list))
                .withMessage("JsonValue: nested deeper than 500 levels; does a map or list contain itself?");
    }

    @Test
    void isMadeOfPlainJavaValues() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", new StringBuilder("a"));
        fields.put("letter", 'b');
        fields.put("array", new Object[] {1, (short) 2, 3L, 4f, null});
        fields.put("inner", JsonValue.of(List.of(true)));
        fields.put("nothing", null);

        assertThat(JsonValue.of(fields))
                .hasToString(
                        "{\"text\":\"a\",\"letter\":\"b\",\"array\":[1,2,3,4.0,null],\"inner\":[true],\"nothing\":null}");
        assertThat(JsonValue.of(null)).isSameAs(JsonValue.NULL);
    }

    @Test
    void changesWithNothingItWasMadeOf() {
        List<Object> inner = new ArrayList<>(List.of(1));
        Map<String, Object> fields = new HashMap<>(Map.of("a", inner));
        JsonValue value = JsonValue.of(fields);

        inner.add(2);
        fields.put("b", 3);

        assertThat(value).hasToString("{\"a\":[1]}");
        assertThatThrownBy(() -> ((Map<?, ?>) value.value()).clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> value.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> value.get("a").elements().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesWhatJsonCannotHoldAndSaysWhatToUse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonValue.of(List.of(new Object())))
                .withMessage("JsonValue: java.lang.Object is no JSON; use a text, number, truth value, null, or a map,"
                        + " collection or array of these");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonValue.of(Double.NaN))
                .withMessage("JsonValue: NaN is no finite number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonValue.of(Float.NEGATIVE_INFINITY))
                .withMessage("JsonValue: -Infinity is no finite number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonValue.of(new AtomicInteger()))
                .withMessage(
                        "JsonValue: java.util.concurrent.atomic.AtomicInteger is no number of JSON; use an int, long,"
                                + " double, BigInteger or BigDecimal");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonValue.of(Map.of(1, 2)))
                .withMessage("JsonValue: the name of a field is a java.lang.Integer; use a String");
    }

    @Test
    void equalNumbersAreEqualWhateverTheirType() {
        assertThat(JsonValue.of(5L))
                .isEqualTo(JsonValue.of(5))
                .isEqualTo(JsonValue.of(BigInteger.valueOf(5)))
                .hasSameHashCodeAs(JsonValue.of((byte) 5))
                .isNotEqualTo(JsonValue.of(5.0))
                .isNotEqualTo(JsonValue.of("5"));
        assertThat(JsonValue.of(0.1f)).isEqualTo(JsonValue.of(0.1)).isEqualTo(JsonValue.of(new BigDecimal("0.10")));
    }

    @Test
    void theOrderOfFieldsIsKeptAndDoesNotCount() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", 1);
        one.put("a", null);
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("a", null);
        other.put("b", 1L);

        assertThat(JsonValue.of(one))
                .isEqualTo(JsonValue.of(other))
                .hasSameHashCodeAs(JsonValue.of(other))
                .hasToString("{\"b\":1,\"a\":null}");
        assertThat(JsonValue.of(one).fields().keySet()).containsExactly("b", "a");
    }

    @Test
    void accessorsGiveAValueOnlyWhereThereIsOne() {
        JsonValue value = JsonValue.of(Arrays.asList("x", 1, 5_000_000_000L, 1.5, true, null, Map.of("a", 1)));
        List<JsonValue> elements = value.elements();

        assertThat(elements)
                .extracting(JsonValue::asText)
                .containsExactly("x", "1", "5000000000", "1.5", "true", null, null);
        assertThat(elements).extracting(JsonValue::asInt).containsExactly(null, 1, null, null, null, null, null);
        assertThat(elements)
                .extracting(JsonValue::asLong)
                .containsExactly(null, 1L, 5_000_000_000L, null, null, null, null);
        assertThat(elements)
                .extracting(JsonValue::asDecimal)
                .containsExactly(
                        null, BigDecimal.ONE, new BigDecimal("5000000000"), new BigDecimal("1.5"), null, null, null);
        assertThat(elements).extracting(JsonValue::asBoolean).containsExactly(null, null, null, null, true, null, null);
        assertThat(elements)
                .extracting(JsonValue::isNull)
                .containsExactly(false, false, false, false, false, true, false);
        assertThat(elements.get(6).get("a")).isEqualTo(JsonValue.of(1));
        assertThat(elements.get(6).get("b")).isNull();
        assertThat(value.get("a")).isNull();
        assertThat(value.fields()).isEmpty();
        assertThat(elements.get(6).elements()).isEmpty();
    }

    @Test
    void survivesSerializationWithinAnException() throws Exception {
        JsonValue value = JsonValue.of(Map.of("a", Arrays.asList(1, null, new BigDecimal("1E+400"))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(value);
        }
    }
}
