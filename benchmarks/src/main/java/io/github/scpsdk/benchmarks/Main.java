// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import static java.util.Locale.ROOT;

import io.github.scpsdk.benchmarks.ClientProcess.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the clients and prints tables of ratios and of what a call costs. The clients take turns: a ratio is taken
 * within a round of turns, and the median of the rounds is printed.
 *
 * <p>Without arguments it measures everything. {@code check <file>} measures what a busy machine disturbs least, CPU and
 * allocation, and fails when a ratio is much worse than the one in the file, three times. {@code record <file>} writes that file.
 */
public final class Main {

    private static final double TOLERANCE = 1.15;
    private static final int LAUNCHES = 3; // the compiler decides otherwise in each process
    private static final int[] SIZES = {1, 20, 1000};
    private static final int WARM_UP = 50; // turns
    private static final long PAUSE = 30; // milliseconds, for what the client before still does after its last call

    private final List<Way> ways;
    private final int rounds;

    /** What the calls of each size and number of threads cost, in each round. */
    private final Map<String, List<Map<Way, Cost>>> measured = new LinkedHashMap<>();

    private Main(List<Way> ways, int rounds) {
        this.ways = ways;
        this.rounds = rounds;
    }

    /** See above. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            measureAll();
            return;
        }
        Path file = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "check" -> System.exit(check(file) ? 0 : 1);
            case "record" -> record(file);
            default -> throw new IllegalArgumentException("check <file>, record <file>, or nothing");
        }
    }

    private static void measureAll() throws IOException, InterruptedException {
        Main main = new Main(Way.all(), 10);
        for (int launch = 0; launch < LAUNCHES; launch++) {
            for (int size : SIZES) {
                main.measure(size, 1);
            }
            main.measure(20, 8);
            main.measure(20, 64);
        }
        Https https = new Https();
        main.printRatios(
                ColdStart.measure(15, List.of(), List.of()), ColdStart.measure(15, https.server(), https.client()));
        main.printCosts();
        VirtualThreads.print();
    }

    private void measure(int size, int threads) throws IOException, InterruptedException {
        List<Map<Way, Cost>> all =
                measured.computeIfAbsent("list of " + size + ", threads " + threads, any -> new ArrayList<>());
        int turn = 40_000 / (size + 19); // calls, about a tenth of a second
        Map<Way, ClientProcess> clients = new EnumMap<>(Way.class);
        try (ServerProcess server = new ServerProcess(size);
                ServerProcess small = new ServerProcess(1)) {
            for (Way way : ways) {
                clients.put(way, new ClientProcess(way, server.url(), small.url(), threads));
            }
            clients.values().forEach(client -> client.start(WARM_UP * turn));
            for (ClientProcess client : clients.values()) {
                client.cost();
            }
            List<Way> turns = new ArrayList<>(ways);
            Random order = new Random(size); // the same in each run
            for (int round = 0; round < rounds; round++) {
                Map<Way, Cost> costs = new EnumMap<>(Way.class);
                Collections.shuffle(turns, order);
                for (Way way : turns) {
                    Thread.sleep(PAUSE);
                    ClientProcess client = Objects.requireNonNull(clients.get(way));
                    client.start(turn);
                    costs.put(way, client.cost());
                }
                all.add(costs);
            }
        } finally {
            clients.values().forEach(ClientProcess::close);
        }
    }

    private double ratio(String what, ToDoubleFunction<Cost> of, Way divided, Way by) {
        return ColdStart.median(rounds(what)
                .map(costs -> of.applyAsDouble(cost(costs, divided)) / of.applyAsDouble(cost(costs, by)))
                .toList());
    }

    private double median(String what, ToDoubleFunction<Cost> of, Way way) {
        return ColdStart.median(
                rounds(what).map(costs -> of.applyAsDouble(cost(costs, way))).toList());
    }

    private Stream<Map<Way, Cost>> rounds(String what) {
        return Objects.requireNonNull(measured.get(what)).stream();
    }

    private static Cost cost(Map<Way, Cost> costs, Way way) {
        return Objects.requireNonNull(costs.get(way));
    }

    private void printRatios(Map<Way, Double> coldStart, Map<Way, Double> secureStart) {
        List<Way> others = ways.stream().filter(way -> way != Way.SDK).toList();
        row("what, SDK divided by", others, way -> way.text);
        row("---", others, way -> "---");
        for (String what : measured.keySet()) {
            row("CPU, " + what, others, way -> number(ratio(what, Cost::cpu, Way.SDK, way)));
        }
        for (String what : measured.keySet()) {
            row("allocation, " + what, others, way -> number(ratio(what, Cost::allocation, Way.SDK, way)));
        }
        for (String what : measured.keySet()) { // throughput is better when it is more, unlike all else
            row("throughput, " + what, others, way -> number(1 / ratio(what, Cost::time, Way.SDK, way)));
        }
        row("cold start, http", others, way -> number(time(coldStart, Way.SDK) / time(coldStart, way)));
        row("cold start, https", others, way -> number(time(secureStart, Way.SDK) / time(secureStart, way)));
    }

    private static double time(Map<Way, Double> times, Way way) {
        return Objects.requireNonNull(times.get(way));
    }

    private void printCosts() {
        System.out.println();
        row("CPU and allocation of a call", ways, way -> way.text);
        row("---", ways, way -> "---");
        for (String what : measured.keySet()) {
            row(
                    what,
                    ways,
                    way -> String.format(
                            ROOT,
                            "%.1f µs, %.1f KB",
                            median(what, Cost::cpu, way),
                            median(what, Cost::allocation, way) / 1000));
        }
    }

    private static void row(String first, List<Way> ways, Function<Way, String> cell) {
        System.out.println("| " + first + " | " + ways.stream().map(cell).collect(Collectors.joining(" | ")) + " |");
    }

    private static String number(double ratio) {
        return String.format(ROOT, "%.2f", ratio);
    }

    private static boolean check(Path file) throws IOException, InterruptedException {
        Properties recorded = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            recorded.load(in);
        }
        boolean good = true;
        for (int size : SIZES) {
            boolean within = false;
            for (int launch = 0; launch < LAUNCHES && !within; launch++) { // what disturbs one makes it no better
                if (launch > 0) {
                    System.out.println("Too large, so it is measured again:");
                }
                within = within(recorded, gated(1, size));
            }
            good &= within;
        }
        return good;
    }

    private static boolean within(Properties recorded, Map<String, Double> ratios) {
        boolean good = true;
        for (Map.Entry<String, Double> now : ratios.entrySet()) {
            double limit = Double.parseDouble(recorded.getProperty(now.getKey())) * TOLERANCE;
            boolean within = now.getValue() <= limit;
            System.out.printf(
                    ROOT, "%s: %.2f, %s %.2f%n", now.getKey(), now.getValue(), within ? "within" : "MORE THAN", limit);
            good &= within;
        }
        return good;
    }

    private static void record(Path file) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("# Ratios of the SDK to streaming by hand; see README.md\n");
        for (int size : SIZES) {
            gated(LAUNCHES, size).forEach((key, ratio) -> text.append(String.format(ROOT, "%s = %.2f%n", key, ratio)));
        }
        Files.writeString(file, text);
    }

    /** Measures what a busy machine disturbs least. */
    private static Map<String, Double> gated(int launches, int size) throws IOException, InterruptedException {
        Main main = new Main(List.of(Way.SDK, Way.STREAMING), 12);
        for (int launch = 0; launch < launches; launch++) {
            main.measure(size, 1);
        }
        String what = main.measured.keySet().iterator().next();
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("CPU-" + size, main.ratio(what, Cost::cpu, Way.SDK, Way.STREAMING));
        ratios.put("allocation-" + size, main.ratio(what, Cost::allocation, Way.SDK, Way.STREAMING));
        return ratios;
    }
}
