// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A certificate for the server, and a trust store that has it beside those of the JDK: https, as the platform speaks it. */
final class Https {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final String PASSWORD = "changeit"; // that of the JDK's trust store

    private final Path keys;
    private final Path trust;

    /** Makes both in a new folder. */
    Https() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("https");
        keys = folder.resolve("keys");
        trust = folder.resolve("trust");
        Path certificate = folder.resolve("certificate");
        for (Path file : List.of(folder, keys, trust, certificate)) {
            file.toFile().deleteOnExit(); // the folder last
        }
        Files.copy(JDK.resolve("lib/security/cacerts"), trust, StandardCopyOption.REPLACE_EXISTING);
        keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1");
        keytool(keys, "-exportcert", "-file", certificate.toString());
        keytool(trust, "-importcert", "-noprompt", "-file", certificate.toString());
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(JDK.resolve("bin/keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "benchmark", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    /** Returns the options of a Java that serves. */
    List<String> server() {
        return List.of("-Djavax.net.ssl.keyStore=" + keys, "-Djavax.net.ssl.keyStorePassword=" + PASSWORD);
    }

    /** Returns the options of a Java that calls. */
    List<String> client() {
        return List.of("-Djavax.net.ssl.trustStore=" + trust, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }
}
