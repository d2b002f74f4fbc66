// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The targets under Jazzer, one for each run: see CONTRIBUTING.md. */
class CoreFuzzTest {

    private static final Path HOME = home();

    private static Path home() {
        try {
            return Files.createTempDirectory("scp-fuzz");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @FuzzTest(maxDuration = "2m")
    void url(byte[] data) {
        FuzzTargets.url(data);
    }

    @FuzzTest(maxDuration = "2m")
    void place(byte[] data) {
        FuzzTargets.place(data);
    }

    @FuzzTest(maxDuration = "2m")
    void override(byte[] data) {
        FuzzTargets.override(data);
    }

    @FuzzTest(maxDuration = "2m")
    void headers(byte[] data) {
        FuzzTargets.headers(data);
    }

    @FuzzTest(maxDuration = "2m")
    void json(byte[] data) {
        FuzzTargets.json(data);
    }

    @FuzzTest(maxDuration = "2m")
    void error(byte[] data) {
        FuzzTargets.error(data);
    }

    @FuzzTest(maxDuration = "2m")
    void file(byte[] data) {
        FuzzTargets.file(data, HOME);
    }

    @FuzzTest(maxDuration = "2m")
    void secret(byte[] data) {
        FuzzTargets.secret(data);
    }

    @FuzzTest(maxDuration = "2m")
    void packed(byte[] data) {
        FuzzTargets.packed(data);
    }
}
