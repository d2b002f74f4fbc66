// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.emulator.Main;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.TestRequest;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.rules.Scenes;
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
import java.time.Clock;
import java.time.ZoneOffset;
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

    /**
     * What lies in the folder while the emulator runs is what a kill would leave. The next start makes one file of it, and may
     * be killed before it has removed the changes, or in the middle of the file.
     */
    @Test
    void keepsTheStateOfAllServicesHoweverFarTheNextStartGot() throws IOException {
        Clock clock = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);
        Path killed = Files.createDirectory(folder.resolve("killed"));
        Path left = Files.createDirectory(folder.resolve("left"));
        String state;
        try (ScpEmulator scp = in(killed, clock)) {
            for (String service : Catalogue.ofThisModule().services()) {
                String version =
                        Catalogue.ofThisModule().versions(service).get(0).version();
                TestClient client = TestClient.of(scp, service + " " + version);
                Scenes.all()
                        .get(service)
                        .values()
                        .forEach(scene -> scene.prepare(client).sendTo(scp));
            }
            state = scp.saveState();
            Files.copy(killed.resolve("state.json"), left.resolve("state.json"));
            Files.copy(killed.resolve("journal.jsonl"), left.resolve("journal.jsonl"));
        }
        String changes = Files.readString(left.resolve("journal.jsonl"));

        assertThat(stateIn(left, clock)).isEqualTo(state);
        assertThat(left.resolve("journal.jsonl")).isEmptyFile();
        Files.writeString(left.resolve("journal.jsonl"), changes);
        Files.writeString(left.resolve("state.json.next"), state.substring(0, state.length() / 2));
        assertThat(stateIn(left, clock)).isEqualTo(state);
    }

    private static ScpEmulator in(Path folder, Clock clock) {
        return ScpEmulator.builder().clock(clock).persistIn(folder).start();
    }

    private static String stateIn(Path folder, Clock clock) {
        try (ScpEmulator scp = in(folder, clock)) {
            return scp.saveState();
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
