// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.HttpUrl;

/**
 * A client in a process of its own, which makes as many calls as it is told and waits in between. So the clients that are
 * compared can take turns of a fraction of a second, and what disturbs one of them disturbs all.
 */
final class ClientProcess implements AutoCloseable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * The threads that look after idle connections. One of them wakes up after each call, whoever makes it, and it is
     * chance how long that takes: sometimes less than a tenth of the call, sometimes twice as long as all the rest.
     */
    private static final String OF_OKHTTP = "OkHttp ";

    /** Calls for a short list, since few calls for a long one are made, and what is not reading would not be compiled. */
    private static final int WARM_UP = 20_000;

    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m");

    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;

    /**
     * What a call cost.
     *
     * @param cpu microseconds of the callers' threads and those of the SDK
     * @param allocation bytes
     * @param time microseconds between two calls, of all threads together
     */
    record Cost(double cpu, double allocation, double time) {}

    /**
     * Starts a client.
     *
     * @param small a server with a short response, for the calls that warm the client up
     */
    ClientProcess(Way way, HttpUrl server, HttpUrl small, int threads) throws IOException {
        process = new ProcessBuilder(ServerProcess.java(
                        way.classPath(),
                        ClientProcess.class,
                        HEAP,
                        way.name(),
                        server.toString(),
                        small.toString(),
                        "" + threads))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    /** Begins to make calls. */
    void start(int calls) {
        in.println(calls);
    }

    /** Waits for the last of them. */
    Cost cost() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("A client has ended");
        }
        double[] sums = Arrays.stream(line.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double calls = sums[0];
        return new Cost(sums[1] / calls / 1000, sums[2] / calls, sums[3] / calls / 1000);
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Makes as many calls as each line of its standard input says. Ends with it. */
    public static void main(String[] arguments) throws Exception {
        Way way = Way.valueOf(arguments[0]);
        int threads = Integer.parseInt(arguments[3]);
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (Way.Client client = way.open(HttpUrl.get(arguments[2]))) {
            call(client, callers, 1, WARM_UP);
        }
        try (Way.Client client = way.open(HttpUrl.get(arguments[1]))) {
            for (String line; (line = commands.readLine()) != null; ) {
                int each = Integer.parseInt(line) / threads;
                long cpu = cpu();
                long allocated = allocated();
                long start = System.nanoTime();
                call(client, callers, threads, each);
                System.out.println(each * threads + " " + (cpu() - cpu) + " " + (allocated() - allocated) + " "
                        + (System.nanoTime() - start));
            }
        }
        System.exit(0);
    }

    private static void call(Way.Client client, ExecutorService callers, int threads, int each)
            throws InterruptedException, ExecutionException {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(callers.submit(() -> {
                for (int call = 0; call < each; call++) {
                    if (client.listVolumes("HDD", 100).filestorages().isEmpty()) {
                        throw new IOException("The server answered something else");
                    }
                }
                return null;
            }));
        }
        for (Future<?> caller : running) {
            caller.get();
        }
    }

    private static long cpu() {
        long[] ids = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && !thread.getThreadName().startsWith(OF_OKHTTP))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        return sum(THREADS.getThreadCpuTime(ids));
    }

    private static long allocated() {
        return sum(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()));
    }

    private static long sum(long[] threads) {
        return Arrays.stream(threads).filter(one -> one > 0).sum(); // -1 for a thread that has ended meanwhile
    }
}
