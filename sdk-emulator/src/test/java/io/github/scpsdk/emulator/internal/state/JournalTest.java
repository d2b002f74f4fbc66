// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.emulator.Main;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.TestRequest;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The state in a folder, when the process ends in every way. */
@Timeout(300)
class JournalTest {
    private static final String NEW_VOLUME = "{'name':'my_volume','protocol':'NFS','type_name':'HDD'}";
    private static final int KILLS = 12;
    private static final int CLIENTS = 4;

    @TempDir
    private Path folder;

    @Test
    void keepsTheStateOverAnOrderlyEnd() {
        String id;
        try (ScpEmulator scp = persistent()) {
            id = create(scp);
            TestClient.of(scp, "filestorage 1.1").ok("DELETE /volumes/" + create(scp));
        }
        try (ScpEmulator scp = persistent()) {
            TestClient files = TestClient.of(scp, "filestorage 1.1");
            assertThat(files.ok("GET /volumes").findValuesAsText("id")).containsExactly(id);
        }
    }

    @Test
    void leavesOutALineThatWasCutOffButNoOther() throws IOException {
        String id;
        ScpEmulator killed = persistent();
        id = create(killed);
        Path log = folder.resolve("journal.jsonl");
        String lines = Files.readString(log);
        killed.close();
        Files.writeString(log, lines + lines.substring(0, lines.length() / 2));

        try (ScpEmulator scp = persistent()) {
            assertThat(TestClient.of(scp, "filestorage 1.1").ok("GET /volumes").findValuesAsText("id"))
                    .containsExactly(id);
        }
        Files.writeString(log, "{\"half\n" + lines, StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(this::persistent)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("line 1 is damaged");
    }

    @Test
    void belongsToOneEmulatorAtATime() {
        try (ScpEmulator first = persistent()) {
            assertThatThrownBy(this::persistent)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageEndingWith("another emulator uses it");
            create(first);
        }
    }

    private ScpEmulator persistent() {
        return ScpEmulator.builder().persistIn(folder).start();
    }

    private static String create(ScpEmulator scp) {
        return TestClient.of(scp, "filestorage 1.1")
                .ok("POST /volumes", NEW_VOLUME)
                .path("volume_id")
                .textValue();
    }

    @Test
    void losesNothingThatWasAcknowledgedHoweverOftenItIsKilled() throws Exception {
        Random random = new Random(20260901);
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start();
            try (BufferedReader out = process.inputReader()) {
                int port = Integer.parseInt(out.readLine().replaceAll(".*:(\\d+)/.*", "$1"));
                List<Thread> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    Thread client = new Thread(() -> createUntilTheEnd(port, acknowledged));
                    client.start();
                    clients.add(client);
                }
                int enough = acknowledged.size() + 1 + random.nextInt(60);
                while (acknowledged.size() < enough && process.isAlive()) {
                    Thread.sleep(1);
                }
                Thread.sleep(0, random.nextInt(999_999));
                process.destroyForcibly();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                for (Thread client : clients) {
                    client.join();
                }
            }
        }
        try (ScpEmulator scp = persistent()) {
            List<String> kept = TestClient.of(scp, "filestorage 1.1")
                    .ok("GET /volumes?limit=1000000")
                    .findValuesAsText("id");
            assertThat(acknowledged).hasSizeGreaterThan(KILLS);
            assertThat(kept).containsAll(acknowledged).doesNotHaveDuplicates();
        }
    }

    private static void createUntilTheEnd(int port, Queue<String> acknowledged) {
        try {
            while (true) {
                String id = send(port);
                acknowledged.add(id);
            }
        } catch (IOException | UncheckedIOException | IllegalStateException | IndexOutOfBoundsException e) {
            // the process was killed: what was under way is not acknowledged
        }
    }

    private static String send(int port) throws IOException {
        byte[] request = TestRequest.files("POST", "/volumes")
                .json(NEW_VOLUME.replace('\'', '"'))
                .bytes(port);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request);
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!response.startsWith("HTTP/1.1 202") || !response.endsWith("}")) {
                throw new IllegalStateException(response);
            }
            return response.replaceAll("(?s).*\"volume_id\":\"([^\"]+)\".*", "$1");
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port",
                        "0",
                        "--data",
                        folder.toString())
                .start();
    }
}
