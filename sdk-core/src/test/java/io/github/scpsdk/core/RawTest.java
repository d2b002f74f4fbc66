// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways out: requests and responses that this SDK does not know. */
class RawTest {

    @AutoClose
    private final FaultServer server = FaultServer.start();

    private CallExecutor client() {
        return TestService.at(server).buildExecutor();
    }

    private static RawResponse raw(Driver driver, CallExecutor client, RawRequest request) {
        return driver == Driver.BLOCKING ? client.raw(request) : Driver.joined(client.rawAsync(request));
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void sendsWhatItIsGivenAndReturnsWhatComes(Driver driver) throws Exception {
        server.then(Responses.json(202, "{\"id\":\"x-1\",\"size\":1.50}", "X-Request-Id: req-9"));
        CallExecutor client = client();
        try {
            RawResponse response = raw(
                    driver,
                    client,
                    RawRequest.post("/v9/notes/{note_id}/copies", "a/../b ?")
                            .query("to", "kr-east1")
                            .query("tag", "a b")
                            .query("tag", "c&d")
                            .json(JsonValue.of(Map.of("name", "copy"))));

            assertThat(response.info().status()).isEqualTo(202);
            assertThat(response.info().requestId()).isEqualTo("req-9");
            assertThat(response.info().operation()).isEqualTo("raw");
            assertThat(response.text()).isEqualTo("{\"id\":\"x-1\",\"size\":1.50}");
            assertThat(response.bytes()).isEqualTo(response.text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(response.json().get("id").asText()).isEqualTo("x-1");
            assertThat(response.unknownFields()).containsOnlyKeys("/id", "/size");
            assertThat(response).hasToString("raw: 202, 24 bytes");

            FaultServer.Received sent = server.take();
            assertThat(sent.requestLine())
                    .isEqualTo("POST /v9/notes/a%2F..%2Fb%20%3F/copies?to=kr-east1&tag=a%20b&tag=c%26d HTTP/1.1");
            assertThat(sent.text()).isEqualTo("{\"name\":\"copy\"}");
            assertThat(sent.header("Scp-Api-Version")).isEqualTo("notes 1.1");
            assertThat(sent.header("Content-Type")).isEqualTo("application/json");
            assertThat(sent.header("Scp-Signature")).isNotBlank();
        } finally {
            client.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void repeatsWhatMayBeRepeatedAndNothingElse(Driver driver) {
        CallExecutor client = client();
        try {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                server.then(Responses.serviceError(503), Responses.note());
                assertThat(raw(driver, client, RawRequest.of(method, "/v1/notes"))
                                .info()
                                .status())
                        .as(method)
                        .isEqualTo(200);
            }
            for (String method : List.of("POST", "PATCH")) {
                server.then(Responses.serviceError(503));
                assertThatThrownBy(() -> raw(driver, client, RawRequest.of(method, "/v1/notes")))
                        .as(method)
                        .isInstanceOf(OutcomeUnknownException.class);
                server.then(Responses.serviceError(503), Responses.note());
                assertThat(raw(
                                        driver,
                                        client,
                                        RawRequest.of(method, "/v1/notes").repeatable())
                                .info()
                                .status())
                        .isEqualTo(200);
            }
        } finally {
            client.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void failsAsEveryCallDoes(Driver driver) {
        CallExecutor client = client();
        try {
            server.then(Responses.json(404, TestService.SERVICE_404));
            assertThatThrownBy(() -> raw(driver, client, RawRequest.get("/v1/notes/{note_id}", "n-7")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("notes 1.1 raw")
                    .hasMessageContaining("/v1/notes/n-7");
            server.then(Responses.truncated(), Responses.truncated(), Responses.truncated());
            assertThatThrownBy(() -> raw(driver, client, RawRequest.get("/v1/notes")))
                    .isInstanceOf(ScpException.class)
                    .hasMessageContaining("broke off");
            server.then(Responses.empty(204));
            assertThat(raw(driver, client, RawRequest.delete("/v1/notes/{note_id}", "n-1"))
                            .bytes())
                    .isEmpty();
            server.then(Responses.text(200, "text/plain", "no JSON"));
            RawResponse text = raw(driver, client, RawRequest.get("/v1/notes"));
            assertThat(text.text()).isEqualTo("no JSON");
            assertThat(text.json()).isNull();
            assertThat(text.unknownFields()).isEmpty();
        } finally {
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1/notes",
                "https://elsewhere.example.com/v1",
                "//elsewhere.example.com/v1",
                "/v1//notes",
                "/v1/notes/",
                "/v1/../../admin",
                "/./v1",
                "/v1/%2e%2e/notes",
                "/v1/notes?limit=1",
                "/v1/notes#top",
                "/v1\\notes",
                "/v1/no tes",
                "/v1/notes\r\nHost: elsewhere",
                "/v1/{}",
                "/v1/{a/b}",
                "/v1/no\u0000tes",
                "/v1/nötes",
                "/v1;a=b"
            })
    void refusesAPathThatCouldLeadElsewhere(String path) {
        CallExecutor client = client();
        try {
            for (Driver driver : Driver.values()) {
                ScpValidationException refused = catchThrowableOfType(
                        ScpValidationException.class, () -> raw(driver, client, RawRequest.get(path)));
                assertThat(refused).hasMessageStartingWith("notes 1.1 raw was not sent: the path ");
            }
            assertThat(server.count()).isZero();
        } finally {
            client.close();
        }
    }

    @Test
    void refusesOtherMistakes() {
        CallExecutor client = client();
        try {
            assertThatThrownBy(() -> client.raw(RawRequest.of("TRACE", "/v1")))
                    .hasMessageContaining("the method is none");
            assertThatThrownBy(() -> client.raw(RawRequest.of("get", "/v1")))
                    .hasMessageContaining("the method is none");
            assertThatThrownBy(() -> client.raw(RawRequest.get("/v1").json("{}")))
                    .hasMessageContaining("no body");
            assertThatThrownBy(() -> client.raw(RawRequest.get("/v1/{a}/{b}", "x")))
                    .hasMessageContaining("2 names in braces, and 1 argument");
            for (String argument : new String[] {"..", ".", "", "a\nb", null}) {
                assertThatThrownBy(() -> client.raw(RawRequest.get("/v1/{a}", argument)))
                        .isInstanceOf(ScpValidationException.class)
                        .hasMessageContaining("path argument a ");
            }
            for (String json : List.of("", "{", "{\"a\":1} {", "{\"password\":\"s3cret", "no")) {
                assertThatThrownBy(() -> client.raw(RawRequest.post("/v1").json(json)))
                        .as(json)
                        .isInstanceOf(ScpValidationException.class)
                        .hasMessageContaining("JSON")
                        .hasMessageNotContaining("s3cret");
            }
            assertThatThrownBy(() -> client.raw(null)).isInstanceOf(NullPointerException.class);
            assertThat(client.rawAsync(null)).isCompletedExceptionally();
            assertThat(server.count()).isZero();
        } finally {
            client.close();
        }
        assertThatThrownBy(() -> client.raw(RawRequest.get("/v1"))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void masksWhatTheServerEchoesOfSecretFields(Driver driver) {
        CallExecutor client = client();
        try {
            server.then(Responses.text(400, "text/plain", "You said pw-0123456789 and tok-0123456789 to my_volume"));
            RawRequest request = RawRequest.post("/v1/volumes")
                    .json(
                            "{\"name\":\"my_volume\",\"new_password\":\"pw-0123456789\",\"auth\":{\"apiTokens\":[\"tok-0123456789\"]}}");
            assertThat(request).hasToString("POST /v1/volumes");
            assertThatThrownBy(() -> raw(driver, client, request))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("You said *** and *** to my_volume");
        } finally {
            client.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void showsTheResponseOfAKnownOperationAsItCame(Driver driver) {
        String body = "{\"id\":\"n-1\",\"name\":\"hello\",\"color\":\"red\",\"size\":\"x\","
                + "\"parts\":[{\"id\":\"p-1\",\"name\":\"a\"},{\"id\":\"p-2\",\"name\":\"b\",\"owner\":{\"ids\":[1,2]}}]}";
        List<RawResponse> seen = new ArrayList<>();
        try (TestService client = TestService.at(server).build()) {
            TestService notes = client.through(driver).with(o -> o.onRawResponse(seen::add));
            server.then(Responses.serviceError(503), Responses.json(200, body));
            assertThat(notes.show().parts()).hasSize(2);
            server.then(Responses.json(200, "{\"deleted\":true}"));
            notes.delete();
            server.then(Responses.empty(204));
            notes.delete();
            server.then(Responses.serviceError(403));
            assertThatThrownBy(notes::show).isInstanceOf(ForbiddenException.class);
        }
        assertThat(seen).hasSize(3);
        RawResponse shown = seen.get(0);
        assertThat(shown.text()).isEqualTo(body);
        assertThat(shown.info().operation()).isEqualTo("showNote");
        assertThat(shown.json().get("color").asText()).isEqualTo("red");
        assertThat(shown.unknownFields())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "/color", JsonValue.of("red"),
                        "/parts/1/owner", JsonValue.of(Map.of("ids", List.of(1, 2)))));
        assertThat(shown.toString()).doesNotContain("red");
        assertThat(seen.get(1).unknownFields()).containsExactly(Map.entry("/deleted", JsonValue.of(true)));
        assertThat(seen.get(2).bytes()).isEmpty();
    }

    /** Nobody's call fails because its body is watched. */
    @ParameterizedTest
    @EnumSource(Driver.class)
    void aBodyThatNothingDependsOnMayBreakOff(Driver driver) {
        AtomicReference<RawResponse> seen = new AtomicReference<>();
        try (TestService client = TestService.at(server).build()) {
            TestService notes = client.through(driver).with(o -> o.onRawResponse(seen::set));
            server.then(Responses.truncated());
            notes.delete();
            assertThat(seen.get().text()).isEqualTo("{\"id\":\"n-1\",");
            assertThat(seen.get().json()).isNull();
        }
    }

    @Test
    void statisticsTellWhatLimitsCalls() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        CallExecutor client =
                TestService.at(server).region("kr-west1").maxRequestsPerHost(2).buildExecutor();
        try {
            ClientStatistics idle = client.statistics();
            assertThat(idle).isEqualTo(new ClientStatistics("notes", "1.1", "kr-west1", 500, 500, 0, 0));

            server.always(Responses.when(said, Responses.note()));
            List<CompletableFuture<RawResponse>> calls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                calls.add(client.rawAsync(RawRequest.get("/v1/notes")));
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (client.statistics().queuedRequests() < 3 && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            assertThat(client.statistics().activeRequests()).isEqualTo(2);
            assertThat(client.statistics().queuedRequests()).isEqualTo(3);
            said.countDown();
            calls.forEach(CompletableFuture::join);
            while (client.statistics().activeRequests() > 0 && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            assertThat(client.statistics()).isEqualTo(idle);

            server.always(Responses.serviceError(503));
            assertThatThrownBy(() -> client.withOptions(
                                    CallOptions.of(o -> o.maxAttempts(2).timeout(Duration.ofSeconds(60))))
                            .raw(RawRequest.get("/v1/notes")))
                    .isInstanceOf(ServerErrorException.class);
            assertThat(client.statistics().retryTokens()).isLessThan(500);
        } finally {
            client.close();
        }
    }
}
