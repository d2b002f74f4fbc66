// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.OpenEnum;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.StringOrList;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.NoteWriter;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and numbers that JSON cannot carry are refused by name, with validation switched off too: the platform would get something else. */
class UnsendableTextTest {

    private static final String HIGH = "\ud800";
    private static final String LOW = "\udc00";

    @AutoClose
    final FaultServer server = FaultServer.start();

    private interface Writing {
        void write(JsonOutput out) throws IOException;
    }

    private enum Known {
        NONE
    }

    private record Value(String text) implements OpenEnum<Known> {
        @Override
        public Known known() {
            return Known.NONE;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HIGH, LOW, "a" + HIGH, HIGH + "a", LOW + LOW, HIGH + HIGH + LOW, "😀" + LOW})
    void refusesHalfASurrogatePairInABody(String text) {
        CallExecutor client = TestService.at(server).validation(false).buildExecutor();
        Note part = Note.named(text);
        Note whole = new Note(null, "abc", null, null, null, List.of(part), text, null);

        assertThatThrownBy(() ->
                        client.execute(TestService.CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, whole)))
                .isInstanceOfSatisfying(
                        ScpValidationException.class,
                        e -> assertThat(e.violations())
                                .containsExactly(
                                        "Note.name has half of a surrogate pair, which cannot be sent",
                                        "Note.secret has half of a surrogate pair, which cannot be sent"));
        client.close();
        assertThat(server.count()).isZero();
    }

    static List<Writing> writings() {
        JsonValue key = JsonValue.of(Map.of("a" + HIGH, 1));
        JsonValue inside = JsonValue.of(List.of(Map.of("a", LOW)));
        return List.of(
                out -> out.string("x", HIGH),
                out -> out.value("x", new Value(HIGH)),
                out -> out.stringOrList("x", StringOrList.of(HIGH)),
                out -> out.stringOrList("x", StringOrList.of(List.of("a", LOW))),
                out -> out.strings("x", List.of("a", HIGH), false),
                out -> out.values("x", List.of(new Value(LOW)), false),
                out -> out.jsonValue("x", JsonValue.of(HIGH)),
                out -> out.jsonValue("x", key),
                out -> out.jsonValue("x", inside),
                out -> out.jsonValues("x", List.of(inside), false));
    }

    @ParameterizedTest
    @MethodSource("writings")
    void refusesItWhereverItStands(Writing writing) {
        assertThat(violations(writing)).containsExactly("Test.x has half of a surrogate pair, which cannot be sent");
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThat(violations(out -> out.float64("x", Double.NaN)))
                .containsExactly("Test.x is no finite number, which cannot be sent");
        assertThat(violations(out -> out.float64("x", Double.NEGATIVE_INFINITY)))
                .hasSize(1);
        assertThat(violations(out -> out.float64("x", 1.5))).isEmpty();
    }

    @Test
    void refusesANumberThatIsNoneInAQuery() {
        Violations violations = new Violations("Test", false);
        new QueryOutput(new okhttp3.HttpUrl.Builder().scheme("https").host("example.com"), violations)
                .float64("x", Double.NaN);
        assertThat(violations.found()).containsExactly("query parameter x is no finite number, which cannot be sent");
    }

    @Test
    void sendsWholePairs() throws Exception {
        server.then(Responses.body(202, "{\"name\":\"x\"}"));
        CallExecutor client = TestService.at(server).validation(false).buildExecutor();

        client.execute(
                TestService.CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, Note.named("볼륨 😀 \u0000 \u2028")));
        client.close();

        assertThat(new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(server.take().body())
                        .get("name")
                        .textValue())
                .isEqualTo("볼륨 😀 \u0000 \u2028");
    }

    private static List<String> violations(Writing writing) {
        Violations violations = new Violations("Test", false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JsonFactories.generator(bytes)) {
            JsonOutput out = new JsonOutput(generator, "Test", violations);
            out.begin();
            writing.write(out);
            out.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(bytes.toString(UTF_8)).startsWith("{").endsWith("}");
        return violations.found();
    }
}
