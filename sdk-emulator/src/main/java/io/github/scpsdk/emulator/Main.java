package io.github.scpsdk.emulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/** Runs an emulator until it is told to stop: {@code java -jar scp-sdk-emulator-…-standalone.jar --port 8470}. */
public final class Main {
    private static final int DEFAULT_PORT = 8470;
    private static final String HELP = """
            An embedded Samsung Cloud Platform for its storage services, on this machine only.

              --port <number>   where to listen on 127.0.0.1; without it 8470, 0 takes any that is free
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
        int port = DEFAULT_PORT;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--help")) {
                out.print(HELP);
                return 0;
            }
            if (!arguments[i].equals("--port") || ++i == arguments.length || !arguments[i].matches("[0-9]{1,5}")) {
                err.print("Not understood: " + String.join(" ", arguments) + "\n\n" + HELP);
                return 2;
            }
            port = Integer.parseInt(arguments[i]);
        }
        try {
            serve(ScpEmulator.builder().port(port).start(), out);
            return 0;
        } catch (UncheckedIOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static void serve(ScpEmulator emulator, PrintStream out) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "scp-emulator-stop"));
        out.println("Samsung Cloud Platform emulator: " + emulator.endpoint());
        out.println("  access key  " + ScpEmulator.DEMO_ACCESS_KEY);
        out.println("  secret key  " + ScpEmulator.DEMO_SECRET_KEY);
        out.println(
                "Give a client this address as its endpointOverride (other regions: another last part) and these keys.");
        out.println("Unsigned requests are answered 404, as on the platform. Ctrl-C ends it.");
        out.flush();
        new CountDownLatch(1).await(); // the server's threads are daemons
    }
}
