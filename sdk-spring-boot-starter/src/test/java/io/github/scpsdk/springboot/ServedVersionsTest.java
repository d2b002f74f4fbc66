// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.scpsdk.backup.v1_4.BackupClient;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ServedVersionsTest {

    @Test
    void asksEveryClientInUse() {
        health(Duration.ofSeconds(30), Duration.ofSeconds(20), (clients, versions) -> {
            assertThat(versions.answer().status()).isEqualTo("UNKNOWN");

            clients.get(FileStorageClient.class);
            clients.get("dr", BackupClient.class);
            String host = "127.0.0.1:"
                    + clients.get(FileStorageClient.class).endpoint().url().getPort();

            ServedVersions.Answer answer = versions.answer();
            assertThat(answer.status()).isEqualTo("UP");
            assertThat(answer.details())
                    .isEqualTo(Map.of(
                            "filestorage 1.2",
                            Map.of("account", "default", "host", host, "status", "UP", "served", true),
                            "backup 1.4 of dr",
                            Map.of("account", "dr", "host", host, "status", "UP", "served", true)));
        });
    }

    @Test
    void anAnswerCountsForAWhile() {
        health(Duration.ofSeconds(30), Duration.ofSeconds(20), (clients, versions) -> {
            clients.get(FileStorageClient.class);
            ServedVersions.Answer first = versions.answer();
            assertThat(versions.answer()).isSameAs(first);

            clients.get(BackupClient.class);
            assertThat(versions.answer()).as("another client").isNotSameAs(first);
        });
        health(Duration.ofNanos(1), Duration.ofSeconds(20), (clients, versions) -> {
            clients.get(FileStorageClient.class);
            assertThat(versions.answer()).isNotSameAs(versions.answer());
        });
    }

    @Test
    void aRefusalIsDownAndSaysNoMoreThanItsKind() {
        health(Duration.ofNanos(1), Duration.ofSeconds(20), (clients, versions) -> {
            clients.get("stranger", FileStorageClient.class);
            ServedVersions.Answer answer = versions.answer();
            assertThat(answer.status()).isEqualTo("DOWN");
            assertThat(answer.details().toString())
                    .contains("error=UnauthorizedException 401")
                    .doesNotContain("a-strange-access-key")
                    .doesNotContain("a-strange-secret-key");
        });
    }

    @Test
    void keysThatMayNotReadTheListAreNoReasonToBeDown() throws IOException {
        HttpServer platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        platform.start();
        try {
            health(
                    Duration.ofNanos(1),
                    Duration.ofSeconds(20),
                    (clients, versions) -> {
                        clients.get("restricted", FileStorageClient.class);
                        ServedVersions.Answer answer = versions.answer();
                        assertThat(answer.status()).isEqualTo("UP");
                        assertThat(answer.details().toString())
                                .contains("status=UP, error=ForbiddenException 403")
                                .doesNotContain("served");
                    },
                    "scp.accounts.restricted.endpoint-override=http://127.0.0.1:"
                            + platform.getAddress().getPort());
        } finally {
            platform.stop(0);
        }
    }

    @Test
    void aSilentPlatformIsDownAtTheLimit() {
        health(Duration.ofNanos(1), Duration.ofMillis(200), (clients, versions) -> {
            clients.get("silent", FileStorageClient.class);
            long start = System.nanoTime();
            ServedVersions.Answer answer = versions.answer();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            assertThat(answer.status()).isEqualTo("DOWN");
            assertThat(answer.details().toString()).contains("error=no answer within 200 ms");
        });
    }

    /** Against an emulator at the address that the properties name, as a platform would be. */
    private static void health(
            Duration timeToLive, Duration timeout, BiConsumer<ScpClients, ServedVersions> test, String... more) {
        try (ScpEmulator scp = ScpEmulator.start();
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ScpAutoConfiguration.class))
                    .withPropertyValues(
                            "scp.endpoint-override=" + scp.endpoint(),
                            "scp.access-key=" + ScpEmulator.DEMO_ACCESS_KEY,
                            "scp.secret-key=" + ScpEmulator.DEMO_SECRET_KEY,
                            "scp.accounts.dr.language=ko-KR",
                            "scp.accounts.stranger.access-key=a-strange-access-key",
                            "scp.accounts.stranger.secret-key=a-strange-secret-key",
                            "scp.accounts.silent.endpoint-override=http://127.0.0.1:" + silent.getLocalPort(),
                            "scp.health.time-to-live=" + timeToLive,
                            "scp.health.timeout=" + timeout)
                    .withPropertyValues(more)
                    .run(context -> {
                        ScpClients clients = context.getBean(ScpClients.class);
                        test.accept(
                                clients,
                                new ServedVersions(
                                        clients,
                                        context.getBean(ScpProperties.class).getHealth()));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
