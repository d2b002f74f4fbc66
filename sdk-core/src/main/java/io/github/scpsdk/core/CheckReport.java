// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ScpClient#check()} found out about a client: its settings, and the way to the platform step by step. It
 * holds no secret and at most the first four characters of an access key, so that it can be pasted into a ticket. The
 * accessors are the promise; the constructors may grow.
 *
 * @param subject what was checked, for example {@code filestorage 1.2}
 * @param findings one per step, in the order of the way; unmodifiable
 */
public record CheckReport(String subject, List<Finding> findings) {

    /** How a step ended. */
    public enum Status {
        /** As it should be. */
        OK,
        /** Calls work, and something should be done. */
        WARNING,
        /** Calls fail. */
        FAILED,
        /** Not done, because a step before it failed or because there is nothing to do. */
        SKIPPED
    }

    /** What is wrong. Later versions may add to these. */
    public enum Problem {
        /** A setting is missing, or has a value that cannot be used. */
        SETTINGS,
        /** There are no keys, or only half a pair. */
        KEYS,
        /** The name of the host is not known. */
        DNS,
        /** Nothing answers at the address, or not in time. */
        CONNECTION,
        /** The proxy on the way cannot be reached or refuses. */
        PROXY,
        /** The certificate of the other side is not trusted, or no secure connection comes about. */
        TLS,
        /** The clocks of this machine and of the platform differ. */
        CLOCK,
        /** The platform does not accept the keys, or does not allow this to them. */
        REFUSED,
        /** The platform asks to send less. */
        THROTTLED,
        /** The platform, or something before it, is out of order. */
        PLATFORM,
        /** The platform does not serve the version of the client, or not for long. */
        VERSION,
        /** Anything else. */
        OTHER
    }

    /**
     * How one step went.
     *
     * @param step its name, for example {@code TLS}
     * @param status how it ended
     * @param problem what is wrong; null when nothing is
     * @param details what was seen, a line each; unmodifiable
     * @param remedy what to do about it, in a sentence; null when there is nothing to do
     */
    public record Finding(
            String step,
            Status status,
            @Nullable Problem problem,
            List<String> details,
            @Nullable String remedy) {

        /** Copies the details. */
        public Finding {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(status, "status");
            details = List.copyOf(details);
        }
    }

    /** Copies the findings. */
    public CheckReport {
        Objects.requireNonNull(subject, "subject");
        findings = List.copyOf(findings);
    }

    /**
     * Returns the worst that was found.
     *
     * @return {@link Status#FAILED}, {@link Status#WARNING} or {@link Status#OK}
     */
    public Status status() {
        return has(Status.FAILED) ? Status.FAILED : has(Status.WARNING) ? Status.WARNING : Status.OK;
    }

    private boolean has(Status status) {
        return findings.stream().anyMatch(finding -> finding.status() == status);
    }

    /**
     * Returns what to look at first: the first failure, or else the first warning.
     *
     * @return null when everything is as it should be
     */
    public @Nullable Problem problem() {
        return findings.stream()
                .filter(finding -> finding.status() == status() && finding.problem() != null)
                .map(Finding::problem)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the report as JSON, for programs.
     *
     * @return an object with {@code subject}, {@code status}, {@code problem} and {@code findings}
     */
    public String toJson() {
        StringBuilder json = new StringBuilder("{\"subject\":");
        text(json, subject);
        json.append(",\"status\":");
        text(json, status().name());
        json.append(",\"problem\":");
        Problem problem = problem();
        text(json, problem == null ? null : problem.name());
        json.append(",\"findings\":[");
        for (int i = 0; i < findings.size(); i++) {
            json.append(i == 0 ? "" : ",");
            append(json, findings.get(i));
        }
        return json.append("]}").toString();
    }

    private static void append(StringBuilder json, Finding finding) {
        json.append("{\"step\":");
        text(json, finding.step());
        json.append(",\"status\":");
        text(json, finding.status().name());
        json.append(",\"problem\":");
        Problem problem = finding.problem();
        text(json, problem == null ? null : problem.name());
        json.append(",\"details\":[");
        for (int i = 0; i < finding.details().size(); i++) {
            json.append(i == 0 ? "" : ",");
            text(json, finding.details().get(i));
        }
        json.append("],\"remedy\":");
        text(json, finding.remedy());
        json.append('}');
    }

    private static void text(StringBuilder json, @Nullable String text) {
        if (text == null) {
            json.append("null");
        } else {
            json.append('"')
                    .append(JsonStringEncoder.getInstance().quoteAsString(text))
                    .append('"');
        }
    }

    /**
     * Returns the report as text, for people.
     *
     * @return a line per detail, and the remedy below those that it belongs to
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Check of ").append(subject).append('\n');
        for (Finding finding : findings) {
            String label = finding.status().name().toLowerCase(Locale.ROOT);
            List<String> details = finding.details().isEmpty() ? List.of("") : finding.details();
            for (int i = 0; i < details.size(); i++) {
                boolean first = i == 0;
                text.append(String.format(
                                Locale.ROOT,
                                "%-8s %-11s %s",
                                first ? label : "",
                                first ? finding.step() : "",
                                details.get(i))
                        .stripTrailing());
                text.append('\n');
            }
            if (finding.remedy() != null) {
                text.append(" ".repeat(21))
                        .append("-> ")
                        .append(finding.remedy())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
