// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Compares the clients and prints one table of ratios. Each round measures all clients one after the other; a ratio is
 * taken within a round, and the median of the rounds is printed.
 *
 * <p>Without arguments it measures everything. {@code check <file>} measures what a busy machine disturbs least, CPU and
 * allocation, and fails when a ratio is much worse than the one in the file. {@code record <file>} writes that file.
 */
public final class Main {

    private static final double ALLOCATION_TOLERANCE = 1.15;
    private static final double CPU_TOLERANCE =
            1.5; // two short runs of the same code differ that much on a busy machine
    private static final int[] SIZES = {1, 20, 1000};

    /** What was measured, in the order of the table: one value for each way and round. */
    private final Map<String, List<Map<Way, Double>>> measured = new TreeMap<>();

    private Main() {}

    /** See above. */
    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        Main main = new Main();
        if (arguments.length == 0) {
            main.measureAll();
        } else if (arguments[0].equals("check")) {
            main.measureShort();
            System.exit(main.check(Path.of(arguments[1])) ? 0 : 1);
        } else if (arguments[0].equals("record")) {
            main.measureShort();
            main.record(Path.of(arguments[1]));
        } else {
            throw new IllegalArgumentException("check <file>, record <file>, or nothing");
        }
    }

    private void measureAll() throws RunnerException, IOException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            for (int size : SIZES) {
                calls(size, 1, 3, 3);
            }
            calls(20, 8, 3, 3);
            calls(20, 64, 3, 3);
        }
        put("5 cold start, whole process", ColdStart.measure(15));
        print();
        VirtualThreads.print();
    }

    private void measureShort() throws RunnerException, IOException {
        for (int round = 0; round < 3; round++) {
            for (int size : SIZES) {
                calls(size, 1, 2, 2);
            }
        }
        print();
    }

    private void calls(int size, int threads, int warmup, int iterations) throws RunnerException {
        Map<Way, Double> cpu = new EnumMap<>(Way.class);
        Map<Way, Double> allocation = new EnumMap<>(Way.class);
        Map<Way, Double> throughput = new EnumMap<>(Way.class);
        for (RunResult run : new Runner(new OptionsBuilder()
                        .include(CallBenchmark.class.getName())
                        .param("volumes", Integer.toString(size))
                        .threads(threads)
                        .forks(1)
                        .warmupIterations(warmup)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            Way way = Way.valueOf(run.getParams().getParam("way"));
            throughput.put(way, run.getPrimaryResult().getScore());
            cpu.put(way, secondary(run, CpuProfiler.CPU));
            allocation.put(way, secondary(run, "gc.alloc.rate.norm"));
        }
        String what = "list of " + size + ", threads " + threads;
        if (threads == 1) {
            put("1 CPU, " + what, cpu);
            put("2 allocation, " + what, allocation);
        }
        Map<Way, Double> timePerCall = new EnumMap<>(Way.class);
        throughput.forEach((way, calls) -> timePerCall.put(way, 1 / calls));
        put("3 time per call, " + what, timePerCall);
    }

    private static double secondary(RunResult run, String name) {
        return Objects.requireNonNull(run.getSecondaryResults().get(name)).getScore();
    }

    private void put(String what, Map<Way, Double> values) {
        measured.computeIfAbsent(what, any -> new ArrayList<>()).add(values);
    }

    private double ratio(String what, Way other) {
        return ColdStart.median(ratios(what, other));
    }

    private List<Double> ratios(String what, Way other) {
        return Objects.requireNonNull(measured.get(what)).stream()
                .map(round -> value(round, Way.SDK) / value(round, other))
                .toList();
    }

    private static double value(Map<Way, Double> round, Way way) {
        return Objects.requireNonNull(round.get(way));
    }

    private void print() {
        System.out.println("| what, SDK divided by | streaming by hand | databind by hand |\n|---|---|---|");
        measured.keySet()
                .forEach(what -> System.out.printf(
                        ROOT,
                        "| %s | %.2f | %.2f |%n",
                        what.substring(2),
                        ratio(what, Way.STREAMING),
                        ratio(what, Way.DATABIND)));
    }

    private boolean check(Path file) throws IOException {
        Properties recorded = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            recorded.load(in);
        }
        boolean good = true;
        for (String what : gated()) {
            double tolerance = what.startsWith("1") ? CPU_TOLERANCE : ALLOCATION_TOLERANCE;
            double limit = Double.parseDouble(recorded.getProperty(key(what))) * tolerance;
            double now = Collections.min(ratios(what, Way.STREAMING)); // what disturbs a round makes it no better
            if (now > limit) {
                System.out.printf(ROOT, "%s: %.2f is more than %.2f%n", what.substring(2), now, limit);
                good = false;
            }
        }
        return good;
    }

    private void record(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# Ratios of the SDK to streaming by hand; see README.md\n");
        gated().forEach(what -> text.append(String.format(ROOT, "%s = %.2f%n", key(what), ratio(what, Way.STREAMING))));
        Files.writeString(file, text);
    }

    private List<String> gated() {
        return measured.keySet().stream().filter(what -> what.charAt(0) < '3').toList();
    }

    private static String key(String what) {
        return what.substring(2).replaceAll("[^A-Za-z0-9]+", "-");
    }
}
