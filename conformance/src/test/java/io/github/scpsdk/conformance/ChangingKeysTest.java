// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpSettings;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Keys are replaced on the platform while clients work, and none of them ever shows. */
@Timeout(120)
class ChangingKeysTest {

    @TempDir
    Path directory;

    private ScpEmulator scp;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    private FileStorageClient client(ScpCredentialsProvider keys) {
        return FileStorageClient.builder()
                .endpointOverride(scp.endpoint("kr-west1"))
                .credentialsProvider(keys)
                .build();
    }

    private static ScpCredentials pair(int number) {
        return ScpCredentials.of("access-key-" + number, "secret-key-" + number);
    }

    private static String json(ScpCredentials keys) {
        return "{\"access-key\":\"" + MarkedSecrets.json(keys.accessKey()) + "\",\"secret-key\":\""
                + MarkedSecrets.json(keys.secretKey()) + "\"}";
    }

    /** New pair, new file, old pair gone, again and again, under load: no call fails. */
    @Test
    void noCallFailsWhileKeysAreReplaced() throws Exception {
        Path file = directory.resolve("credentials.json");
        AtomicInteger asked = new AtomicInteger();
        ScpCredentialsProvider fromFile = ScpCredentialsProvider.fromFile(file);
        ScpCredentialsProvider counting = new ScpCredentialsProvider() {
            @Override
            public ScpCredentials credentials() {
                asked.incrementAndGet();
                return fromFile.credentials();
            }

            @Override
            public ScpCredentials renewed(ScpCredentials refused) {
                asked.incrementAndGet();
                return fromFile.renewed(refused);
            }
        };
        replace(file, 0);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (FileStorageClient reading = client(fromFile);
                FileStorageClient keeping = client(counting.cached(Duration.ofHours(1)))) {
            List<Future<?>> loads = new ArrayList<>();
            AtomicIntegerArray calls = new AtomicIntegerArray(4);
            for (int i = 0; i < 4; i++) {
                FileStorageClient files = i < 2 ? reading : keeping;
                String name = "volume_" + (char) ('a' + i);
                int load = i;
                loads.add(threads.submit(() -> {
                    files.createVolume(v -> v.name(name).protocol("NFS").typeName("HDD"));
                    while (!over.get()) {
                        files.listVolumes();
                        files.async().listVolumes().join();
                        calls.incrementAndGet(load);
                    }
                    return load;
                }));
            }
            for (int round = 1; round <= 5; round++) {
                awaitCalls(calls, loads);
                replace(file, round);
                scp.removeKey("access-key-" + (round - 1));
            }
            awaitCalls(calls, loads);
            over.set(true);
            for (Future<?> load : loads) {
                load.get(60, TimeUnit.SECONDS);
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        assertThat(asked).hasValue(6); // once for each pair, whatever the load
        assertThat(scp.requests()).extracting(ReceivedRequest::status).contains(401, 200);
    }

    /** Waits until each load has made calls that began after this, or has failed. */
    private static void awaitCalls(AtomicIntegerArray calls, List<Future<?>> loads) throws Exception {
        for (int i = 0; i < loads.size(); i++) {
            int before = calls.get(i);
            while (calls.get(i) < before + 2) {
                if (loads.get(i).isDone()) {
                    loads.get(i).get();
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }

    private void replace(Path file, int number) throws IOException {
        scp.addKey("access-key-" + number, "secret-key-" + number);
        Path next = Files.writeString(directory.resolve("next.json"), json(pair(number)));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Files, programs and their failures show nothing of the keys in them, in whatever log, text or exception. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void noKeyOfAFileOrAProgramShows() throws IOException {
        MarkedSecrets secrets = new MarkedSecrets();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                // newer JDKs log the arguments of programs themselves, and a test before this one may have their logs
                // led here
                if (event.getLoggerName().equals("java.lang.ProcessBuilder")) {
                    return;
                }
                secrets.check("log", event.getFormattedMessage());
                secrets.check("arguments", Arrays.toString(event.getArgumentArray()));
            }
        };
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        root.setLevel(Level.ALL);
        appender.start();
        root.addAppender(appender);
        String good = json(MarkedSecrets.KEYS);
        List<String> contents = List.of(
                good,
                good.substring(0, good.length() - 20),
                good + good,
                "{\"access-key\":\"" + MarkedSecrets.ACCESS_KEY + "\"}",
                good.replace("}", ",\"auth-token\":\"" + MarkedSecrets.TOKEN + "\\u0000\"}"),
                good.replace("}", ",\"expires-at\":\"" + MarkedSecrets.TOKEN + "\"}"),
                good.replace("}", ",\"expires-at\":\"2001-01-01T00:00:00Z\"}"),
                "[" + good + "]",
                MarkedSecrets.echo(true));
        try {
            for (int i = 0; i < contents.size(); i++) {
                Path file = Files.writeString(directory.resolve("keys-" + i + ".json"), contents.get(i));
                Path changing = Files.writeString(directory.resolve("changing-" + i + ".json"), good);
                ScpCredentialsProvider changed = ScpCredentialsProvider.fromFile(changing);
                assertThat(changed.credentials().accessKey()).isEqualTo(MarkedSecrets.ACCESS_KEY);
                Files.writeString(changing, contents.get(i));
                String complaint = "cat " + file + "; cat " + file + " >&2";
                List<ScpCredentialsProvider> providers = List.of(
                        ScpCredentialsProvider.fromFile(file),
                        changed,
                        changed.cached(Duration.ofMinutes(1)),
                        ScpCredentialsProvider.fromProcess("/bin/sh", "-c", complaint),
                        ScpCredentialsProvider.fromProcess("/bin/sh", "-c", complaint + "; exit 1"),
                        ScpCredentialsProvider.fromProcess("/bin/sh", "-c", complaint, MarkedSecrets.SECRET_KEY),
                        ScpCredentialsProvider.chain(
                                ScpCredentialsProvider.fromFile(directory.resolve("none")),
                                ScpCredentialsProvider.fromProcess("/bin/cat", file.toString())));
                for (ScpCredentialsProvider provider : providers) {
                    secrets.check("provider", provider);
                    secrets.check(
                            "settings",
                            ScpSettings.builder().credentialsProvider(provider).build());
                    try (FileStorageClient files = client(provider)) {
                        secrets.search("endpoint", files.endpoint());
                        secrets.search("failure", catchThrowable(files::listVolumes));
                        secrets.search(
                                "failure",
                                catchThrowable(() -> files.async().listVolumes().join()));
                        secrets.search(
                                "failure",
                                catchThrowable(() -> files.createVolume(
                                        v -> v.name("my_volume").protocol("NFS").typeName("HDD"))));
                    }
                }
            }
        } finally {
            root.detachAppender(appender);
            root.setLevel(before);
        }
        assertThat(secrets.found()).isEmpty();
        assertThat(scp.requests()).isNotEmpty().allMatch(request -> request.status() == 401);
    }
}
