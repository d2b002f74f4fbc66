// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class LoopbackServerTest {
    private final LoopbackServer server = start();

    private static LoopbackServer start() {
        try {
            return new LoopbackServer(0, new Echo());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a|b[c]{d}^`\"<>\\", "//x//y", "/%ZZ?%", "/a?b=c?d", "http://elsewhere/x", "*"})
    void keepsTheTargetAsItIs(String target) throws IOException {
        assertThat(send("GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .endsWith("GET " + target + " 0");
    }

    @Test
    void answersRequestsOfOneConnectionInOrder() throws IOException {
        String get = "GET /%d HTTP/1.1\r\nHost: h\r\n\r\n";
        String post = "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nConnection: keep-alive, close\r\n\r\nabc";
        assertThat(send(get.formatted(1) + post + get.formatted(3)))
                .containsSubsequence("HTTP/1.1 200 OK", "GET /1 0", "HTTP/1.1 200 OK", "POST /2 3")
                .doesNotContain("/3");
    }

    @Test
    @SuppressWarnings("StringConcatToTextBlock") // lines end in CR LF here
    void readsBodiesInChunks() throws IOException {
        assertThat(send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"))
                .endsWith("POST / 13");
    }

    @Test
    void letsAClientGoOnThatAsks() throws IOException {
        assertThat(send("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"
                        + "Connection: close\r\n\r\nx"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")
                .endsWith("PUT / 1");
    }

    @Test
    void sendsNoBodyForHeadAndNoLengthFor204() throws IOException {
        assertThat(send("HEAD / HTTP/1.0\r\nHost: h\r\n\r\n"))
                .endsWith("Content-Length: 8\r\nConnection: close\r\n\r\n");
        assertThat(send("GET /nothing HTTP/1.0\r\nHost: h\r\n\r\n"))
                .startsWith("HTTP/1.1 204 No Content")
                .doesNotContain("Content-Length")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Invalid request line | hello\\r\\n\\r\\n",
                "400 | Invalid protocol version | GET /\\r\\n\\r\\n",
                "400 | Invalid request line | GET / HTTP/-1.1\\r\\nHost: a\\r\\n\\r\\n",
                "400 | must be percent-encoded | GET /#a HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "400 | must be percent-encoded | GET /볼륨 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "505 | Unsupported version | PRI * HTTP/2.0\\r\\n\\r\\n",
                "400 | Host header is absent | GET / HTTP/1.1\\r\\n\\r\\n",
                "400 | multiple 'Host' headers | GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n",
                "400 | Invalid header | GET / HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n",
                "400 | Invalid header | GET / HTTP/1.1\\r\\nHost: a\\r\\nnothing\\r\\n\\r\\n",
                "400 | Multiple Content-Length | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\n",
                "400 | Negative content length | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n",
                "413 | larger than 1048576 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1048577\\r\\n\\r\\n",
                "501 | Unsupported transfer encoding | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n",
                "400 | chunk of the body | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n",
                "400 | chunk of the body | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n"
                        + "1\\r\\nab\\r\\n"
            })
    void refusesWhatIsNoRequest(int status, String why, String request) throws IOException {
        assertThat(send(request.replace("\\r", "\r").replace("\\n", "\n")))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Connection: close")
                .contains(why);
    }

    @Test
    void refusesHeadsThatAreTooLong() throws IOException {
        assertThat(send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n")).startsWith("HTTP/1.1 431 ");
        assertThat(send("GET / HTTP/1.1\r\nHost: h\r\n" + "A: a\r\n".repeat(20_000) + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void answers413AlthoughTheClientIsStillSending() throws IOException {
        int length = 3 << 20;
        assertThat(send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length)))
                .startsWith("HTTP/1.1 413 ");
        String chunk = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
        assertThat(send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3)))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void repeatsNothingOfWhatItRefuses() throws IOException {
        assertThat(send("GET / HTTP/1.1\r\nHost: h\r\nX-Auth-Token : s3cr3t\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContain("s3cr3t");
        assertThat(send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\ns3cr3t\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContain("s3cr3t");
    }

    @Test
    void hasLetGoOfItsPortWhenCloseReturns() throws IOException {
        for (int i = 0; i < 300; i++) {
            LoopbackServer first = new LoopbackServer(0, new Echo());
            first.close();
            new LoopbackServer(first.port(), new Echo()).close();
        }
    }

    @Test
    void closesWithoutWaitingForIdleConnections() throws IOException {
        try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            idle.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(idle.getInputStream().read()).isEqualTo('H');
            assertTimeout(Duration.ofSeconds(30), server::close);
            assertThat(idle.getInputStream().readAllBytes()).endsWith("GET / 0".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void hasOnlyThreadsThatLetTheProgramEnd() throws IOException {
        send("GET / HTTP/1.0\r\nHost: h\r\n\r\n");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("scp-emulator-" + server.port()))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void serves64ThreadsAndAThousandConnectionsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            List<Future<String>> responses = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                Socket socket = open.get(i);
                byte[] request = ("GET /" + i + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                responses.add(threads.submit(() -> {
                    socket.getOutputStream().write(request);
                    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                }));
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(responses.get(i).get(120, TimeUnit.SECONDS)).endsWith("GET /" + i + " 0");
            }
        } finally {
            threads.shutdownNow();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Answers with what it was asked, {@code /headers} with the headers, {@code /nothing} with nothing. */
    private static final class Echo implements HttpHandler {
        @Override
        public HttpResponse handle(HttpRequest request) {
            String text = request.target().equals("/headers")
                    ? request.headers().asMap().toString()
                    : request.method() + " " + request.target() + " " + request.body().length;
            return new HttpResponse(
                    request.target().equals("/nothing") ? 204 : 200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public HttpResponse refuse(int status, String target, String why) {
            return new HttpResponse(status, Map.of(), why.getBytes(StandardCharsets.UTF_8));
        }
    }
}
