// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.ShortLimit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nl.altindag.log.LogCaptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Keys from files and programs, and from the first of several that has any. */
@Timeout(180)
class CredentialsProvidersTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private static String json(String name) {
        return "{\"access-key\":\"" + name + "-access\",\"secret-key\":\"" + name + "-canary\"}";
    }

    // files

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        Path file = Files.writeString(directory.resolve("keys.json"), json("one"));
        ScpCredentialsProvider keys = ScpCredentialsProvider.fromFile(file);
        assertThat(keys).hasToString("file " + file);
        assertThat(keys.credentials().accessKey()).isEqualTo("one-access");
        Files.writeString(file, json("two")); // of the same size, perhaps within the same tick of the file system
        assertThat(keys.credentials().accessKey()).isEqualTo("two-access");

        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        ScpCredentials settled = keys.credentials();
        assertThat(keys.credentials()).isSameAs(settled); // not read again
        assertThat(keys.renewed(settled)).isNotSameAs(settled);

        Path next = Files.writeString(directory.resolve("next.json"), json("six"));
        Files.setLastModifiedTime(next, FileTime.from(LONG_AGO));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING); // same size and time, another file
        assertThat(keys.credentials().accessKey()).isEqualTo("six-access");
    }

    @Test
    void keysOfAFileThatHaveEndedAreHandedOutUnlessTheyAreKept() throws IOException {
        Path file = Files.writeString(
                directory.resolve("keys.json"),
                "{\"access-key\":\"old-access\",\"secret-key\":\"old-secret\",\"expires-at\":\"2001-01-01T00:00:00Z\"}");
        ScpCredentialsProvider keys = ScpCredentialsProvider.fromFile(file);

        assertThat(keys.credentials().accessKey()).isEqualTo("old-access");
        assertThatThrownBy(() -> keys.cached(Duration.ofMinutes(5)).credentials())
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("have ended at 2001-01-01T00:00:00Z");
    }

    /** As Kubernetes mounts secrets. */
    @Test
    void aLinkThatLeadsElsewhereIsFollowed() throws IOException {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path two = Files.createDirectory(directory.resolve("two"));
        for (Path place : List.of(one, two)) {
            Path file = Files.writeString(
                    place.resolve("keys.json"), json(place.getFileName().toString()));
            Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        }
        Path data = Files.createSymbolicLink(directory.resolve("data"), one);
        ScpCredentialsProvider keys = ScpCredentialsProvider.fromFile(data.resolve("keys.json"));
        assertThat(keys.credentials().accessKey()).isEqualTo("one-access");
        Path other = Files.createSymbolicLink(directory.resolve("other"), two);
        Files.move(other, data, StandardCopyOption.ATOMIC_MOVE);
        assertThat(keys.credentials().accessKey()).isEqualTo("two-access");
    }

    @Test
    void aFileThatIsHalfWrittenLeavesTheKeysAsTheyWere() throws IOException {
        Path file = Files.writeString(directory.resolve("keys.json"), json("one"));
        ScpCredentialsProvider keys = ScpCredentialsProvider.fromFile(file);
        keys.credentials();
        try (LogCaptor log = LogCaptor.forName("io.github.scpsdk.settings")) {
            log.setLogLevelToInfo();
            Files.writeString(file, json("two").substring(0, 50));
            assertThat(keys.credentials().accessKey()).isEqualTo("one-access");
            assertThat(log.getWarnLogs()).noneMatch(line -> line.contains("stay as they were"));
            Files.setLastModifiedTime(file, FileTime.from(LONG_AGO)); // and stays so
            assertThat(keys.credentials().accessKey()).isEqualTo("one-access");
            assertThat(keys.credentials().accessKey()).isEqualTo("one-access");
            assertThat(log.getWarnLogs())
                    .filteredOn(line -> line.contains("stay as they were"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "The keys stay as they were. The file " + file + " is not valid JSON (it ends too early")
                    .doesNotContain("canary");
        }
        Files.writeString(file, json("two"));
        assertThat(keys.credentials().accessKey()).isEqualTo("two-access");
        Files.delete(file);
        assertThatThrownBy(keys::credentials).isInstanceOf(ScpNoCredentialsException.class);
        Files.writeString(file, "{");
        assertThatThrownBy(keys::credentials) // which says nothing of other settings: the code names this file
                .hasMessageMatching("The file \\Q" + file + "\\E is not valid JSON \\([^)]*\\)\\.");
        Files.writeString(file, "{\"access-key\":\"x\"}");
        assertThatThrownBy(keys::credentials)
                .hasMessage("Half a pair of keys: of the file " + file
                        + ": access-key and secret-key, only access-key is set. Set secret-key too, or remove both.");
    }

    // chains

    @Test
    void aChainTakesTheFirstThatHasKeys() throws IOException {
        Path first = directory.resolve("first.json");
        Path second = directory.resolve("second.json");
        ScpCredentialsProvider chain = ScpCredentialsProvider.chain(
                ScpCredentialsProvider.fromFile(first), ScpCredentialsProvider.fromFile(second));
        assertThat(chain).hasToString("the first of [file " + first + ", file " + second + "]");
        assertThatThrownBy(chain::credentials)
                .isInstanceOf(ScpNoCredentialsException.class)
                .hasMessage("No credentials found. Searched in: file " + first + " (no such file); file " + second
                        + " (no such file).");
        Files.writeString(second, json("second"));
        assertThat(chain.credentials().accessKey()).isEqualTo("second-access");
        Files.writeString(first, "{}");
        assertThat(chain.renewed(chain.credentials()).accessKey()).isEqualTo("second-access");
        Files.writeString(first, json("first"));
        assertThat(chain.credentials().accessKey()).isEqualTo("first-access");
        Files.writeString(first, "{\"access-key\":\"x\"}"); // perhaps another account: the second is no substitute
        ScpCredentialsProvider anew = ScpCredentialsProvider.chain(
                ScpCredentialsProvider.fromFile(first), ScpCredentialsProvider.fromFile(second));
        assertThatThrownBy(anew::credentials).hasMessageStartingWith("Half a pair of keys");
        assertThatThrownBy(ScpCredentialsProvider::chain).isInstanceOf(ScpConfigurationException.class);
    }

    // programs

    private static String[] java(String what, String... more) {
        String[] command = {
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            what,
            more.length == 0 ? "" : more[0]
        };
        return command;
    }

    @Test
    void aProgramIsRunOnceUntilItsKeysAreRefused() {
        Path runs = directory.resolve("runs; touch injected $(id)");
        ScpCredentialsProvider keys = ScpCredentialsProvider.fromProcess(java("count", runs.toString()));
        assertThat(keys).hasToString("process java");
        ScpCredentials first = keys.credentials();
        assertThat(first.accessKey()).isEqualTo("run-1");
        assertThat(first.expiresAt()).isEqualTo(Instant.parse("2999-12-31T12:00:00Z"));
        assertThat(keys.credentials()).isSameAs(first);
        assertThat(keys.renewed(first).accessKey()).isEqualTo("run-2");
        assertThat(keys.credentials().accessKey()).isEqualTo("run-2");
        assertThat(directory.resolve("injected")).doesNotExist();
    }

    @Test
    void aProgramThatFailsIsNamedAndNothingOfItShown() {
        assertThatThrownBy(() -> ScpCredentialsProvider.fromProcess("/nowhere/vault-keys", "canary")
                        .credentials())
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage(
                        "The process vault-keys cannot be started (IOException). Check that the program is there and"
                                + " may be run; its whole path is best.")
                .hasNoCause();
        assertFails("exit", "The process java ended with the exit code 3. What it writes is not shown,");
        assertFails("garbage", "The output of the process java is not valid JSON (at line 1, column");
        assertFails("half", "Half a pair of keys: of the output of the process java: access-key and secret-key,");
        assertFails("nothing", "No credentials found. Searched in: output of the process java: access-key and");
        assertFails("bad end", "The keys in the output of the process java: access-key and secret-key cannot be used.");
        assertFails("ended", "The credentials of process java have ended at 2001-01-01T00:00:00Z, by the clock");
        assertFails("flood", "The process java printed more than 64 KiB, which no keys are. It was ended.");
        assertThatThrownBy(ScpCredentialsProvider::fromProcess).hasMessageContaining("Give a program.");
        assertThatThrownBy(() -> ScpCredentialsProvider.fromProcess(Duration.ZERO, "x"))
                .hasMessage("The time limit of the credentials process must be more than zero.");
    }

    private static void assertFails(String what, String message) {
        assertThatThrownBy(() ->
                        ScpCredentialsProvider.fromProcess(java(what, "canary")).credentials())
                .as(what)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProgramThatTakesTooLongIsKilledWithWhatItStarted() throws Exception {
        Path pid = directory.resolve("pid");
        ShortLimit.of(1000, limit -> {
            ScpCredentialsProvider keys = ScpCredentialsProvider.fromProcess(
                    limit, "/bin/sh", "-c", "sleep 600 & echo $! > '" + pid + "'; wait");
            assertThatThrownBy(keys::credentials)
                    .isInstanceOf(ScpConfigurationException.class)
                    .hasMessageStartingWith("The process sh and its output did not end within " + limit.toSeconds()
                            + ".0 s. It was ended.");
            assertGone(pid);
        });
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anInterruptEndsIt() throws Exception {
        Path pid = directory.resolve("pid");
        ScpCredentialsProvider keys =
                ScpCredentialsProvider.fromProcess("/bin/sh", "-c", "sleep 600 & echo $! > '" + pid + "'; wait");
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                keys.credentials();
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        caller.start();
        Eventually.isTrue("it has happened", () -> number(pid) > 0);
        caller.interrupt();
        assertThat(failure.join()).isInstanceOf(ScpInterruptedException.class);
        assertGone(pid);
    }

    private static long number(Path pid) {
        try {
            String text = Files.readString(pid).strip();
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void assertGone(Path pid) throws InterruptedException {
        long number = number(pid);
        assertThat(number).isPositive();
        Eventually.isTrue(
                "it has happened",
                () -> ProcessHandle.of(number)
                        .map(process ->
                                !process.isAlive() || process.info().command().isEmpty()) // a zombie that nobody reaps
                        .orElse(true));
    }

    /** The program that prints keys. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) throws IOException {
            System.err.println("canary on standard error");
            String more = args.length < 2 ? "" : args[1];
            switch (args[0]) {
                case "count" -> {
                    Path runs = Path.of(more);
                    Files.writeString(
                            runs,
                            "x",
                            java.nio.file.StandardOpenOption.CREATE,
                            java.nio.file.StandardOpenOption.APPEND);
                    System.out.println("{\"access-key\":\"run-" + Files.size(runs)
                            + "\",\"secret-key\":\"canary\",\"expires-at\":\"2999-12-31T12:00:00Z\"}");
                }
                case "exit" -> {
                    System.out.println(json("canary"));
                    System.exit(3);
                }
                case "garbage" -> System.out.println("canary");
                case "half" -> System.out.println("{\"access-key\":\"canary\"}");
                case "nothing" -> System.out.println("{\"canary\":\"canary\"}");
                case "bad end" ->
                    System.out.println(
                            "{\"access-key\":\"canary\",\"secret-key\":\"canary\",\"expires-at\":\"canary\"}");
                case "ended" ->
                    System.out.println(
                            "{\"access-key\":\"canary\",\"secret-key\":\"canary\",\"expires-at\":\"2001-01-01T00:00:00Z\"}");
                case "flood" -> {
                    while (!System.out.checkError()) {
                        System.out.println("canary canary canary canary canary canary canary canary");
                    }
                }
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }
}
