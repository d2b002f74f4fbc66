// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.neighbours;

import static io.github.scpsdk.emulator.neighbours.PlainClient.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.emulator.ZStackEmulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The calls of docs/emulator.md to the systems of others, as they stand there. */
@Timeout(180)
class DocumentedCurlTest {
    private static final Path PAGE = Path.of("..", "docs", "emulator.md");

    @Test
    void callsOtcCbr() throws Exception {
        try (OtcCbrEmulator otc = OtcCbrEmulator.start()) {
            otc.seed("eu-de", PROJECT).vault("vault-1", "from-outside");
            assertThat(run("otc-cbr", otc.endpoint())).contains("\"count\":1", "from-outside");
        }
    }

    @Test
    void callsUnitrends() throws Exception {
        try (UnitrendsEmulator appliance = UnitrendsEmulator.start()) {
            appliance.seed().source("from-outside", "asset-1");
            assertThat(run("unitrends", appliance.endpoint())).contains("\"request_id\":1", "from-outside");
        }
    }

    @Test
    void callsZStack() throws Exception {
        try (ZStackEmulator zstack = ZStackEmulator.start()) {
            zstack.seed().volume("1".repeat(32), "from-outside", 1L << 30);
            assertThat(run("zstack", zstack.endpoint())).contains("from-outside", "1.073741824E9");
        }
    }

    private static String run(String system, URI endpoint) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
        Matcher snippet = Pattern.compile("```sh\n# " + system + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(snippet.find()).as("a call of " + system).isTrue();
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", snippet.group(1)).redirectErrorStream(true);
        builder.environment().put("ENDPOINT", endpoint.toString());
        Process process = builder.start();
        String output = String.join("\n", process.inputReader().lines().toList());
        assumeTrue(!output.contains("not found"), output); // neither curl nor openssl is everywhere
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
