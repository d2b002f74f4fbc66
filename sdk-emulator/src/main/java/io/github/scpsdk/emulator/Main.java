// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import io.github.scpsdk.emulator.internal.description.Catalogue;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;

/** Runs an emulator until it is told to stop: {@code java -jar scp-sdk-emulator-…-standalone.jar --port 8470}. */
public final class Main {
    private static final int DEFAULT_PORT = 8470;
    private static final String HELP = """
            An embedded Samsung Cloud Platform for its storage services, on this machine only.

              --port <number>   where to listen on 127.0.0.1; without it 8470, 0 takes any that is free
              --data <folder>   keeps the state there; without it, the state ends with the program
              --no-delays       long operations take no time, instead of some seconds
              --strict          refuses what the platform overlooks in requests
              --strict-references
                                refuses servers, subnets and buckets of object storage that it was not told of
              --certain-versions
                                refuses versions of the guide that the platform may refuse by now
              --replay          keeps no state, responds as documented
              --help            this text

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
        ScpEmulator.Builder builder = ScpEmulator.builder().port(DEFAULT_PORT);
        if (!configure(builder, arguments)) {
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

    /** Whether all arguments were understood. */
    private static boolean configure(ScpEmulator.Builder builder, String[] arguments) {
        boolean delays = true;
        Iterator<String> each = Arrays.asList(arguments).iterator();
        while (each.hasNext()) {
            String name = each.next();
            switch (name) {
                case "--no-delays" -> delays = false;
                case "--strict" -> builder.strictRequests();
                case "--strict-references" -> builder.strictReferences();
                case "--certain-versions" -> builder.certainVersionsOnly();
                case "--replay" -> builder.replaying();
                case "--port", "--data" -> {
                    if (!each.hasNext() || !set(builder, name, each.next())) {
                        return false;
                    }
                }
                default -> {
                    return false;
                }
            }
        }
        if (delays) {
            builder.demonstrationDelays();
        }
        return true;
    }

    private static boolean set(ScpEmulator.Builder builder, String name, String value) {
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

    private static void serve(ScpEmulator emulator, PrintStream out) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "scp-emulator-stop"));
        out.println("Samsung Cloud Platform emulator: " + emulator.endpoint());
        out.println("  access key  " + ScpEmulator.DEMO_ACCESS_KEY);
        out.println("  secret key  " + ScpEmulator.DEMO_SECRET_KEY);
        out.println(
                "Give a client this address as its endpointOverride (other regions: another last part) and these keys.");
        out.println("For clients that send no Scp-Api-Version, each service has an address of its own:");
        Catalogue.ofThisModule()
                .services()
                .forEach(service -> out.println("  " + emulator.endpoint(ScpEmulator.DEFAULT_REGION, service)));
        out.println("Status page: " + emulator.statusPage());
        out.println("Unsigned requests are answered 404, as on the platform. Ctrl-C ends it.");
        out.flush();
        readWhatFirstCallsNeed();
        new CountDownLatch(1).await(); // the server's threads are daemons
    }

    /** Nobody waits for this thread any more, and the first call need not wait for a JSON library to start. */
    private static void readWhatFirstCallsNeed() {
        Catalogue catalogue = Catalogue.ofThisModule();
        catalogue
                .services()
                .forEach(service -> catalogue.versions(service).get(0).operations());
    }
}
