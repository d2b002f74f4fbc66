// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.testing.BlackHole;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host with several addresses, of which the first ones take connections from nobody and refuse none. */
@Timeout(180)
class AddressRaceTest {

    /** Whoever waits for a connection to one address until its limit has not raced. */
    private static final Duration LIMIT = Duration.ofSeconds(50);

    private static final Duration SOON = LIMIT.minusSeconds(10);

    private final List<BlackHole> holes = new ArrayList<>();
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start();
        server.always(Responses.note());
    }

    @AfterEach
    void stop() throws IOException {
        for (BlackHole hole : holes) {
            hole.close();
        }
        server.close();
    }

    @Test
    void anAddressThatSwallowsConnectionsDelaysAWriteByLittle() throws Exception {
        try (TestService notes = client(swallowing("127.0.0.2"), "127.0.0.1")) {
            long start = System.nanoTime();
            notes.create();
            notes.create();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
        assertThat(server.count("POST")).isEqualTo(2);
    }

    @Test
    void twoOfThemDelayAReadByLittle() throws Exception {
        try (TestService notes = client(swallowing("127.0.0.2"), swallowing("127.0.0.3"), "127.0.0.1")) {
            long start = System.nanoTime();
            notes.show();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    /** Connections race, requests never do: several addresses of one server get each request once. */
    @Test
    void noRequestIsSentToTwoOfThem() throws Exception {
        try (TestService notes = client(swallowing("127.0.0.2"), "127.0.0.1", "127.0.0.1", "localhost")) {
            CompletableFuture.allOf(IntStream.range(0, 32)
                            .mapToObj(i -> notes.creating())
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
        assertThat(server.count("POST")).isEqualTo(32);
    }

    @Test
    void aRequestThatWasSentIsNotSentToTheNextAddress() throws Exception {
        server.always(Responses.closing());
        try (TestService notes = client("127.0.0.1", "localhost", "127.0.0.1")) {
            assertThatThrownBy(notes::create).hasMessageContaining("unknown whether");
        }
        assertThat(server.count("POST")).isEqualTo(1);
    }

    @Test
    void anAddressThatRefusesLeadsToTheNextOneAtOnce() throws Exception {
        try (TestService notes = client("127.0.0.9", "127.0.0.1")) { // nobody listens on the first
            notes.create();
        }
        assertThat(server.count("POST")).isEqualTo(1);
    }

    @Test
    void whereAllSwallowConnectionsNothingWasSent() throws Exception {
        try (TestService notes = builder(List.of(swallowing("127.0.0.2"), swallowing("127.0.0.3")))
                .timeout(Duration.ofSeconds(2))
                .build()) {
            assertThatThrownBy(notes::create)
                    .isInstanceOfAny(ScpTimeoutException.class, ScpConnectionException.class)
                    .hasMessageContaining("did not reach the platform");
        }
        assertThat(server.count()).isZero();
    }

    @Test
    void aReadUsesThePooledConnectionOfTheWinner() throws Exception {
        try (TestService notes = client(swallowing("127.0.0.2"), "127.0.0.1")) {
            for (int i = 0; i < 5; i++) {
                Note note = notes.show();
                assertThat(note.id()).isEqualTo("n-1");
            }
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    private String swallowing(String address) {
        try {
            holes.add(BlackHole.at(address, server.port()));
        } catch (IOException e) {
            assumeTrue(false, "this machine has only one loopback address, or no full backlog: " + e.getMessage());
        }
        return address;
    }

    private TestService client(String... addresses) {
        return builder(List.of(addresses)).build();
    }

    private TestService.Builder builder(List<String> addresses) {
        Dns dns = host -> {
            List<InetAddress> all = new ArrayList<>();
            for (String address : addresses) {
                all.add(InetAddress.getByName(address));
            }
            return all;
        };
        return TestService.at(URI.create("http://notes.example:" + server.port()))
                .allowPlainHttp(true)
                .httpClient(new OkHttpClient.Builder()
                        .dns(dns)
                        .connectTimeout(LIMIT)
                        .build());
    }
}
