// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import io.github.scpsdk.emulator.Main;
import io.github.scpsdk.emulator.ScpEmulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many signed requests the emulator responds to, with state, with state in a folder, and replaying; and what a hundred
 * thousand resources cost. Wall-clock figures mean something on a quiet machine only; the processor time of the emulator's
 * process does so on a busy one too.
 */
final class EmulatorLoad {
    private static final int CLIENTS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int MANY = 100_000;
    private static final int READS = 200_000;
    private static final Pattern VOLUME_ID = Pattern.compile("\"volume_id\": *\"([^\"]+)\"");
    private static final String NEW_VOLUME = "{\"name\":\"my_volume\",\"protocol\":\"NFS\",\"type_name\":\"HDD\"}";

    private final PrintStream out;

    private EmulatorLoad(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        EmulatorLoad load = new EmulatorLoad(System.out);
        double replay = load.throughput("replaying", "--replay");
        double state = load.throughput("with state", "--no-delays");
        Path folder = Files.createTempDirectory("scp-emulator-load");
        double kept = load.throughput("with state in a folder", "--no-delays", "--data", folder.toString());
        load.out.printf(
                "processor time per request: with state %.2f times replaying, in a folder %.2f times with state%n",
                state / replay, kept / state);
        load.manyResources();
    }

    /** The emulator's processor time per request, in microseconds. */
    private double throughput(String name, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port",
                "0"));
        command.addAll(List.of(options));
        Process emulator = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader text = emulator.inputReader()) {
            int port = Integer.parseInt(text.readLine().replaceAll(".*:(\\d+)/.*", "$1"));
            run(port, WARM_UP);
            Duration before = processorTime(emulator);
            long requests = run(port, MEASURED);
            double micros = processorTime(emulator).minus(before).toNanos() / 1e3 / requests;
            out.printf(
                    "%-24s %6d requests a second from %d connections; %4.0f µs of the emulator's processor time each%n",
                    name, requests / MEASURED.toSeconds(), CLIENTS, micros);
            return micros;
        } finally {
            emulator.destroy();
            emulator.waitFor();
        }
    }

    private static Duration processorTime(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static long run(int port, Duration time) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + time.toNanos();
        return inParallel(() -> {
            long requests = 0;
            try (SignedConnection connection = new SignedConnection(port)) {
                while (System.nanoTime() < end) {
                    requests += lifeOfAVolume(connection);
                }
            }
            return requests;
        });
    }

    private static long inParallel(Callable<Long> client) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Long>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(client);
            }
            long sum = 0;
            for (Future<Long> future : threads.invokeAll(clients)) {
                sum += future.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Four requests that change something and six that do not. */
    private static int lifeOfAVolume(SignedConnection connection) throws IOException {
        String id = create(connection);
        for (int i = 0; i < 4; i++) {
            connection.send("GET", "/volumes/" + id, "");
        }
        connection.send("GET", "/volumes?limit=20", "");
        connection.send("PUT", "/volumes/" + id, "{\"file_unit_recovery_enabled\":true}");
        connection.send("POST", "/snapshot-schedules", schedule(id));
        connection.send("GET", "/volumes/" + id + "/access-rules", "");
        connection.send("DELETE", "/volumes/" + id, "");
        return 10;
    }

    private static String create(SignedConnection connection) throws IOException {
        Matcher id = VOLUME_ID.matcher(connection.send("POST", "/volumes", NEW_VOLUME));
        if (!id.find()) {
            throw new IOException("the response has no volume_id");
        }
        return id.group(1);
    }

    private static String schedule(String volume) {
        return "{\"volume_id\":\"" + volume + "\",\"snapshot_schedule\":{\"frequency\":\"DAILY\",\"hour\":\"3\"}}";
    }

    private void manyResources() throws Exception {
        try (ScpEmulator scp = ScpEmulator.start();
                SignedConnection connection = new SignedConnection(scp.port())) {
            create(connection);
            long empty = heap();
            inParallel(() -> {
                try (SignedConnection own = new SignedConnection(scp.port())) {
                    for (int i = 0; i < MANY / CLIENTS; i++) {
                        create(own);
                    }
                }
                return 0L;
            });
            long full = heap();
            out.printf("%d volumes take %d bytes each%n", MANY, (full - empty) / MANY);
            for (int offset : new int[] {0, MANY / 2, MANY - 20}) {
                out.printf("a page of 20 from %6d: median %.2f ms%n", offset, page(connection, offset));
            }
            inParallel(() -> {
                try (SignedConnection own = new SignedConnection(scp.port())) {
                    for (int i = 0; i < READS / CLIENTS; i++) {
                        own.send("GET", "/volumes?limit=1", "");
                    }
                }
                return 0L;
            });
            out.printf("after %d reads more, the heap has grown by %d KiB%n", READS, (heap() - full) >> 10);
        }
    }

    private static double page(SignedConnection connection, int offset) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            long start = System.nanoTime();
            connection.send("GET", "/volumes?limit=20&offset=" + offset, "");
            nanos.add(System.nanoTime() - start);
        }
        nanos.sort(null);
        return nanos.get(250) / 1e6;
    }

    /** Used after a collection. */
    private static long heap() {
        try {
            for (int i = 0; i < 3; i++) {
                System.gc();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
