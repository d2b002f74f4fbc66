// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import nl.altindag.log.LogCaptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not as documented is read as null with a warning that does not show it: never as the nearest value that would fit. */
class NeverInventsTest {

    private final LogCaptor log = LogCaptor.forName("io.github.scpsdk.decoding");

    @BeforeEach
    void listen() {
        log.setLogLevelToTrace();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-02-30T00:00:00\"", // not the 28th
                "\"2025-02-29T00:00:00Z\"",
                "\"2026-04-31T00:00:00+09:00\"",
                "\"2026-01-01T24:00:01\"",
                "\"2026-01-01T25:00:00\"",
                "\"2026-01-01T00:60:00\"",
                "\"2026-01-01T23:59:60Z\"",
                "\"2026-00-01T00:00:00\"",
                "\"2026-01-00T00:00:00\"",
                "\"26-01-01T00:00:00\"",
                "\"20260101T000000\"",
                "\"2026-01-01T00:00:00+99:00\"",
                "\"2026-01-01T00:00:00+18:01\"",
                "\"2026-01-01T00:00:00+09:00Z\"",
                "\"2026-01-01T00:00:00 +09:00\"",
                "\"2026-01-01T00:00:00[Asia/Seoul]\"",
                "\"2026-01-01T00:00:00.1234567890Z\"",
                "\"２０２６-01-01T00:00:00\"",
                "\"2026-01-01T00:00:00,5Z\"",
                "1767225600",
                "1767225600000",
                "1e999999",
                "0",
                "true",
                "[2026,1,1,0,0]"
            })
    void readsNoTimeFromWhatIsNone(String json) throws IOException {
        assertThat(read(json, JsonInput::dateTime)).isNull();
        assertWarned("a date-time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"2026-02-30\"", "\"2026-1-1\"", "\"2026-01-01T00:00:00\"", "\"01/02/2026\"", "20260101", "{}"})
    void readsNoDateFromWhatIsNone(String json) throws IOException {
        assertThat(read(json, JsonInput::date)).isNull();
        assertWarned("a date");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.9",
                "-0.5",
                "1e-1",
                "1e19",
                "1e999999",
                "1e2147483647",
                "1e-2147483647",
                "9223372036854775808",
                "-9223372036854775809",
                "18446744073709551617", // not 1
                "\"18446744073709551617\"",
                "\"1.5\"",
                "\"1_000\"",
                "\"1,000\"",
                "\"0x1F\"",
                "\"1L\"",
                "\"--1\"",
                "\"e5\"",
                "\"Infinity\"",
                "\"NaN\"",
                "\"null\"",
                "\"１\"",
                "false",
                "[1]",
                "{\"value\":1}"
            })
    void readsNoLongFromWhatIsNone(String json) throws IOException {
        assertThat(read(json, JsonInput::int64)).isNull();
        assertWarned("an integer of 64 bits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2147483648",
                "-2147483649",
                "4294967297",
                "\"4294967297\"",
                "9223372036854775807",
                "2147483647.5"
            })
    void readsNoIntFromWhatDoesNotFit(String json) throws IOException {
        assertThat(read(json, JsonInput::int32)).isNull();
        assertWarned("an integer of 32 bits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e309", "-1e309", "1e-400", "\"1e999999\"", "\"NaN\"", "\"Infinity\"", "\"1f\"", "true"})
    void readsNoDoubleFromWhatDoesNotFit(String json) throws IOException {
        assertThat(read(json, JsonInput::float64)).isNull();
        assertWarned("a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "1", "\"0\"", "\"1\"", "\"y\"", "\"on\"", "\"t\"", "\"falſe\"", "\"null\"", "[true]", "{}"})
    void readsNoBooleanFromWhatIsNone(String json) throws IOException {
        assertThat(read(json, JsonInput::bool)).isNull();
        assertWarned("a boolean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "1.0", "true", "[\"A\"]", "{\"name\":\"A\"}"})
    void readsNoEnumerationByItsNumber(String json) throws IOException {
        assertThat((Object) read(json, (in, earlier) -> in.value(earlier, text -> text)))
                .isNull();
        assertWarned("a string");
    }

    private void assertWarned(String expected) {
        assertThat(log.getWarnLogs())
                .containsExactly("test: Test.x is not " + expected + " as documented and was read as missing");
    }

    private interface Reading<T> {
        T read(JsonInput in, T earlier) throws IOException;
    }

    /** Also sees to it that what follows the value is still read. */
    private static <T> T read(String json, Reading<T> reading) throws IOException {
        Object[] found = new Object[2];
        try (JsonParser parser = JsonFactories.parser(("{\"x\":" + json + ",\"after\":1}").getBytes(UTF_8))) {
            new JsonInput(parser, () -> "test").document(new JsonReader<Object[]>("Test") {
                @Override
                public Object[] read(JsonInput in) throws IOException {
                    for (String field; (field = in.nextField()) != null; ) {
                        found[field.equals("x") ? 0 : 1] = field.equals("x") ? reading.read(in, null) : in.int32(null);
                    }
                    return found;
                }
            });
        }
        assertThat(found[1]).isEqualTo(1);
        @SuppressWarnings("unchecked")
        T value = (T) found[0];
        return value;
    }
}
