// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs an emulator until it is told to stop: {@code java -jar scp-sdk-emulator-…-standalone.jar --port 8470}. */
public final class Main {
    private static final int DEFAULT_PORT = 8470;
    private static final String HELP = """
            An embedded Samsung Cloud Platform for its storage services, on this machine only.

              --system <name>   emulates another system in its place: otc-cbr, unitrends or zstack
              --port <number>   where to listen on 127.0.0.1; without it 8470, 0 takes any that is free
              --data <folder>   keeps the state there; without it, the state ends with the program
              --no-delays       long operations take no time, instead of some seconds
              --strict          refuses what the system overlooks in requests
              --help            this text

            For Samsung Cloud Platform alone:

              --strict-references
                                refuses servers, subnets and buckets of object storage that it was not told of
              --certain-versions
                                refuses versions of the guide that the platform may refuse by now
              --replay          keeps no state, responds as documented

            It ends with Ctrl-C or SIGTERM.
            """;

    private Main() {}

    /**
     * The program.
     *
     * @param arguments see {@code --help}
     * @throws InterruptedException when something ends it from within the process
     */
    public static void main(String[] arguments) throws InterruptedException {
        int code = run(arguments, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(String[] arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (Arrays.asList(arguments).contains("--help")) {
            out.print(HELP);
            return 0;
        }
        Emulator.Builder<?> builder = builder(arguments);
        if (builder == null || !configure(builder, arguments)) {
            err.print("Not understood: " + String.join(" ", arguments) + "\n\n" + HELP);
            return 2;
        }
        try {
            serve(builder.start(), out);
            return 0;
        } catch (UncheckedIOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    /** For the system that the arguments name; null when there is none of that name. */
    private static Emulator.@Nullable Builder<?> builder(String[] arguments) {
        int at = Arrays.asList(arguments).indexOf("--system");
        if (at < 0) {
            return ScpEmulator.builder();
        }
        return switch (at + 1 < arguments.length ? arguments[at + 1] : "") {
            case "otc-cbr" -> OtcCbrEmulator.builder();
            case "unitrends" -> UnitrendsEmulator.builder();
            case "zstack" -> ZStackEmulator.builder();
            default -> null;
        };
    }

    /** Whether all arguments were understood. */
    private static boolean configure(Emulator.Builder<?> builder, String[] arguments) {
        builder.port(DEFAULT_PORT);
        boolean delays = true;
        Iterator<String> each = Arrays.asList(arguments).iterator();
        while (each.hasNext()) {
            String name = each.next();
            switch (name) {
                case "--no-delays" -> delays = false;
                case "--strict" -> builder.strictRequests();
                case "--port", "--data", "--system" -> {
                    if (!each.hasNext() || !set(builder, name, each.next())) {
                        return false;
                    }
                }
                default -> {
                    if (!(builder instanceof ScpEmulator.Builder scp && set(scp, name))) {
                        return false;
                    }
                }
            }
        }
        if (delays) {
            builder.demonstrationDelays();
        }
        return true;
    }

    private static boolean set(ScpEmulator.Builder builder, String name) {
        switch (name) {
            case "--strict-references" -> builder.strictReferences();
            case "--certain-versions" -> builder.certainVersionsOnly();
            case "--replay" -> builder.replaying();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean set(Emulator.Builder<?> builder, String name, String value) {
        if (name.equals("--system")) {
            return true; // chose the builder
        }
        if (name.equals("--data")) {
            builder.persistIn(Path.of(value));
            return true;
        }
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
            return false;
        }
        builder.port(Integer.parseInt(value));
        return true;
    }

    private static void serve(Emulator emulator, PrintStream out) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "scp-emulator-stop"));
        emulator.introduction().forEach(out::println);
        out.println("Status page: " + emulator.statusPage());
        out.println("Ctrl-C ends it.");
        out.flush();
        emulator.readAhead(); // nobody waits for this thread any more
        new CountDownLatch(1).await(); // the server's threads are daemons
    }
}
