// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.runtime.Things.ListThingsParams;
import io.github.scpsdk.core.runtime.Things.ListThingsParamsWriter;
import io.github.scpsdk.core.runtime.Things.Thing;
import io.github.scpsdk.core.runtime.Things.ThingWriter;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.serde.Required;
import io.github.scpsdk.core.serde.Violations;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with arguments is said at once and all of it, and nothing is sent. */
class BadInputTest {

    private static final String LONE_SURROGATE = "a\ud800b";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private CallExecutor client;

    @BeforeEach
    void open() {
        client = Things.builder(server).build();
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
        assertThatThrownBy(() -> client.execute(Things.SHOW, Arguments.path(argument)))
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("things 1.1 showThing was not sent: path argument thing_id " + problem + ".");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void refusesWhatIsNull() {
        assertThatThrownBy(() -> client.execute(Things.SHOW, Arguments.path((String) null)))
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("things 1.1 showThing was not sent: path argument thing_id is null.");
        assertThatThrownBy(() -> client.execute(Things.CREATE, Arguments.none().body(ThingWriter.INSTANCE, null)))
                .hasMessage("things 1.1 createThing was not sent: the body (Thing) is null.");
        assertThatThrownBy(() ->
                        client.execute(Things.LIST, Arguments.none().query(ListThingsParamsWriter.INSTANCE, null)))
                .hasMessage("things 1.1 listThings was not sent: ListThingsParams is null.");
    }

    @Test
    void refusesHalfASurrogatePairInAUrl() {
        assertThatThrownBy(() -> client.execute(Things.SHOW, Arguments.path(LONE_SURROGATE)))
                .hasMessageContaining("path argument thing_id has half of a surrogate pair, which cannot be sent");
        assertThatThrownBy(() -> client.execute(
                        Things.LIST,
                        Arguments.none()
                                .query(
                                        ListThingsParamsWriter.INSTANCE,
                                        new ListThingsParams(LONE_SURROGATE, 1, null, List.of()))))
                .hasMessageContaining("query parameter name has half of a surrogate pair, which cannot be sent");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void namesEverythingAtOnceAndNoValue() {
        Thing part = new Thing(null, null, 0, null, null, List.of(), null, null);
        Thing thing = new Thing(
                null, "UPPER canary that is far too long", 16385, null, null, List.of(part, part, part), null, null);

        ScpValidationException e = catchThrowableOfType(
                ScpValidationException.class,
                () -> client.execute(Things.CREATE, Arguments.none().body(ThingWriter.INSTANCE, thing)));

        assertThat(e.violations())
                .containsExactly(
                        "Thing.name must match ^[a-z][a-z0-9_]*$",
                        "Thing.name must have 3 to 21 characters (it has 33)",
                        "Thing.size must be 1 to 16384",
                        "Thing.parts must have at most 2 elements (it has 3)",
                        "Thing.parts[0].name is required",
                        "Thing.parts[0].size must be 1 to 16384",
                        "Thing.parts[1].name is required",
                        "Thing.parts[1].size must be 1 to 16384",
                        "Thing.parts[2].name is required",
                        "Thing.parts[2].size must be 1 to 16384");
        assertThat(e)
                .hasMessage("things 1.1 createThing was not sent: " + String.join("; ", e.violations()) + ".")
                .hasMessageNotContaining("canary");
        assertThat(e.operation()).isEqualTo("createThing");
        assertThat(e.attempts()).isZero();
    }

    @Test
    void namesMissingQueryParametersToo() {
        assertThatThrownBy(() -> client.execute(
                        Things.LIST,
                        Arguments.none()
                                .query(
                                        ListThingsParamsWriter.INSTANCE,
                                        new ListThingsParams(null, null, null, List.of()))))
                .hasMessage("things 1.1 listThings was not sent: ListThingsParams.limit is required.");
    }

    @Test
    void switchesConstraintsOffButNotWhatIsMissing() throws Exception {
        CallExecutor lax = Things.builder(server).validation(false).build();
        server.enqueue(
                new MockResponse.Builder().code(202).body("{\"name\":\"x\"}").build());

        lax.execute(Things.CREATE, Arguments.none().body(ThingWriter.INSTANCE, Things.thing("NOT A NAME")));
        assertThat(server.takeRequest().getBody().utf8()).isEqualTo("{\"name\":\"NOT A NAME\"}");
        assertThatThrownBy(() ->
                        lax.execute(Things.CREATE, Arguments.none().body(ThingWriter.INSTANCE, Things.thing(null))))
                .hasMessage("things 1.1 createThing was not sent: Thing.name is required.");
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
                        .check())
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("VolumeCreateRequest is not complete. Missing: name, typeName.");
    }

    @Test
    void advisesOnWhatABuilderMisses() {
        assertThatThrownBy(() -> Required.of("VolumeCreateRequest")
                        .value("name", null)
                        .value("zone", null, "for example kr-west1-a")
                        .check())
                .isInstanceOfSatisfying(
                        ScpValidationException.class,
                        e -> assertThat(e.violations())
                                .containsExactly(
                                        "VolumeCreateRequest.name is required",
                                        "VolumeCreateRequest.zone is required: for example kr-west1-a"))
                .hasMessage("VolumeCreateRequest is not complete. Missing: name, zone. zone: for example kr-west1-a.");
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
        CallExecutor failing = Things.builder(server)
                .credentialsProvider(() -> {
                    throw new IllegalStateException("vault sealed");
                })
                .build();
        assertThatThrownBy(() -> failing.execute(Things.SHOW, Arguments.path("t")))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("The credentials provider failed with java.lang.IllegalStateException.");
        failing.close();

        CallExecutor empty =
                Things.builder(server).credentialsProvider(() -> null).build();
        assertThatThrownBy(() -> empty.execute(Things.SHOW, Arguments.path("t")))
                .hasMessage("The credentials provider returned null.");
        empty.close();
        assertThat(server.getRequestCount()).isZero();
    }
}
