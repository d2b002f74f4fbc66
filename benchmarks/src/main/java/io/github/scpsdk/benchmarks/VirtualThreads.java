// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Counts the platform threads that many virtual callers need. */
final class VirtualThreads {

    private static final int CALLERS = 1000;
    private static final int CALLS = 20;

    private VirtualThreads() {}

    /** Prints the count, where this Java has virtual threads that no monitor pins. */
    static void print() throws IOException, InterruptedException {
        if (Runtime.version().feature() < 24) {
            System.out.println("Virtual threads: needs a JDK from 24 on.");
            return;
        }
        try (ServerProcess server = new ServerProcess(20)) {
            for (Way way : List.of(Way.SDK, Way.STREAMING)) {
                try (Way.Client client = way.open(server.url())) {
                    System.out.println(way + ": " + CALLERS + " virtual callers on "
                            + Runtime.getRuntime().availableProcessors() + " cores take " + platformThreads(client)
                            + " platform threads");
                }
            }
        }
    }

    private static int platformThreads(Way.Client client) throws InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int before = threads.getThreadCount();
        threads.resetPeakThreadCount();
        ExecutorService virtual = virtualThreads();
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(virtual.submit(() -> {
                for (int call = 0; call < CALLS; call++) {
                    client.listVolumes("HDD", 100);
                }
                return null;
            }));
        }
        for (Future<?> caller : callers) {
            try {
                caller.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A call failed", e);
            }
        }
        virtual.shutdown();
        return threads.getPeakThreadCount() - before;
    }

    private static ExecutorService virtualThreads() {
        try { // compiled for Java 17
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("No virtual threads", e);
        }
    }
}
