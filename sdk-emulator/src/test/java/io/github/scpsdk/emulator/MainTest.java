// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the program in a JVM of its own. */
@Timeout(180)
class MainTest {

    @Test
    void answersUntilItIsToldToStop() throws Exception {
        Process process = start("--port", "0");
        try (BufferedReader out = process.inputReader()) {
            String first = out.readLine();
            assertThat(first).matches("Samsung Cloud Platform emulator: http://127\\.0\\.0\\.1:\\d+/kr-west1");
            assertThat(out.readLine()).isEqualTo("  access key  " + ScpEmulator.DEMO_ACCESS_KEY);
            assertThat(out.readLine()).isEqualTo("  secret key  " + ScpEmulator.DEMO_SECRET_KEY);
            assertThat(out.readLine()).contains("endpointOverride");
            assertThat(out.lines()
                            .filter(line -> line.startsWith("Status page: "))
                            .findFirst()
                            .orElseThrow())
                    .matches("Status page: http://127\\.0\\.0\\.1:\\d+/_emulator/");
            int port = Integer.parseInt(first.replaceAll(".*:(\\d+)/.*", "$1"));

            String unsigned = "GET /kr-west1/v1/volumes HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            assertThat(TestRequest.RawResponse.to(unsigned.getBytes(StandardCharsets.US_ASCII), port)
                            .status())
                    .isEqualTo(404);

            process.destroy(); // SIGTERM
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143); // 128 + SIGTERM, as every JVM says
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void explainsItself() throws Exception {
        Process process = start("--help");
        assertThat(process.inputReader().lines()).anyMatch(line -> line.contains("--port <number>"));
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void refusesVersionsAndReferencesWhenToldTo() throws Exception {
        Process process = start("--port", "0", "--certain-versions", "--strict-references", "--no-delays");
        try (BufferedReader out = process.inputReader()) {
            int port = Integer.parseInt(out.readLine().replaceAll(".*:(\\d+)/.*", "$1"));
            assertThat(statusOf(TestRequest.files("GET", "/volumes"), port)).isEqualTo(406);
            assertThat(statusOf(
                            TestRequest.of("POST", "/kr-west1/v1/backup-agents", "backup 1.4")
                                    .json(
                                            "{\"server_uuid\":\"no-such-server\",\"server_backup_agent_ip\":null,\"zone\":\"kr-west1-a\"}"),
                            port))
                    .isEqualTo(404);
        } finally {
            process.destroyForcibly();
        }
    }

    private static int statusOf(TestRequest request, int port) {
        return TestRequest.RawResponse.to(request.bytes(port), port).status();
    }

    @ParameterizedTest
    @CsvSource({"otc-cbr, Open Telekom Cloud CBR", "unitrends, Unitrends appliance", "zstack, ZStack"})
    void emulatesAnotherSystem(String system, String title) throws Exception {
        Process process = start("--system", system, "--port", "0", "--strict");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).startsWith(title + " emulator: http://127.0.0.1:");
            assertThat(out.readLine()).isEqualTo("  user      " + Emulator.DEMO_USER);
            assertThat(out.readLine()).isEqualTo("  password  " + Emulator.DEMO_PASSWORD);
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--system mars", "--system", "--system zstack --replay"})
    void refusesWhatASystemDoesNotHave(String arguments) throws Exception {
        Process process = start(arguments.split(" ", -1));
        assertThat(error(process)).startsWith("Not understood: " + arguments);
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() throws Exception {
        Process process = start("--port", "many");
        assertThat(error(process)).startsWith("Not understood: --port many").contains("--help");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void saysWhenThePortIsTaken() throws Exception {
        try (ScpEmulator scp = ScpEmulator.start()) {
            Process process = start("--port", String.valueOf(scp.port()));
            assertThat(error(process))
                    .contains("cannot listen on 127.0.0.1:" + scp.port())
                    .hasLineCount(1);
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static String error(Process process) {
        return String.join("\n", process.errorReader().lines().toList());
    }
}
