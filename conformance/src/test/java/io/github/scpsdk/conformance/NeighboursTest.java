// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.ThrottledException;
import io.github.scpsdk.unitrends.model.SourceResolution;
import io.github.scpsdk.unitrends.v1_0.UnitrendsClient;
import io.github.scpsdk.zstack.model.CreateVolumeBackupResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import nl.altindag.log.LogCaptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The systems of others: what is documented is sent and read as documented, what goes wrong ends as it must, and nothing that a program can see
 * shows a password or a token.
 */
class NeighboursTest {

    private static final String PASSWORD = "c4nary pässword \"9\" &<>";
    private static final String TOKEN = "c4naryTokenOfTheSession_)(7";
    private static final ScpCredentials USER =
            ScpCredentials.login("operator", PASSWORD).withLoginField("domain", "d-1");

    private final MockWebServer server = new MockWebServer();
    private final Deque<MockResponse> script = new ArrayDeque<>();
    private final List<RecordedRequest> received = new ArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private Neighbours system = Neighbours.OTC_CBR;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                synchronized (received) {
                    if (Neighbours.logsIn(request.getTarget())) {
                        logins.incrementAndGet();
                        return system.session(TOKEN);
                    }
                    received.add(request);
                    return script.isEmpty() ? response(200, "{}") : script.remove();
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> all() {
        return Arrays.stream(Neighbours.values())
                .flatMap(system -> Stream.of(Arguments.of(system, false), Arguments.of(system, true)));
    }

    private static MockResponse response(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static MockResponse lost(SocketEffect effect) {
        return new MockResponse.Builder().onResponseStart(effect).build();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    private Object write(Neighbours of, boolean async, MockResponse... responses) {
        return call(of, calls -> calls.write(async), responses);
    }

    private Object read(Neighbours of, boolean async, MockResponse... responses) {
        return call(of, calls -> calls.read(async), responses);
    }

    private Object call(Neighbours of, Neighbours.Use<Object> use, MockResponse... responses) {
        return call(of, settings -> {}, use, responses);
    }

    private Object call(
            Neighbours of,
            Consumer<ScpClientBuilder<?, ?>> settings,
            Neighbours.Use<Object> use,
            MockResponse... responses) {
        system = of;
        received.clear();
        script.clear();
        script.addAll(List.of(responses));
        return of.with(endpoint(), USER, settings, use);
    }

    /** The expectation is the provider's own text. */
    @ParameterizedTest
    @MethodSource("all")
    void sendsAndReadsWhatIsDocumented(Neighbours of, boolean async) throws IOException {
        JsonNode documented = Files.exists(of.examples().resolve("response-200.json"))
                ? Json.read(of.examples().resolve("response-200.json"))
                : null;
        Object result = write(of, async, documented == null ? response(201, "") : response(200, documented.toString()));

        assertThat(received).hasSize(1);
        RecordedRequest sent = received.get(0);
        String line = Files.readAllLines(of.examples().resolve("request.http"))
                .get(0)
                .replace("{project_id}", Neighbours.PROJECT)
                .replace("{backup_id}", Neighbours.BACKUP)
                .replace("{volumeUuid}", Neighbours.VOLUME);
        assertThat(sent.getMethod() + " " + sent.getTarget()).isEqualTo(line);
        assertThat(Json.MAPPER.readTree(sent.getBody().utf8()))
                .isEqualTo(Json.read(of.examples().resolve("request.json")));
        assertThat(sent.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(sent.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(sent.getHeaders().get("Scp-Api-Version")).isNull();
        String token = switch (of) {
            case OTC_CBR -> sent.getHeaders().get("X-Auth-Token");
            case UNITRENDS -> sent.getHeaders().get("AuthToken");
            case ZSTACK -> sent.getHeaders().get("Authorization").replaceFirst("^OAuth ", "");
        };
        assertThat(token).isEqualTo(TOKEN);

        if (documented == null) {
            assertThat(result).isNull();
        } else {
            assertThat(Json.normal(Json.MAPPER.valueToTree(result))).isEqualTo(Json.normal(documented));
        }
    }

    @Test
    void readsTimesAndNumbersAsZStackWritesThem() {
        CreateVolumeBackupResponse result = (CreateVolumeBackupResponse) write(
                Neighbours.ZSTACK,
                false,
                response(202, "{\"location\":\"http://10.0.0.1:8080/zstack/v1/api-jobs/j-1\"}"),
                response(
                        200,
                        Json.read(Neighbours.ZSTACK.examples().resolve("response-200.json"))
                                .toString()));

        assertThat(result.inventory().size()).isEqualTo(1_073_741_824L);
        assertThat(result.inventory().createDate()).isEqualTo(LocalDateTime.of(2017, 11, 14, 22, 20, 57));
        assertThat(received.get(1).getTarget()).isEqualTo("/zstack/v1/api-jobs/j-1");
    }

    @Test
    void demandsAMessageOnlyWhenRejecting() {
        system = Neighbours.UNITRENDS;
        assertThatThrownBy(() -> UnitrendsClient.builder()
                        .endpointOverride(endpoint())
                        .credentials(USER)
                        .build()
                        .resolveSource(SourceResolution.builder()
                                .requestId(3L)
                                .accept(false)
                                .build()))
                .isInstanceOf(ScpValidationException.class)
                .hasMessageContaining("SourceResolution.message is required: accept is false");
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void repeatsAReadThatFailed(Neighbours of, boolean async) {
        List<MockResponse> failures = List.of(
                response(429, "{}"), response(502, "<html>"), response(503, ""), lost(new SocketEffect.CloseSocket()));
        for (MockResponse failure : failures) {
            assertThat(read(of, async, failure, response(200, "{}"))).isNotNull();
            assertThat(received).hasSize(2);
        }
        assertThatThrownBy(() -> read(of, async, failures.get(0), failures.get(0), failures.get(0)))
                .isInstanceOf(ThrottledException.class);
        assertThatThrownBy(() -> read(of, async, response(200, "{\"half"))).isInstanceOf(ScpDecodingException.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void logsInAgainWhenTheSessionHasEnded(Neighbours of, boolean async) {
        assertThat(read(of, async, response(401, "{}"), response(200, "{}"))).isNotNull();
        assertThat(logins).hasValue(2);
        write(of, async, response(401, "{}"), response(201, "{}"));
        assertThat(logins).hasValue(4);
        if (of == Neighbours.ZSTACK) {
            read(of, async, response(503, "{\"error\":{\"code\":\"ID.1001\"}}"), response(200, "{}"));
            assertThat(logins).hasValue(6);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void sendsAWriteInDoubtNoSecondTime(Neighbours of, boolean async) {
        for (MockResponse lost : List.of(
                lost(new SocketEffect.CloseSocket()), response(500, "<html>failed</html>"), response(502, ""))) {
            assertThatThrownBy(() -> write(of, async, lost))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .satisfies(e -> assertThat(((OutcomeUnknownException) e).verifyWith())
                            .isEqualTo(of.verifyWith()));
            assertThat(received).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsARefusalAndSaysWhatItSays(Neighbours of, boolean async) {
        int status = switch (of) {
            case OTC_CBR -> 400;
            case UNITRENDS -> 500;
            case ZSTACK -> 503;
        };
        assertThatThrownBy(() -> write(of, async, response(status, of.refusal("the target is full"))))
                .isInstanceOf(status == 400 ? ScpServiceException.class : ServerErrorException.class)
                .hasMessageContaining("the target is full")
                .hasMessageNotContaining("Try again later");
        assertThat(received).hasSize(1);
        if (status >= 500) {
            assertThatThrownBy(() -> read(of, async, response(status, of.refusal("no such thing"))))
                    .isInstanceOf(ServerErrorException.class);
            assertThat(received).as("a refusal is not repeated").hasSize(1);
        }
        if (of == Neighbours.ZSTACK) {
            assertThatThrownBy(() -> write(of, async, response(200, of.refusal("no space"))))
                    .isInstanceOf(ScpServiceException.class)
                    .hasMessageContaining("SYS.1006: no space the host is gone");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void showsNoSecretHoweverACallEnds(Neighbours of, boolean async) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(PASSWORD.getBytes(UTF_8)));
        String quoted = PASSWORD.replace("\"", "\\\"");
        String echo = of.refusal(TOKEN + " " + quoted + " " + hash);
        List<String> seen = new ArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void onAttempt(Call call, Attempt attempt) {
                seen.add(attempt.toString());
            }

            @Override
            public void onEnd(Call call, End end) {
                seen.add(end + " " + (end.failure() == null ? "" : text(end.failure())));
            }
        };
        try (LogCaptor logs = LogCaptor.forRoot()) {
            logs.setLogLevelToTrace();
            for (int status : new int[] {200, 400, 401, 403, 404, 409, 429, 500, 502, 503}) {
                for (boolean write : new boolean[] {true, false}) {
                    try {
                        call(
                                of,
                                settings -> settings.listener(listener),
                                calls -> write ? calls.write(async) : calls.read(async),
                                response(status, echo),
                                response(status, echo),
                                response(status, echo),
                                response(status, echo));
                    } catch (ScpException e) {
                        seen.add(text(e));
                    }
                }
            }
            try {
                call(
                        of,
                        settings -> settings.listener(listener),
                        calls -> calls.write(async),
                        lost(new SocketEffect.CloseSocket()));
            } catch (ScpException e) {
                seen.add(text(e));
            }
            logs.getLogEvents().forEach(event -> seen.add(event.getFormattedMessage()));
        }
        seen.add(USER.toString());
        assertThat(seen).hasSizeGreaterThan(40);
        assertThat(seen).noneMatch(text -> text.contains("c4nary"));
        if (of == Neighbours.ZSTACK) { // which is sent the hash
            assertThat(seen).noneMatch(text -> text.contains(hash.substring(0, 32)));
        }
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysThatNobodyListens(Neighbours of, boolean async) {
        server.close();
        assertThatThrownBy(() -> write(of, async))
                .isInstanceOf(ScpConnectionException.class)
                .hasMessageContaining("login");
    }
}
