// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.ListNotesParams;
import io.github.scpsdk.core.testing.ListNotesParamsWriter;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.NoteWriter;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with arguments is said at once and all of it, and nothing is sent. */
class BadInputTest {

    private static final String LONE_SURROGATE = "a\ud800b";

    @AutoClose
    final FaultServer server = FaultServer.start();

    private CallExecutor client;

    @BeforeEach
    void open() {
        client = TestService.at(server).buildExecutor();
    }

    @AfterEach
    void nothingWasSent() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty", "., 'is . or .., which would name another path'",
                ".., 'is . or .., which would name another path'",
        "'a\nb', has a control character", "'a\u0000', has a control character", "'\u007f', has a control character",
        "'a\u0085', has a control character"
    })
    void refusesAPathArgumentByName(String argument, String problem) {
        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path(argument)))
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("notes 1.1 showNote was not sent: path argument note_id " + problem + ".");
        assertThat(server.count()).isZero();
    }

    @Test
    void refusesWhatIsNull() {
        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path((String) null)))
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("notes 1.1 showNote was not sent: path argument note_id is null.");
        assertThatThrownBy(() ->
                        client.execute(TestService.CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, null)))
                .hasMessage("notes 1.1 createNote was not sent: the body (Note) is null.");
        assertThatThrownBy(() -> client.execute(
                        TestService.LIST_NOTES, Arguments.none().query(ListNotesParamsWriter.INSTANCE, null)))
                .hasMessage("notes 1.1 listNotes was not sent: ListNotesParams is null.");
    }

    @Test
    void refusesHalfASurrogatePairInAUrl() {
        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path(LONE_SURROGATE)))
                .hasMessageContaining("path argument note_id has half of a surrogate pair, which cannot be sent");
        assertThatThrownBy(() -> client.execute(
                        TestService.LIST_NOTES,
                        Arguments.none()
                                .query(
                                        ListNotesParamsWriter.INSTANCE,
                                        new ListNotesParams(LONE_SURROGATE, 1, null, List.of()))))
                .hasMessageContaining("query parameter name has half of a surrogate pair, which cannot be sent");
        assertThat(server.count()).isZero();
    }

    @Test
    void namesEverythingAtOnceAndNoValue() {
        Note part = new Note(null, null, 0, null, null, List.of(), null, null);
        Note note = new Note(
                null, "UPPER canary that is far too long", 16385, null, null, List.of(part, part, part), null, null);

        ScpValidationException e = catchThrowableOfType(
                ScpValidationException.class,
                () -> client.execute(TestService.CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, note)));

        assertThat(e.violations())
                .containsExactly(
                        "Note.name must match ^[a-z][a-z0-9_]*$",
                        "Note.name must have 3 to 21 characters (it has 33)",
                        "Note.size must be 1 to 16384",
                        "Note.parts must have at most 2 elements (it has 3)",
                        "Note.parts[0].name is required",
                        "Note.parts[0].size must be 1 to 16384",
                        "Note.parts[1].name is required",
                        "Note.parts[1].size must be 1 to 16384",
                        "Note.parts[2].name is required",
                        "Note.parts[2].size must be 1 to 16384");
        assertThat(e)
                .hasMessage("notes 1.1 createNote was not sent: " + String.join("; ", e.violations()) + ".")
                .hasMessageNotContaining("canary");
        assertThat(e.operation()).isEqualTo("createNote");
        assertThat(e.attempts()).isZero();
    }

    @Test
    void namesMissingQueryParametersToo() {
        assertThatThrownBy(() -> client.execute(
                        TestService.LIST_NOTES,
                        Arguments.none()
                                .query(
                                        ListNotesParamsWriter.INSTANCE,
                                        new ListNotesParams(null, null, null, List.of()))))
                .hasMessage("notes 1.1 listNotes was not sent: ListNotesParams.limit is required.");
    }

    @Test
    void switchesConstraintsOffButNotWhatIsMissing() throws Exception {
        CallExecutor lax = TestService.at(server).validation(false).buildExecutor();
        server.then(Responses.body(202, "{\"name\":\"x\"}"));

        lax.execute(TestService.CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, Note.named("NOT A NAME")));
        assertThat(server.take().text()).isEqualTo("{\"name\":\"NOT A NAME\"}");
        assertThatThrownBy(() -> lax.execute(
                        TestService.CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, Note.named(null))))
                .hasMessage("notes 1.1 createNote was not sent: Note.name is required.");
        lax.close();
    }

    @Test
    void countsCodePointsAndWordsBounds() {
        Violations v = new Violations("T", true);
        v.length("a", "😀😀", 2, 2);
        v.length("b", "x", 2, Integer.MAX_VALUE);
        v.length("c", "", 1, Integer.MAX_VALUE);
        v.length("d", "xx", 0, 1);
        v.length("e", "xxx", 2, 2);
        v.range("f", 0L, 1, Long.MAX_VALUE);
        v.range("g", 5, Long.MIN_VALUE, 4);
        v.range("h", 4.5, 1, 4);
        v.range("i", 4.0, 1, 4);
        v.range("j", null, 1, 4);
        v.size("k", List.of(1), 2, 3);

        assertThat(v.found())
                .containsExactly(
                        "T.b must have at least 2 characters (it has 1)",
                        "T.c must have at least 1 character (it has 0)",
                        "T.d must have at most 1 character (it has 2)",
                        "T.e must have exactly 2 characters (it has 3)",
                        "T.f must be at least 1",
                        "T.g must be at most 4",
                        "T.h must be 1 to 4",
                        "T.k must have 2 to 3 elements (it has 1)");
    }

    @Test
    void namesAllThatABuilderMisses() {
        assertThatThrownBy(() -> Required.of("VolumeCreateRequest")
                        .value("name", null)
                        .value("size", 1)
                        .value("typeName", null)
                        .check(NOTHING_ELSE, ""))
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("VolumeCreateRequest is not complete. Missing: name, typeName.");
    }

    @Test
    void advisesOnWhatABuilderMisses() {
        assertThatThrownBy(() -> Required.of("VolumeCreateRequest")
                        .value("name", null)
                        .value("zone", null, "for example kr-west1-a")
                        .check(NOTHING_ELSE, ""))
                .isInstanceOfSatisfying(
                        ScpValidationException.class,
                        e -> assertThat(e.violations())
                                .containsExactly(
                                        "VolumeCreateRequest.name is required",
                                        "VolumeCreateRequest.zone is required: for example kr-west1-a"))
                .hasMessage("VolumeCreateRequest is not complete. Missing: name, zone. zone: for example kr-west1-a.");
    }

    @Test
    void namesWhatElseIsWrongBesideWhatIsMissing() {
        assertThatThrownBy(() -> Required.of("T")
                        .value("typeName", null)
                        .check(
                                checking((found, made) -> {
                                    found.required("type_name", null);
                                    found.pattern("name", made, Pattern.compile("^[a-z]+$"));
                                    found.range("size", 0, 1, 9);
                                    found.object("tag", made, checking((inner, value) -> {
                                        inner.required("key", null);
                                        inner.length("value", value, 9, 9);
                                    }));
                                }),
                                "X"))
                .isInstanceOfSatisfying(
                        ScpValidationException.class,
                        e -> assertThat(e.violations())
                                .containsExactly(
                                        "T.typeName is required",
                                        "T.name must match ^[a-z]+$",
                                        "T.size must be 1 to 9",
                                        "T.tag.key is required",
                                        "T.tag.value must have exactly 9 characters (it has 1)"))
                .hasMessage(
                        "T is not complete. Missing: typeName. Also wrong: T.name must match ^[a-z]+$; T.size must be 1 to"
                                + " 9; T.tag.key is required; T.tag.value must have exactly 9 characters (it has 1).");
    }

    @Test
    void leavesPatternsToTheClientIfNothingIsMissing() {
        Required.of("T")
                .value("name", "X")
                .check(checking((found, made) -> found.pattern("name", made, Pattern.compile("^[a-z]+$"))), "X");
    }

    private static final JsonWriter<String> NOTHING_ELSE = checking((found, made) -> {});

    private static JsonWriter<String> checking(BiConsumer<Violations, String> check) {
        return new JsonWriter<>("T") {
            @Override
            public void write(JsonOutput out, String value) {}

            @Override
            public void check(Violations violations, String value) {
                check.accept(violations, value);
            }
        };
    }

    @Test
    void advisesOnWhatABodyMisses() {
        Violations v = new Violations("VolumeCreateRequest", false);
        v.required("name", null);
        v.required("zone", null, "for example kr-west1-a");
        v.required("type", "HDD", "not said");

        assertThat(v.found())
                .containsExactly(
                        "VolumeCreateRequest.name is required",
                        "VolumeCreateRequest.zone is required: for example kr-west1-a");
    }

    @Test
    void saysThatAProviderFailed() {
        CallExecutor failing = TestService.at(server)
                .credentialsProvider(() -> {
                    throw new IllegalStateException("vault sealed");
                })
                .buildExecutor();
        assertThatThrownBy(() -> failing.execute(TestService.SHOW_NOTE, Arguments.path("t")))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("The credentials provider failed with java.lang.IllegalStateException.");
        failing.close();

        CallExecutor empty =
                TestService.at(server).credentialsProvider(() -> null).buildExecutor();
        assertThatThrownBy(() -> empty.execute(TestService.SHOW_NOTE, Arguments.path("t")))
                .hasMessage("The credentials provider returned null.");
        empty.close();
        assertThat(server.count()).isZero();
    }
}
