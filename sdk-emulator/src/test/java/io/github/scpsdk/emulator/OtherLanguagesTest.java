// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of docs/emulator.md, as they stand there, where the tool is there. */
@Timeout(180)
class OtherLanguagesTest {
    private static final Path PAGE = Path.of("..", "docs", "emulator.md");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "bash, call.sh, bash --version, bash",
        "python, call.py, python3 --version, python3",
        "javascript, call.js, node --version, node",
        "go, call.go, go version, go run"
    })
    void listVolumesWithASignedCall(String language, String file, String probe, String command) throws Exception {
        assumeTrue(isThere(probe), "there is no " + probe);
        Path program = Files.writeString(folder.resolve(file), snippet(language));
        try (ScpEmulator scp = ScpEmulator.start()) {
            TestRequest.files("POST", "/volumes")
                    .json("{\"name\":\"from_outside\",\"protocol\":\"NFS\",\"type_name\":\"HDD\"}")
                    .sendTo(scp);
            List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
            words.add(program.toString());
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment()
                    .put("SCP_ENDPOINT", scp.endpoint("kr-west1", "filestorage").toString());
            Process process = builder.start();
            String output = String.join("\n", process.inputReader().lines().toList());
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).contains("\"count\":1", "from_outside_");
        }
    }

    private static String snippet(String language) throws IOException {
        Matcher snippet =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(snippet.find()).as("a snippet in " + language).isTrue();
        return snippet.group(1);
    }

    private static boolean isThere(String probe) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(probe.split(" ", -1))
                    .redirectErrorStream(true)
                    .start();
            process.inputReader().lines().forEach(line -> {});
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
