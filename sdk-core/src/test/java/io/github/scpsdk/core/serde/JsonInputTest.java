// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.StringOrList;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.NoteReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import nl.altindag.log.LogCaptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lenient where the platform is sloppy, and never inventive. */
class JsonInputTest {

    private static final Reading<String> ENUMERATION = (in, earlier) -> in.value(earlier, text -> text);
    private static final Reading<Note> NOTE = (in, earlier) -> in.object(earlier, NoteReader.INSTANCE);
    private static final Reading<List<Note>> NOTES = (in, earlier) -> in.objects(earlier, NoteReader.INSTANCE);

    private final LogCaptor log = LogCaptor.forName("io.github.scpsdk.decoding");

    JsonInputTest() {
        log.setLogLevelToTrace();
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3|3",
                "-7|-7",
                "\"3\"|3",
                "\" 3 \"|3",
                "\"+3\"|3",
                "3.0|3",
                "3e2|300",
                "\"3.00\"|3",
                "2147483647|2147483647",
                "-2147483648|-2147483648"
            })
    void readsAnInteger(String json, int value) throws IOException {
        assertThat(read(json, JsonInput::int32)).isEqualTo(value);
        assertThat(read(json, JsonInput::int64)).isEqualTo(value);
        assertThat(log.getWarnLogs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.9",
                "\"1.9\"",
                "2147483648",
                "-2147483649",
                "99999999999999999999",
                "1e400",
                "1e-400",
                "1e2147483647",
                "\"three\"",
                "true",
                "[3]",
                "{\"a\":3}",
                "\"0x10\"",
                "\"٣\"",
                "\"1,000\"",
                "\"3 4\"",
                "\" \""
            })
    void readsNoIntegerFromSomethingElse(String json) throws IOException {
        assertThat(read(json, JsonInput::int32)).isNull();
        assertThat(log.getWarnLogs())
                .containsExactly("test: Test.x is not an integer of 32 bits as documented and was read as missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void readsNothingAsNullWithoutAWord(String json) throws IOException {
        assertThat(read(json, JsonInput::int32)).isNull();
        assertThat(read(json, JsonInput::int64)).isNull();
        assertThat(read(json, JsonInput::float64)).isNull();
        assertThat(read(json, JsonInput::decimal)).isNull();
        assertThat(read(json, JsonInput::bool)).isNull();
        assertThat(read(json, JsonInput::dateTime)).isNull();
        assertThat(read(json, JsonInput::date)).isNull();
        assertThat(read(json, ENUMERATION)).isNull();
        assertThat(read(json, NOTE)).isNull();
        assertThat(read(json, NOTES)).isNull();
        assertThat(read(json, JsonInput::strings)).isNull();
        assertThat(log.getWarnLogs()).isEmpty();
    }

    @Test
    void keepsAnEmptyString() throws IOException {
        assertThat(read("\"\"", JsonInput::string)).isEmpty();
        assertThat(read("12.50", JsonInput::string)).isEqualTo("12.50");
        assertThat(read("true", JsonInput::string)).isEqualTo("true");
        assertThat(read("{}", JsonInput::string)).isNull();
    }

    @Test
    void readsLongsThatDoublesCannotHold() throws IOException {
        assertThat(read("9007199254740993", JsonInput::int64)).isEqualTo(9007199254740993L);
        assertThat(read("\"9223372036854775807\"", JsonInput::int64)).isEqualTo(Long.MAX_VALUE);
        assertThat(read("9223372036854775808", JsonInput::int64)).isNull();
    }

    @Test
    void readsNumbers() throws IOException {
        assertThat(read("1.5", JsonInput::float64)).isEqualTo(1.5);
        assertThat(read("\"2\"", JsonInput::float64)).isEqualTo(2.0);
        assertThat(read("1e999", JsonInput::float64)).isNull();
        assertThat(read("\"NaN\"", JsonInput::float64)).isNull();
        assertThat(read("0.10", JsonInput::decimal)).isEqualTo(new BigDecimal("0.10"));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "'\"true\"', true", "'\"False\"', false", "'\" TRUE \"', true"})
    void readsABoolean(String json, boolean value) throws IOException {
        assertThat(read(json, JsonInput::bool)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "\"yes\"", "\"1\"", "[true]", "1.0"})
    void readsNoBooleanFromSomethingElse(String json) throws IOException {
        assertThat(read(json, JsonInput::bool)).isNull();
        assertThat(log.getWarnLogs()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "2026-01-01t00:00:00z, 2026-01-01T00:00:00Z",
        "2026-01-01 00:00:00, 2026-01-01T00:00:00Z",
        "2026-01-01T09:00:00+09:00, 2026-01-01T09:00:00+09:00",
        "2026-01-01T09:00:00+0900, 2026-01-01T09:00:00+09:00",
        "2026-01-01T00:00, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.123456, 2026-01-01T00:00:00.123456Z",
        "2026-01-01T00:00:00.123456789+09:00, 2026-01-01T00:00:00.123456789+09:00",
        "2026-06-05T04:43:47.262+00:00, 2026-06-05T04:43:47.262Z"
    })
    void readsATimeAndTakesUtcForAMissingZone(String text, OffsetDateTime time) throws IOException {
        assertThat(read("\"" + text + "\"", JsonInput::dateTime)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1605290625682",
                "1e999999",
                "\"1605290625682\"",
                "\"2026-13-01T00:00:00\"",
                "\"2026-01-01\"",
                "\"soon\"",
                "\"2026-01-01T00:00:00 canary\"",
                "{}"
            })
    void readsNoTimeFromSomethingElse(String json) throws IOException {
        assertThat(read(json, JsonInput::dateTime)).isNull();
        assertThat(log.getWarnLogs())
                .containsExactly("test: Test.x is not a date-time as documented and was read as missing");
    }

    @Test
    void readsADate() throws IOException {
        assertThat(read("\"2026-02-28\"", JsonInput::date)).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(read("\"2026-02-30\"", JsonInput::date)).isNull();
    }

    @Test
    void takesNoEnumerationByItsNumber() throws IOException {
        assertThat(read("\"unheard of\"", ENUMERATION)).isEqualTo("unheard of");
        assertThat(read("1", ENUMERATION)).isNull();
        assertThat(read("[\"a\"]", ENUMERATION)).isNull();
    }

    @Test
    void readsWhatIsThereOfAList() throws IOException {
        assertThat(read("[\"a\",null,\"b\",{\"no\":1},3]", JsonInput::strings)).containsExactly("a", "b", "3");
        assertThat(read("\"['kr-west1']\"", JsonInput::strings)).isNull();
        assertThat(read("{\"a\":[1]}", JsonInput::strings)).isNull();
        assertThat(read("[1,\"2\",\"x\",2.5]", JsonInput::int32s)).containsExactly(1, 2);
        assertThat(read("[1,99999999999]", JsonInput::int64s)).containsExactly(1L, 99999999999L);
        assertThat(read("[{\"name\":\"a\"},\"\",[],{\"name\":\"b\"}]", NOTES))
                .extracting(Note::name)
                .containsExactly("a", "b");
        assertThat(log.getWarnLogs())
                .contains(
                        "test: Test.x has a null element, which is left out",
                        "test: Test.x is not a list as documented and was read as missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null|is required by the guide but missing or null",
                "''|is required by the guide but missing or null",
                "\"\"|is required by the guide but missing or null",
                "{}|is not a list as documented and was read as missing"
            })
    void warnsOnceOfARequiredListThatIsNotThere(String json, String warning) throws IOException {
        for (Reading<? extends List<?>> list : List.of(
                (Reading<List<String>>) JsonInput::strings,
                (Reading<List<Integer>>) JsonInput::int32s,
                (Reading<List<Long>>) JsonInput::int64s,
                (Reading<List<JsonValue>>) JsonInput::jsonValues,
                (Reading<List<String>>) (in, earlier) -> in.values(earlier, text -> text),
                NOTES)) {
            assertThat(required(json, list)).isNullOrEmpty(); // which of both is a matter of the record
            assertThat(log.getWarnLogs()).containsExactly("test: Test.x " + warning);
            log.clearLogs();
        }
        assertThat(required("[]", (Reading<List<String>>) JsonInput::strings)).isEmpty();
        assertThat(log.getWarnLogs()).isEmpty();
    }

    /** Reads as generated readers read a required list: two objects of it, of which both lack it. */
    private static List<?> required(String json, Reading<? extends List<?>> reading) throws IOException {
        String element = json.isEmpty() ? "{}" : "{\"x\":" + json + "}";
        try (JsonParser parser =
                JsonFactories.parser(("{\"both\":[" + element + "," + element + "]}").getBytes(UTF_8))) {
            Holder<List<?>> holder = new Holder<>();
            JsonReader<Holder<List<?>>> reader = new JsonReader<>("Test") {
                @Override
                public Holder<List<?>> read(JsonInput in) throws IOException {
                    List<?> list = null;
                    for (String field; (field = in.nextField()) != null; ) {
                        if (field.equals("both")) {
                            in.objects(null, this);
                            return in.nextField() == null ? holder : null;
                        }
                        list = reading.read(in, null);
                    }
                    in.expect("x", list);
                    holder.value = list;
                    return holder;
                }
            };
            return new JsonInput(parser, () -> "test").document(reader).value;
        }
    }

    @Test
    void readsATextOrAList() throws IOException {
        assertThat(read("\"a\"", JsonInput::stringOrList)).isEqualTo(StringOrList.of("a"));
        assertThat(read("[\"a\"]", JsonInput::stringOrList)).isEqualTo(StringOrList.of(List.of("a")));
        assertThat(read("{}", JsonInput::stringOrList)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,9007199254740993,12345678901234567890,1.5,0.1,true,null,\"x\",{}]}",
                "3",
                "\"x\"",
                "[]",
                "[[[]]]",
                "1.25",
                "false"
            })
    void readsAndWritesAnyTreeAsAnObjectMapperDoes(String json) throws IOException {
        JsonValue tree = read(json, JsonInput::jsonValue);

        assertThat(tree).isEqualTo(new ObjectMapper().readValue(json, JsonValue.class));
        assertThat(write(out -> out.jsonValue("x", tree))).isEqualTo("{\"x\":" + json + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"a\",\"id\":\"a\"}",
                "{\"size\":1,\"name\":\"n\",\"size\":null}",
                "{\"parts\":[],\"parts\":[]}",
                "{\"parts\":[{\"name\":\"n\",\"name\":\"m\"}]}"
            })
    void refusesAFieldThatComesTwice(String json) {
        assertThatThrownBy(() -> read(json, NOTE)).isInstanceOf(JsonParseException.class);
        assertThatThrownBy(() -> read(json, JsonInput::jsonValue)).isInstanceOf(JsonParseException.class);
    }

    @Test
    void passesOverUnknownFieldsHoweverOftenTheyCome() throws IOException {
        assertThat(read("{\"new\":1,\"new\":2,\"name\":\"n\"}", NOTE).name()).isEqualTo("n");
    }

    @Test
    void keepsDigitsThatADoubleWouldLose() throws IOException {
        JsonValue tree = read("1.00000000000000000000000001", JsonInput::jsonValue);

        assertThat(tree.asDecimal()).isEqualTo(new BigDecimal("1.00000000000000000000000001"));
    }

    @Test
    void namesAnInnerFieldAndWarnsOnce() throws IOException {
        String json =
                "{\"name\":\"a\",\"parts\":[{\"name\":\"b\",\"size\":\"canary\"},{\"name\":\"c\",\"size\":\"canary\"},{}],\"size\":\"canary\",\"more\":{\"x\":[1]},"
                        + "\"on\":\"true\"}";
        Note note = read(json, NOTE);

        assertThat(note.parts()).hasSize(3);
        assertThat(note.on()).isTrue();
        assertThat(log.getWarnLogs())
                .containsExactly(
                        "test: Note.size is not an integer of 32 bits as documented and was read as missing",
                        "test: Note.name is required by the guide but missing or null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the order of the reader, another, one with gaps, one with what is not known, names in escapes
                "{\"id\":\"i\",\"name\":\"n\",\"size\":1,\"on\":true,\"bytes\":2}",
                "{\"bytes\":2,\"on\":true,\"size\":1,\"name\":\"n\",\"id\":\"i\"}",
                "{ \"id\" : \"i\" , \"on\" : true , \"bytes\" : 2 , \"size\" : 1 , \"name\" : \"n\" }",
                "{\"ids\":1,\"id\":\"i\",\"new\":{\"id\":[]},\"name\":\"n\",\"size\":1,\"on\":true,\"by\":0,\"bytes\":2}",
                "{\"\\u0069d\":\"i\",\"na\\u006De\":\"n\",\"size\":1,\"on\":true,\"bytes\":2}"
            })
    void readsFieldsInAnyOrder(String json) throws IOException {
        String nested = json.substring(0, json.length() - 1) + ",\"parts\":[" + json + ",{}," + json + "]}";

        Note note = read(nested, NOTE);

        Note flat = new Note("i", "n", 1, true, null, List.of(), null, 2L);
        assertThat(note.parts()).hasSize(3).first().isEqualTo(flat);
        assertThat(note.parts().get(2)).isEqualTo(flat);
        assertThat(note.name()).isEqualTo("n");
        assertThat(note.bytes()).isEqualTo(2L);
    }

    @Test
    void writesNoNullsAndOnlyRequiredEmptyLists() throws IOException {
        assertThat(write(out -> {
                    out.string("a", null);
                    out.strings("b", List.of(), false);
                    out.strings("c", List.of(), true);
                    out.strings("d", null, true);
                    out.dateTime("e", OffsetDateTime.parse("2026-01-01T00:00:00+09:00"));
                    out.dateTime("f", OffsetDateTime.parse("2026-01-01T00:00Z"));
                    out.stringOrList("g", StringOrList.of("x"));
                    out.stringOrList("h", StringOrList.of(List.of()));
                    out.decimal("i", new BigDecimal("1.10"));
                    out.int64s("j", List.of(1L), false);
                }))
                .isEqualTo(
                        "{\"c\":[],\"e\":\"2026-01-01T00:00:00+09:00\",\"f\":\"2026-01-01T00:00:00Z\",\"g\":\"x\",\"h\":[],\"i\":1.10,\"j\":[1]}");
    }

    @Test
    void dropsNullElementsOfListsWithAWarning() {
        List<String> list = new java.util.ArrayList<>();
        list.add("a");
        list.add(null);

        assertThat(Lists.copy("Test.tags", list)).containsExactly("a");
        assertThat(Lists.<String>copy("Test.tags", null)).isEmpty();
        assertThat(log.getWarnLogs()).containsExactly("Test.tags has 1 null element(s), which are left out");
    }

    private interface Reading<T> {
        T read(JsonInput in, T earlier) throws IOException;
    }

    private interface Writing {
        void write(JsonOutput out) throws IOException;
    }

    private static <T> T read(String json, Reading<T> reading) throws IOException {
        try (JsonParser parser = JsonFactories.parser(("{\"x\":" + json + ",\"after\":1}").getBytes(UTF_8))) {
            Holder<T> holder = new JsonInput(parser, () -> "test").document(new JsonReader<Holder<T>>("Test") {
                @Override
                public Holder<T> read(JsonInput in) throws IOException {
                    Holder<T> holder = new Holder<>();
                    for (String field; (field = in.nextField()) != null; ) {
                        if (field.equals("x")) {
                            holder.value = reading.read(in, holder.value);
                        } else {
                            holder.after = in.int32(holder.after);
                        }
                    }
                    return holder;
                }
            });
            assertThat(holder.after).as("what follows the value").isEqualTo(1);
            return holder.value;
        }
    }

    private static String write(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JsonFactories.generator(bytes)) {
            JsonOutput out = new JsonOutput(generator, "Test", new Violations("Test", true));
            out.begin();
            writing.write(out);
            out.end();
        }
        return bytes.toString(UTF_8);
    }

    private static final class Holder<T> {
        private T value;
        private Integer after;
    }
}
