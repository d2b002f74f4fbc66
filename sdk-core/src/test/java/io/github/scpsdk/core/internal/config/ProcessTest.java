// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpEnvironment;
import io.github.scpsdk.core.ScpProfile;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client takes from its process: each in a process of its own. */
@Timeout(300)
class ProcessTest {

    @TempDir
    Path directory;

    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start();
        server.always(Responses.note());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aBrokenTrustStoreIsNamedAndHoldsNothing() throws Exception {
        Path garbage = Files.write(directory.resolve("garbage"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        String said = "TLS cannot be set up: KeyStoreException. Check the system property javax.net.ssl.trustStore,"
                + " or give the client an httpClient with a trust of its own.";
        assertThat(run("trust", "-Djavax.net.ssl.trustStore=" + garbage))
                .containsExactly(said, said, said, "called", "built", "nothing held");
    }

    @Test
    void soIsAnUnknownTypeOfTrustStore() throws Exception {
        assertThat(run("trust", "-Djavax.net.ssl.trustStoreType=NONSENSE", "-Djavax.net.ssl.trustStorePassword=canary"))
                .first()
                .asString()
                .contains("javax.net.ssl.trustStoreType, javax.net.ssl.trustStorePassword,")
                .doesNotContain("canary");
    }

    @Test
    void brokenSecurityPropertiesAreNamed() throws Exception {
        Path properties = Files.writeString(
                directory.resolve("security.properties"),
                "security.provider.1=\nsecurity.provider.2=SUN\nsecurity.provider.3=\nsecurity.provider.4=\nssl.TrustManagerFactory.algorithm=Nonsense\n");
        assertThat(run("trust", "-Djava.security.properties=" + properties))
                .first()
                .asString()
                .startsWith("TLS cannot be set up: ")
                .contains("java.security.properties");
    }

    /** Client certificates are those of an httpClient: the key store of the process is not read. */
    @Test
    void aBrokenKeyStoreIsNotRead() throws Exception {
        Path garbage = Files.write(directory.resolve("garbage"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(run("secure", "-Djavax.net.ssl.keyStore=" + garbage, "-Djavax.net.ssl.keyStorePassword=x"))
                .containsExactly("built");
    }

    @Test
    void aBrokenProxyPortIsAFailureOfTheCall() throws Exception {
        assertThat(run("elsewhere", "-Dhttps.proxyHost=proxy.example", "-Dhttps.proxyPort=99999"))
                .singleElement()
                .asString()
                .startsWith("ScpConnectionException notes 1.1 createNote got no response: ")
                .contains("did not reach the platform");
    }

    @Test
    void aHomeThatCannotBeExpressedIsNotNeeded() throws Exception {
        assertThat(run("home")).first().isIn("called", "this system takes any name");
        assertThat(run("home"))
                .last()
                .asString()
                .containsAnyOf(
                        "this system takes any name",
                        "The home directory (system property user.home) cannot be expressed in the encoding of this machine's"
                                + " file names (");
    }

    @Test
    void aHomeWithoutAccessIsNotCalledEmpty() throws Exception {
        Path hidden = Files.createDirectories(directory.resolve("home/.scpconf"));
        Files.writeString(hidden.resolve("credentials.json"), "{\"access-key\":\"a\",\"secret-key\":\"s\"}");
        Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("---------"));
        try {
            assertThat(run("files", "-Duser.home=" + directory.resolve("home")))
                    .singleElement()
                    .asString()
                    .containsAnyOf("is not readable (AccessDeniedException)", "built as root");
        } finally {
            Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void environmentVariablesDecideWhereTheCodeSaysNothing() throws Exception {
        Path night = Files.createDirectories(directory.resolve("profiles/night"));
        Path keys = Files.writeString(
                night.resolve("credentials.json"),
                "{\"access-key\":\"night-access-key\",\"secret-key\":\"canary-secret\"}");
        Path config = Files.writeString(night.resolve("config.json"), "{\"default-region\":\"kr-west1\"}");
        server.always(Responses.empty(502));
        List<String> said = run(
                Map.of(
                        "SCP_CONFIG_DIR", directory.resolve("profiles").toString(),
                        "SCP_PROFILE", "night",
                        "SCP_ENVIRONMENT", "e",
                        "SCP_TIMEOUT", "90s",
                        "SCP_MAX_ATTEMPTS", "2",
                        "HTTPS_PROXY", "http://someone:canary@127.0.0.1:" + server.port(),
                        "NO_PROXY", "example.com"),
                "around");
        assertThat(said)
                .containsSubsequence(
                        "profile night from environment variable SCP_PROFILE",
                        "region kr-west1 from default-region in " + config,
                        "environment e from environment variable SCP_ENVIRONMENT",
                        "credentials nigh*** from file " + keys + ": access-key and secret-key",
                        "timeout 90s from environment variable SCP_TIMEOUT",
                        "maxAttempts 2 from environment variable SCP_MAX_ATTEMPTS",
                        "proxy 127.0.0.1:" + server.port() + " from environment variable HTTPS_PROXY",
                        night.toString())
                .last()
                .asString()
                .startsWith("ScpConnectionException notes 1.1 createNote got no response: ")
                .contains("2 attempts");
        assertThat(said.toString()).doesNotContain("canary");
        assertThat(server.received())
                .hasSize(2)
                .allMatch(
                        request -> request.method().equals("CONNECT") && request.header("Proxy-Authorization") != null);
    }

    private List<String> run(String what, String... options) throws Exception {
        return run(Map.of(), what, options);
    }

    private List<String> run(Map<String, String> variables, String what, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                what,
                server.endpoint().toString()));
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("SCP_") || name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));
        builder.environment().putAll(variables);
        Process child = builder.start();
        try {
            assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue())
                    .as(Files.readString(directory.resolve("errors")))
                    .isZero();
            return Files.readAllLines(output);
        } finally {
            child.destroyForcibly();
        }
    }

    /** The program of each of these processes. */
    static final class Program {

        private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

        private Program() {}

        public static void main(String[] args) throws Exception {
            URI endpoint = URI.create(args[1]);
            switch (args[0]) {
                case "trust" -> trust(endpoint);
                case "secure" -> secure(endpoint);
                case "home" -> home(endpoint);
                case "elsewhere" -> elsewhere();
                case "around" -> around();
                case "files" ->
                    say(() -> {
                        TestService.builder()
                                .environment(SystemEnvironment.REAL)
                                .region("kr-west1")
                                .environment(ScpEnvironment.ENTERPRISE)
                                .build()
                                .close();
                        OUT.println("built as root");
                    });
                default -> call(endpoint);
            }
            System.exit(0);
        }

        private static void call(URI endpoint) {
            try (TestService notes = TestService.at(endpoint).build()) {
                notes.showing("n-1").join();
                OUT.println("called");
            }
        }

        private static void secure(URI endpoint) {
            TestService.at(URI.create("https:" + endpoint.getRawSchemeSpecificPart()))
                    .build()
                    .close();
            OUT.println("built");
        }

        private static void trust(URI endpoint) throws InterruptedException {
            for (int i = 0; i < 3; i++) {
                say(() -> secure(endpoint));
            }
            say(() -> call(endpoint)); // plain http reads no trust store
            System.clearProperty("javax.net.ssl.trustStore");
            say(() -> secure(endpoint));
            for (int i = 0; i < 500 && threads() > 0; i++) {
                Thread.sleep(20);
            }
            OUT.println(threads() == 0 ? "nothing held" : "threads are left");
        }

        private static long threads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("scp-sdk"))
                    .count();
        }

        private static void home(URI endpoint) {
            System.setProperty("user.home", "/home/\ud64d\uae38\ub3d9");
            if (takesAnyName()) {
                OUT.println("this system takes any name");
                return;
            }
            call(endpoint);
            say(() -> TestService.builder()
                    .environment(SystemEnvironment.REAL)
                    .region("kr-west1")
                    .build());
        }

        private static boolean takesAnyName() {
            try {
                return Path.of(System.getProperty("user.home")).isAbsolute();
            } catch (InvalidPathException e) {
                return false;
            }
        }

        private static void elsewhere() {
            try (TestService notes =
                    TestService.at(URI.create("https://notes.example")).build()) {
                notes.create();
            } catch (RuntimeException e) {
                OUT.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }

        private static void around() {
            TestService.Builder builder = TestService.builder().environment(SystemEnvironment.REAL);
            builder.config()
                    .settings()
                    .forEach(one -> OUT.println(one.name() + " " + one.value() + " from " + one.source()));
            OUT.println(ScpProfile.current());
            try (TestService notes = builder.build()) {
                notes.create();
            } catch (RuntimeException e) {
                OUT.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }

        private static void say(Runnable action) {
            try {
                action.run();
            } catch (ScpConfigurationException e) {
                OUT.println(e.getMessage());
            }
        }
    }
}
