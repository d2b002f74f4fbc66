// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.emulator.TestRequest.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScpEmulatorTest {

    @Test
    void startsOnAFreePortAndNamesItsEndpoints() {
        try (ScpEmulator scp = ScpEmulator.start()) {
            assertThat(scp.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + scp.port() + "/kr-west1"));
            assertThat(scp.endpoint("kr-south2")).hasPath("/kr-south2");
        }
    }

    @Test
    void saysWhichPortIsInUse() {
        try (ScpEmulator scp = ScpEmulator.start()) {
            assertThatThrownBy(() -> ScpEmulator.builder().port(scp.port()).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + scp.port())
                    .hasMessageEndingWith("take another one; port 0 takes any that is free.");
        }
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScpEmulator.builder().port(70_000))
                .withMessage("A port is 0 to 65535, not 70000.");
    }

    @Test
    void closesTwiceAndGivesItsPortBack() {
        ScpEmulator first = ScpEmulator.start();
        first.close();
        first.close();
        assertThat(isListening(InetAddress.getLoopbackAddress(), first.port())).isFalse();
        try (ScpEmulator second = ScpEmulator.builder().port(first.port()).start()) {
            assertThat(second.port()).isEqualTo(first.port());
        }
    }

    @Test
    void endsOpenConnectionsWhenItCloses() throws IOException {
        ScpEmulator scp = ScpEmulator.start();
        try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), scp.port())) {
            idle.setSoTimeout(60_000);
            idle.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(idle.getInputStream().read()).isEqualTo('H');
            scp.close();
            assertThat(idle.getInputStream().readAllBytes()).endsWith('}');
        }
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        try (ScpEmulator scp = ScpEmulator.start()) {
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
            for (InetAddress address : others) {
                assertThat(isListening(address, scp.port()))
                        .as(address.toString())
                        .isFalse();
            }
        }
    }

    private static ScpEmulator replaying() {
        return ScpEmulator.builder().replaying().strictRequests().start();
    }

    private static boolean isListening(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            // when nobody listens, a socket may be given that very port as its own and connect to itself
            return socket.getLocalPort() != port;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/kr-east1, '', http://127.0.0.1:{port}/kr-east1",
        "/kr-east1/, '', http://127.0.0.1:{port}/kr-east1",
        "/, filestorage.kr-east1.e.samsungsdscloud.com, https://filestorage.kr-east1.e.samsungsdscloud.com"
    })
    void listsTheVersionsOfAService(String target, String host, String base) {
        try (ScpEmulator scp = ScpEmulator.start()) {
            TestRequest request = TestRequest.of("GET", target, "filestorage 1.1");
            RawResponse response = (host.isEmpty() ? request : request.header("Host", host)).sendTo(scp);
            String links =
                    "\"links\":[{\"href\":\"" + base.replace("{port}", "" + scp.port()) + "/v1\",\"rel\":\"self\"}]";
            assertThat(response.body())
                    .startsWith("{\"versions\":[{\"id\":\"v1.2\"," + links
                            + ",\"not_before\":null,\"status\":\"CURRENT\"},")
                    .endsWith("{\"id\":\"v1.0\"," + links
                            + ",\"not_before\":\"2025-12-31\",\"status\":\"DEPRECATED\"}]}");
        }
    }

    @Test
    void servesTheNewestVersionWhenNoHeaderNamesOne() {
        try (ScpEmulator scp = ScpEmulator.builder()
                .responder(call -> Response.json(200, "\"" + call.service() + " " + call.version() + "\""))
                .start()) {
            TestRequest request = TestRequest.of("GET", "/v1/volumes", "")
                    .header("Host", "baremetal-blockstorage.kr-south1.g.samsungsdscloud.com");
            assertThat(request.sendTo(scp).body()).isEqualTo("\"baremetal-blockstorage 1.4\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[b]c|d{e}", "%EB%B3%BC%EB%A5%A8", "%2F%2e%2E%2f", "a+b=c@d:e;f,g!$&'()*~", "%41"})
    void readsIdsThatWereSignedAsTheyWereSent(String id) {
        try (ScpEmulator scp = replaying()) {
            assertThat(TestRequest.files("GET", "/volumes/" + id).sendTo(scp).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void letsATestDecideWhatIsAnswered() {
        try (ScpEmulator scp = ScpEmulator.start()) {
            scp.respondWith(call -> call.operation().equals("showVolume")
                    ? Response.error(409, "Conflict", List.of(call.pathValues().get("volume_id") + " is busy"))
                    : call.documented(403));
            RawResponse shown = TestRequest.files("GET", "/volumes/a%2Fb%20c").sendTo(scp);
            assertThat(shown.status()).isEqualTo(409);
            assertThat(shown.body()).contains("\"code\":\"Conflict\"", "\"detail\":[\"a/b c is busy\"]");
            assertThat(TestRequest.files("GET", "/volumes").sendTo(scp))
                    .satisfies(response -> assertThat(response.status()).isEqualTo(403))
                    .satisfies(response -> assertThat(response.body()).isEmpty());
            scp.respondWith(Responder.documented());
            assertThat(TestRequest.files("GET", "/volumes").sendTo(scp).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void answers500AndSaysWhyWhenTheResponderFails() {
        try (ScpEmulator scp = ScpEmulator.start()) {
            scp.respondWith(call -> call.documented(418));
            RawResponse response = TestRequest.files("GET", "/volumes").sendTo(scp);
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body())
                    .contains("InternalServerError", "The responder failed: java.lang.IllegalArgumentException");
            assertThat(scp.requests().get(0).refusal()).endsWith("listVolumes documents no response with status 418");
        }
    }

    static Stream<Arguments> answersThatAreNone() {
        Responder none = call -> null;
        Responder interim = call -> Response.empty(100);
        Responder fourDigits = call -> Response.empty(1000);
        Responder lineBreak = call -> new Response(200, Map.of("X-A", "b\r\nX-C: d"), "");
        Responder blankInAName = call -> new Response(200, Map.of("X A", "b"), "");
        Responder noBody = call -> Response.json(200, null);
        return Stream.of(
                Arguments.of(none, "it answered null"),
                Arguments.of(interim, "100 is no status of a response"),
                Arguments.of(fourDigits, "1000 is no status of a response"),
                Arguments.of(lineBreak, "The header 'X-A' of a response"),
                Arguments.of(blankInAName, "The header 'X A' of a response"),
                Arguments.of(noBody, "The body of a response is null"));
    }

    @ParameterizedTest
    @MethodSource("answersThatAreNone")
    void answers500WhenAResponderGivesWhatCannotBeSent(Responder responder, String why) {
        try (ScpEmulator scp = ScpEmulator.builder().responder(responder).start()) {
            RawResponse response = TestRequest.files("GET", "/volumes").sendTo(scp);

            assertThat(response.status()).isEqualTo(500);
            assertThat(response.headers().get("Emulator-Reason")).contains(why);
            assertThat(scp.requests().get(0).refusal()).contains(why);
        }
    }

    @Test
    void keepsTheReasonInTheHeaderShortHoweverMuchIsWrong() {
        try (ScpEmulator scp = replaying()) {
            RawResponse response = TestRequest.files("POST", "/volumes")
                    .json("{\"tags\":[" + "{},".repeat(100_000) + "{}]}")
                    .sendTo(scp);

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("body.tags[100000].key: Field required");
            assertThat(response.headers().get("Emulator-Reason"))
                    .startsWith("body.name: Field required; ")
                    .endsWith("...")
                    .hasSizeLessThan(2_100);
        }
    }

    @Test
    void refusesAKeyThatIsNone() {
        ScpEmulator.Builder builder = ScpEmulator.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.key(" ", "secret"))
                .withMessage("An access key must not be blank.");
        try (ScpEmulator scp = builder.start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scp.addKey("key", ""))
                    .withMessage("A secret key must not be blank.");
        }
    }

    @Test
    void serves64ThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try (ScpEmulator scp = replaying()) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (String api : List.of("filestorage 1.1", "filestorage 1.0", "baremetal-blockstorage 1.3")) {
                for (int i = 0; i < 256; i++) {
                    calls.add(() -> TestRequest.of("GET", "/kr-west1/v1/volumes", api)
                            .sendTo(scp)
                            .status());
                }
            }
            for (Future<Integer> status : threads.invokeAll(calls, 150, TimeUnit.SECONDS)) {
                assertThat(status.get()).isEqualTo(200);
            }
            assertThat(scp.requests()).hasSize(calls.size());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsWhatArrivedWithoutItsSecrets() {
        try (ScpEmulator scp = replaying()) {
            TestRequest.files("PUT", "/snapshots/s%201/restore?volume_id=v%2B")
                    .header("X-Auth-Token", "a token")
                    .sendTo(scp);
            ReceivedRequest request = scp.requests().get(0);
            assertThat(request)
                    .returns("PUT", ReceivedRequest::method)
                    .returns("/kr-west1/v1/snapshots/s%201/restore?volume_id=v%2B", ReceivedRequest::target)
                    .returns("/v1/snapshots/s%201/restore", ReceivedRequest::path)
                    .returns("volume_id=v%2B", ReceivedRequest::query)
                    .returns("kr-west1", ReceivedRequest::region)
                    .returns("restoreSnapshot", ReceivedRequest::operation)
                    .returns("", ReceivedRequest::bodyText)
                    .returns(202, ReceivedRequest::status)
                    .returns(null, ReceivedRequest::refusal)
                    .returns("filestorage 1.1", r -> r.header("scp-api-version"))
                    .returns("***", r -> r.header("Scp-Signature"))
                    .returns("***", r -> r.header("X-Auth-Token"))
                    .returns(null, r -> r.header("Accept"))
                    .hasToString("PUT /kr-west1/v1/snapshots/s%201/restore?volume_id=v%2B -> 202");
            scp.clearRequests();
            assertThat(scp.requests()).isEmpty();
        }
    }
}
