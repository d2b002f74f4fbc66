// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.BadRequestException;
import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.ErrorResponse.Envelope;
import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.ThrottledException;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.FaultServer.Received;
import io.github.scpsdk.core.testing.ListNotesParams;
import io.github.scpsdk.core.testing.ListNotesParamsWriter;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.NoteWriter;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One call and one response; what happens under faults is in internal.call and internal.http. */
class CallExecutorTest {

    @AutoClose
    final FaultServer server = FaultServer.start();

    private CallExecutor client;

    @BeforeEach
    void open() {
        client = TestService.at(server).retryPolicy(RetryPolicy.none()).buildExecutor();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void sendsWhatThePlatformExpects() throws Exception {
        response(202, "{\"id\":\"t-1\",\"name\":\"abc\"}");
        CallExecutor named = TestService.at(server)
                .accountId("acc-1")
                .language("ko-KR")
                .applicationId("backup-tool/2")
                .buildExecutor();

        Note made =
                named.execute(TestService.CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, Note.named("abc")));
        named.close();

        Received request = server.take();
        assertThat(made.id()).isEqualTo("t-1");
        assertThat(request.requestLine()).isEqualTo("POST /v1/notes HTTP/1.1");
        assertThat(request.text()).isEqualTo("{\"name\":\"abc\"}");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Accept")).isEqualTo("application/json");
        assertThat(request.header("Accept-Language")).isEqualTo("ko-KR");
        assertThat(request.header("Scp-Api-Version")).isEqualTo("notes 1.1");
        assertThat(request.header("Scp-Accesskey")).isEqualTo(TestService.KEYS.accessKey());
        assertThat(request.header("Scp-AccountId")).isEqualTo("acc-1");
        assertThat(request.header("Scp-ClientType")).isEqualTo("Openapi");
        assertThat(request.header("Scp-Timestamp")).matches("\\d{13}");
        assertThat(request.header("Scp-Signature")).hasSize(44);
        assertThat(request.header("User-Agent")).matches("scp-sdk-java/\\d\\S* notes/1\\.1 java/\\d+ backup-tool/2");
    }

    @Test
    void aPostWithoutABodyHasLengthZeroAndNoType() throws Exception {
        response(202, "");
        client.execute(TestService.SEND_NOTE, Arguments.path("t-1"));

        Received request = server.take();
        assertThat(request.header("Content-Type")).isNull();
        assertThat(request.header("Content-Length")).isEqualTo("0");
    }

    @Test
    void writesQueryParametersInOrderAndRepeatsLists() throws Exception {
        response(200, "{\"name\":\"x\"}");
        client.execute(
                TestService.LIST_NOTES,
                Arguments.none()
                        .query(
                                ListNotesParamsWriter.INSTANCE,
                                new ListNotesParams(
                                        "볼륨 1+&=|'",
                                        20,
                                        OffsetDateTime.parse("2025-04-01T00:00:00+09:00"),
                                        List.of("a", "b"))));

        assertThat(server.take().target())
                .isEqualTo(
                        "/v1/notes?name=%EB%B3%BC%EB%A5%A8%201%2B%26%3D%7C%27&limit=20&from=2025-04-01T00%3A00%3A00%2B09%3A00"
                                + "&states=a&states=b");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a%2Fb",
        "a..b, a..b",
        "..., ...",
        "50%, 50%25",
        "%2e%2e, %252e%252e",
        "a?b=c#d, a%3Fb=c%23d",
        "a b, a%20b",
        "볼륨, %EB%B3%BC%EB%A5%A8"
    })
    void keepsAPathArgumentInItsSegment(String argument, String segment) throws Exception {
        response(200, "{\"name\":\"x\"}");
        client.execute(TestService.SHOW_NOTE, Arguments.path(argument));

        assertThat(server.take().target()).isEqualTo("/v1/notes/" + segment);
    }

    @Test
    void keepsThePathOfAnEndpointOverride() throws Exception {
        response(200, "{\"name\":\"x\"}");
        CallExecutor regional = TestService.at(server)
                .endpointOverride(server.endpoint().resolve("/kr-west1/"))
                .buildExecutor();
        regional.execute(TestService.SHOW_NOTE, Arguments.path("t-1"));
        regional.close();

        assertThat(server.take().target()).isEqualTo("/kr-west1/v1/notes/t-1");
    }

    @Test
    void decodesAnyOtherSuccessByTheFirstSchema() {
        response(201, "{\"name\":\"x\"}");

        assertThat(client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")).name())
                .isEqualTo("x");
    }

    @Test
    void ignoresTheBodyOfASuccessThatHasNone() {
        response(200, "certainly not JSON");

        assertThat((Object) client.execute(TestService.DELETE_NOTE, Arguments.path("t-1")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "v-1, /v1/notes/v-1",
                "볼륨 1, /v1/notes/%EB%B3%BC%EB%A5%A8%201",
                "a/b?c, /v1/notes/a%2Fb%3Fc",
                "x\u2028[GET http://evil.example], /v1/notes/x%20[GET%20http:%2F%2Fevil.example]",
                TestService.SECRET_KEY + ", /v1/notes/***",
                "x" + TestService.SECRET_KEY + ", /v1/notes/x***"
            })
    void saysWhichResourceACallWasAbout(String id, String path) {
        server.always(Responses.serviceError(404));
        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path(id)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageMatching(".*\\[GET http://[^/]*" + Pattern.quote(path) + ", 1 attempt in .*");
    }

    @Test
    void cutsAnIdThatIsNone() {
        server.always(Responses.serviceError(404));
        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path("🦭".repeat(3000))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("/v1/notes/" + "%F0%9F%A6%AD".repeat(100) + "..., 1 attempt in ");
    }

    @Test
    void readsTheEnvelopeOfTheService() {
        response(
                400,
                "{\"errors\":[{\"code\":\"ValidationError\",\"title\":\"Validation\",\"status\":400,\"detail\":[\"Field required\",\"Too long\"],"
                        + "\"request_id\":\"req-7\",\"global_request_id\":\"req-g\",\"links\":[],\"related_resources\":[],\"response\":null}]}");

        BadRequestException e = catchThrowableOfType(
                BadRequestException.class, () -> client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")));

        assertThat(e.status()).isEqualTo(400);
        assertThat(e.errorCode()).isEqualTo("ValidationError");
        assertThat(e.errors().get(0).detail()).containsExactly("Field required", "Too long");
        assertThat(e.requestId()).isEqualTo("req-7");
        assertThat(e.globalRequestId()).isEqualTo("req-g");
        assertThat(e.response().envelope()).isEqualTo(Envelope.SERVICE);
        assertThat(e.operation()).isEqualTo("showNote");
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e)
                .hasMessageStartingWith(
                        "notes 1.1 showNote was answered 400 Bad Request. ValidationError: Field required Too long."
                                + " Request id req-7. Global request id req-g. Correct what the response names. An unknown id can also be answered 400. [GET http")
                .hasMessageContaining("/v1/notes/t-1, 1 attempt in ");
    }

    @Test
    void readsADetailAsOneTextAndTheMissingPermission() {
        response(
                403,
                "{\"errors\":[{\"code\":\"Forbidden\",\"status\":403,\"detail\":\"No permission.\","
                        + "\"response\":{\"action_name\":\"notes:show\",\"access_level\":\"READ\"}}]}");

        ForbiddenException e = catchThrowableOfType(
                ForbiddenException.class, () -> client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")));

        assertThat(e.errors().get(0).response().get("action_name").asText()).isEqualTo("notes:show");
        assertThat(e).hasMessageContaining("Forbidden: No permission. {\"action_name\":\"notes:show\"");
    }

    @Test
    void readsTheEnvelopeOfTheGateway() {
        response(
                404,
                "{\"timestamp\":\"2026-06-05T04:43:47.262+00:00\",\"path\":\"/v1/notes\",\"status\":404,\"error\":\"Not Found\",\"requestId\":\"gw-1\"}");

        NotFoundException e = catchThrowableOfType(
                NotFoundException.class, () -> client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")));

        assertThat(e.response().envelope()).isEqualTo(Envelope.GATEWAY);
        assertThat(e.requestId()).isEqualTo("gw-1");
        assertThat(e.earlierAttemptMayHaveSucceeded()).isFalse();
        assertThat(e)
                .hasMessageContaining(
                        "The gateway says: Not Found. Request id gw-1. The response does not come from the service");
    }

    @Test
    void readsAPage() {
        server.then(
                Responses.text(
                        502,
                        "text/html",
                        "<html><head><title>Bad gateway</title></head>\n<body><h1>Sorry,</h1>\n try <b>later</b></body></html>"));

        ServerErrorException e = catchThrowableOfType(
                ServerErrorException.class, () -> client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")));

        assertThat(e.response().envelope()).isEqualTo(Envelope.OTHER);
        assertThat(e)
                .hasMessageContaining(
                        "502 Bad Gateway. The body says: Bad gateway Sorry, try later. The platform failed.");
    }

    @Test
    void readsAnEmptyError() {
        response(409, "");

        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(
                        "409 Conflict. The response says nothing more. The state of the resource does not allow this now.")
                .hasMessageContaining("the option retryConflicts repeats a write until then.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "\"text\"",
                "{\"errors\":null}",
                "{\"errors\":[{\"status\":1e999999,\"response\":{\"x\":9e8188888888}}]}",
                "{\"errors\":[null,1,\"x\",{\"detail\":{\"a\":1},\"status\":\"no\",\"code\":7}]}",
                "{\"errors\":{\"code\":\"Lonely\"}}",
                "{\"errors\":[{\"code\":",
                "{\"a\":{\"a\":{\"a\":",
                "{\"error\":{},\"path\":[]}",
                "\u0000\u0001"
            })
    void readsAnyOtherErrorToo(String body) {
        response(400, body);

        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void givesEachStatusItsException() {
        List<Class<? extends ScpServiceException>> types = List.of(
                BadRequestException.class,
                UnauthorizedException.class,
                ForbiddenException.class,
                NotFoundException.class,
                ConflictException.class,
                ThrottledException.class,
                ServerErrorException.class,
                ScpServiceException.class,
                ScpServiceException.class);
        int[] statuses = {400, 401, 403, 404, 409, 429, 507, 405, 422};
        for (int i = 0; i < statuses.length; i++) {
            response(statuses[i], "{}");
            assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")))
                    .isExactlyInstanceOf(types.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void neverFollowsARedirect(int status) throws Exception {
        try (FaultServer other = FaultServer.start()) {
            server.then(Responses.empty(status, "Location: " + other.endpoint() + "/stolen"));

            assertThatThrownBy(() -> client.execute(
                            TestService.CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, Note.named("abc"))))
                    .isExactlyInstanceOf(ScpServiceException.class)
                    .hasMessageContaining("Redirects are never followed, because the signature would be sent along.");
            assertThat(other.count()).isZero();
            assertThat(server.count()).isEqualTo(1);
        }
    }

    @Test
    void saysOfAnUnreadableSuccessThatItWasCarriedOut() {
        server.then(Responses.body(202, "{\"id\": t-1}", "X-Request-Id: req-5", "X-Global-Request-Id: req-g5"));

        ScpDecodingException e = catchThrowableOfType(
                ScpDecodingException.class,
                () -> client.execute(
                        TestService.CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, Note.named("abc"))));

        assertThat(e.status()).isEqualTo(202);
        assertThat(e.verifyWith()).isEqualTo("listNotes");
        assertThat(e.requestId()).isEqualTo("req-5");
        assertThat(e.globalRequestId()).isEqualTo("req-g5");
        assertThat(e)
                .hasMessageStartingWith(
                        "notes 1.1 createNote was carried out (status 202), but its response cannot be read: it is not valid JSON"
                                + " (at line 1, column 8) (content type none, 11 bytes). Do not call it again for that: it would be done twice."
                                + " Check with listNotes before calling it again. Request id req-5. Global request id req-g5.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|it is empty",
                "[]|it is not one JSON object",
                "null|it is not one JSON object",
                "{} {}|it is not one JSON object",
                "{}x|it is not valid JSON (at line 1",
                "{\"name\":\"a\",\"name\":\"b\"}|it is not valid JSON (at line 1",
                "{\"name\":\"a\"|it is not valid JSON (it ends too early, at line 1",
            })
    void refusesAResponseThatIsNotOneObject(String body, String problem) {
        response(200, body);

        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")))
                .isInstanceOf(ScpDecodingException.class)
                .hasMessageContaining("was carried out (status 200), but its response cannot be read: " + problem)
                .hasMessageContaining("It may be called again.");
    }

    @Test
    void refusesAResponseNestedTooDeep() {
        response(200, "{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}");

        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")))
                .isInstanceOf(ScpDecodingException.class)
                .hasMessageContaining("nested deeper than 64");
    }

    @Test
    void refusesCallsOnceClosed() {
        client.close();
        client.close();

        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path("t-1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This client of notes 1.1 is closed. Build a new one for further calls.");
    }

    private void response(int status, String body) {
        server.then(Responses.body(status, body));
    }
}
