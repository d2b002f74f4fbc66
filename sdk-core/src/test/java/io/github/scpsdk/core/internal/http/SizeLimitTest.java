// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that are too large or too deep end in an error that says so, not in an OutOfMemoryError. */
@Timeout(180)
class SizeLimitTest {

    private static final int MIB = 1024 * 1024;

    private FaultServer server;
    private TestService notes;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start();
        notes = TestService.at(server.endpoint())
                .retryPolicy(RetryPolicy.none())
                .timeout(Duration.ofMinutes(2))
                .attemptTimeout(Duration.ofMinutes(2))
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        notes.close();
        server.close();
    }

    @Test
    void readsAResponseJustBelowTheLimit() {
        server.always(Responses.gzipBomb(200, "{\"id\":\"n-1\"", 64 * MIB - 100, "}"));
        assertThat(notes.show().id()).isEqualTo("n-1");
    }

    @Test
    void refusesAResponseAboveTheLimit() throws Exception {
        server.always(Responses.gzipBomb(200, "{\"id\":\"n-1\"", 65 * MIB, "}"));
        assertThatThrownBy(notes::show)
                .isInstanceOf(ScpDecodingException.class)
                .hasMessageContaining("larger than the 67108864 bytes of maxResponseBytes");
        Eventually.atMost(1, server::openConnections); // small on the wire, so the connection can go back to the pool
    }

    @Test
    void theLimitIsTheClients() throws IOException {
        byte[] note = Responses.NOTE.getBytes(UTF_8);
        server.always(Responses.json(200, Responses.NOTE));
        try (TestService enough = TestService.at(server.endpoint())
                        .maxResponseBytes(note.length)
                        .build();
                TestService tight = TestService.at(server.endpoint())
                        .maxResponseBytes(note.length - 1)
                        .build()) {
            assertThat(enough.show().id()).isEqualTo("n-1");
            assertThatThrownBy(tight::show)
                    .isInstanceOf(ScpDecodingException.class)
                    .hasMessageContaining("larger than the " + (note.length - 1) + " bytes of maxResponseBytes");
        }
    }

    @Test
    void saysThatAWriteWithSuchAResponseWasCarriedOut() {
        server.always(Responses.gzipBomb(201, "{\"id\":\"n-1\"", 65 * MIB, "}"));
        assertThatThrownBy(notes::create)
                .isInstanceOfSatisfying(ScpDecodingException.class, e -> {
                    assertThat(e.status()).isEqualTo(201);
                    assertThat(e.verifyWith()).isEqualTo("listNotes");
                })
                .hasMessageContaining("was carried out");
    }

    @Test
    void cutsTheBodyOfAnError() throws Exception {
        server.always(Responses.gzipBomb(500, "{\"errors\":[{\"code\":\"Large\",\"title\":\"", 20 * MIB, "\"}]}"));
        Measured measured = Measured.run(notes::show);
        assertThat(measured.failure()).isInstanceOf(ServerErrorException.class);
        assertThat(measured.failure().getMessage()).hasSizeLessThan(4096);
        assertThat(measured.time()).isLessThan(Duration.ofSeconds(30));
        Eventually.atMost(1, server::openConnections);
    }

    @Test
    void keepsTheServersWordsShort() {
        server.always(Responses.text(404, "text/plain", "word ".repeat(13_000)));
        assertThatThrownBy(notes::show).isInstanceOfSatisfying(NotFoundException.class, e -> {
            assertThat(e.getMessage()).hasSizeLessThan(4096);
            assertThat(e.response().text().length()).isLessThan(2100);
        });
    }

    @Test
    void refusesMoreValuesThanAnyHonestResponseHas() {
        server.always(Responses.gzip(200, "{\"parts\":[{}", ",{}", 12 * MIB, "]}"));
        assertThatThrownBy(notes::show)
                .isInstanceOf(ScpDecodingException.class)
                .hasMessageContaining("more values than any honest one");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 1000, 100_000})
    void refusesAResponseThatIsTooDeep(int depth) {
        String open = "{\"parts\":[";
        server.always(Responses.json(200, open.repeat(depth / 2 + 1) + "]}".repeat(depth / 2 + 1)));
        assertThatThrownBy(notes::show).isInstanceOf(ScpDecodingException.class).hasMessageContaining("64");
    }

    @Test
    void refusesDepthInWhatItDoesNotRead() {
        server.always(Responses.json(200, "{\"unknown\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
        assertThatThrownBy(notes::show).isInstanceOf(ScpDecodingException.class);
        server.always(Responses.json(400, "[".repeat(30_000)));
        assertThatThrownBy(notes::show).isInstanceOf(ScpServiceException.class);
    }

    @Test
    void readsDepthWithinTheLimit() {
        String open = "{\"parts\":[";
        server.always(Responses.json(200, open.repeat(31) + "]}".repeat(31)));
        assertThat(notes.show().parts()).hasSize(1);
    }

    @Test
    void hugeHeadersEndInAnExceptionOfOurs() {
        server.always(Responses.json(200, Responses.NOTE, "X-Large: " + "x".repeat(400_000)));
        assertThatThrownBy(notes::show).isInstanceOf(ScpException.class);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            many.append("X-").append(i).append(": ").append(i).append("\r\n");
        }
        server.always(Responses.closingAfter("HTTP/1.1 200 OK\r\n" + many + "Content-Length: 2\r\n\r\n{}"));
        assertThatThrownBy(notes::show).isInstanceOf(ScpException.class);
    }

    /** One bomb after the other in a small heap. */
    @Test
    void aBombDoesNotTakeTheHeap() throws Exception {
        server.then(Responses.gzipBomb(200, "{\"id\":\"n-1\"", 65 * MIB, "}"))
                .always(Responses.gzip(200, "{\"parts\":[{}", ",{}", 12 * MIB, "]}"));
        assertThat(bombed("384m")).contains("refused, and on");
    }

    /** Less than the largest response: the heap is full before the limit is reached. */
    @Test
    void survivesAHeapSmallerThanTheLimit() throws Exception {
        server.always(Responses.gzipBomb(200, "{\"id\":\"n-1\"", 65 * MIB, "}"));
        assertThat(bombed("56m"))
                .containsPattern("(?s)refused, and on.*refused, and on")
                .doesNotContain("OutOfMemory");
    }

    private String bombed(String heap) throws Exception {
        Process child = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx" + heap,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bombed.class.getName(),
                        server.endpoint().toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(child.waitFor(150, TimeUnit.SECONDS)).isTrue();
            return new String(child.getInputStream().readAllBytes());
        } finally {
            child.destroyForcibly();
        }
    }

    /** A program with a small heap. */
    static final class Bombed {

        private Bombed() {}

        public static void main(String[] args) {
            try (TestService notes = TestService.at(URI.create(args[0]))
                    .timeout(Duration.ofMinutes(2))
                    .attemptTimeout(Duration.ofMinutes(2))
                    .build()) {
                for (int i = 0; i < 2; i++) {
                    try {
                        notes.show();
                    } catch (ScpDecodingException e) {
                        System.out.println("refused, and on");
                    }
                }
            }
        }
    }
}
