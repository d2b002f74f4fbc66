// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/** The first call of a process, as a whole process: from {@code java} to its end. */
final class ColdStart {

    private ColdStart() {}

    /** Makes one call and prints how many classes that took. */
    public static void main(String[] arguments) throws IOException {
        try (Way.Client client = Way.valueOf(arguments[0]).open(HttpUrl.get(arguments[1]))) {
            if (client.listVolumes("HDD", 100).filestorages().size() != 1) {
                throw new IllegalStateException("The server answered something else");
            }
        }
        System.out.println(ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        System.exit(0); // without waiting for threads that idle
    }

    /**
     * Starts processes, one of each way after the other, so that what disturbs one disturbs all.
     *
     * @param serverOptions those of the server's Java
     * @param clientOptions those of each client's Java
     * @return the median of the milliseconds
     */
    static Map<Way, Double> measure(int rounds, List<String> serverOptions, List<String> clientOptions)
            throws IOException, InterruptedException {
        Map<Way, List<Double>> times = new EnumMap<>(Way.class);
        try (ServerProcess server = new ServerProcess(1, serverOptions)) {
            for (int round = 0; round < rounds; round++) {
                for (Way way : Way.all()) {
                    long start = System.nanoTime();
                    Process process = new ProcessBuilder(ServerProcess.java(
                                    way.classPath(),
                                    ColdStart.class,
                                    clientOptions,
                                    way.name(),
                                    server.url().toString()))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
                    if (process.waitFor() != 0) {
                        throw new IOException("The first call of " + way + " failed");
                    }
                    times.computeIfAbsent(way, any -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        Map<Way, Double> medians = new EnumMap<>(Way.class);
        times.forEach((way, all) -> medians.put(way, median(all)));
        return medians;
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
