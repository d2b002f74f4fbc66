// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.doctor;

import io.github.scpsdk.core.CheckReport;
import io.github.scpsdk.core.CheckReport.Problem;
import io.github.scpsdk.core.CheckReport.Status;
import java.util.List;

/** How the program ends. The codes are promised: {@code docs/troubleshooting.md} lists them. */
enum Outcome {
    WELL(0, "All is well."),
    WARNINGS(1, "Calls work, and the report warns of something."),
    COMMAND_LINE(2, "The command line is not understood."),
    SETTINGS(10, "A setting is missing or cannot be used."),
    KEYS(11, "There are no keys, half a pair, or some that cannot be read."),
    DNS(12, "The name of the host is not known."),
    CONNECTION(13, "Nothing answers, or not in time."),
    PROXY(14, "The proxy cannot be reached or refuses."),
    TLS(15, "The certificate is not trusted, or no secure connection comes about."),
    REFUSED(16, "The platform does not accept the keys, or does not allow this to them."),
    THROTTLED(17, "The platform asks to send less."),
    PLATFORM(18, "The platform is out of order."),
    VERSION(19, "The platform does not serve the version."),
    OTHER(20, "Something else: see the report.");

    private final int code;
    private final String meaning;

    Outcome(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    /** That of the first report with a failure, or else of the warnings. */
    static Outcome of(List<CheckReport> reports) {
        for (CheckReport report : reports) {
            if (report.status() == Status.FAILED) {
                return of(report.problem() == null ? Problem.OTHER : report.problem());
            }
        }
        return reports.stream().allMatch(report -> report.status() == Status.OK) ? WELL : WARNINGS;
    }

    private static Outcome of(Problem problem) {
        return switch (problem) {
            case SETTINGS -> SETTINGS;
            case KEYS -> KEYS;
            case DNS -> DNS;
            case CONNECTION -> CONNECTION;
            case PROXY -> PROXY;
            case TLS -> TLS;
            case REFUSED -> REFUSED;
            case THROTTLED -> THROTTLED;
            case PLATFORM -> PLATFORM;
            case VERSION -> VERSION;
            default -> OTHER;
        };
    }
}
