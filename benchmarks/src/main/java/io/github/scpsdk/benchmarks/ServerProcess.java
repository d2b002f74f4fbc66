// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** The server in a process of its own, so that its work and its garbage are not counted as the client's. */
final class ServerProcess implements AutoCloseable {

    /** The class path of this program. */
    static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Process process;
    private final HttpUrl url;

    /**
     * Starts it.
     *
     * @param volumes in each response
     */
    ServerProcess(int volumes) throws IOException {
        this(volumes, List.of());
    }

    /**
     * Starts it.
     *
     * @param volumes in each response
     * @param options of its Java; with a key store it speaks https
     */
    ServerProcess(int volumes, List<String> options) throws IOException {
        List<String> all = new ArrayList<>(options);
        all.add("-XX:+UseSerialGC");
        process = new ProcessBuilder(java(CLASS_PATH, ServerProcess.class, all, Integer.toString(volumes)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String printed = out.readLine();
        if (printed == null) {
            throw new IOException("The server did not start");
        }
        url = HttpUrl.get(printed);
    }

    HttpUrl url() {
        return url;
    }

    /** The command line that runs a class of these benchmarks with this Java. */
    static List<String> java(String classPath, Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Serves until its standard input ends, which it does at the latest when the process that started it ends. */
    public static void main(String[] arguments) throws IOException {
        boolean secure = System.getProperty("javax.net.ssl.keyStore") != null;
        try (Server server = new Server(Responses.list(Integer.parseInt(arguments[0])), secure)) {
            System.out.println(server.url());
            while (System.in.read() >= 0) {
                // nothing is expected
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
