// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.doctor;

import io.github.scpsdk.core.CheckReport;
import io.github.scpsdk.core.CheckReport.Status;
import io.github.scpsdk.doctor.Clients.Client;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds out why calls fail, or that they do not: {@code java -jar scp-sdk-doctor-…-standalone.jar filestorage}. Takes
 * settings and keys from where every program takes them. Changes nothing.
 */
public final class Main {

    private static final String HELP = """
            Checks settings, keys and the way to the platform, and says what is wrong. Changes nothing, and prints no secret.

              java -jar scp-sdk-doctor-<version>-standalone.jar [--json] [<service>[/<version>] ...]

              <service>   %s; without one, filestorage
              <version>   of the service's API; without one, the newest that is no preview
              --json      prints a list of reports for programs
              --help      this text

            Settings and keys come from where every program takes them: system properties (java -Dscp.region=... -jar ...),
            environment variables, ~/.scpconf.

            It ends with 0 when all is well, and else with what is wrong first:

            %s""";

    private Main() {}

    /**
     * The program.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // there is no log, and nobody misses it
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        boolean json = false;
        List<Client> clients = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--help")) {
                out.print(help());
                return Outcome.WELL.code();
            }
            if (argument.equals("--json")) {
                json = true;
                continue;
            }
            Client client = Clients.find(argument);
            if (client == null) {
                err.println("Not understood: " + argument + ". A service is one of "
                        + String.join(", ", Clients.names()) + ". Try --help.");
                return Outcome.COMMAND_LINE.code();
            }
            clients.add(client);
        }
        if (clients.isEmpty()) {
            clients.add(Clients.find("filestorage"));
        }
        List<CheckReport> reports = clients.stream().map(Examination::of).toList();
        print(reports, json, out);
        return Outcome.of(reports).code();
    }

    private static void print(List<CheckReport> reports, boolean json, PrintStream out) {
        if (json) {
            out.println(reports.stream().map(CheckReport::toJson).collect(Collectors.joining(",\n", "[", "]")));
            return;
        }
        reports.forEach(out::println);
        Outcome outcome = Outcome.of(reports);
        out.println((outcome == Outcome.WELL ? "" : "Ends with " + outcome.code() + ": ") + outcome.meaning());
        if (reports.stream().anyMatch(report -> report.status() != Status.OK)) {
            out.println("There is no secret in this report, so that it can go into a ticket as it is.");
        }
    }

    private static String help() {
        StringBuilder codes = new StringBuilder();
        for (Outcome outcome : Outcome.values()) {
            codes.append(String.format("  %2d  %s%n", outcome.code(), outcome.meaning()));
        }
        return HELP.formatted(String.join(", ", Clients.services()), codes);
    }
}
