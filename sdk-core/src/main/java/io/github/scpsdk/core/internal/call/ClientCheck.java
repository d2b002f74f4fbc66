// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.BadRequestException;
import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.CheckReport;
import io.github.scpsdk.core.CheckReport.Finding;
import io.github.scpsdk.core.CheckReport.Problem;
import io.github.scpsdk.core.CheckReport.Status;
import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.ServiceVersionInfo;
import io.github.scpsdk.core.ServiceVersionStatus;
import io.github.scpsdk.core.ThrottledException;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.core.VersionNotServedException;
import io.github.scpsdk.core.internal.config.SdkInfo;
import io.github.scpsdk.core.internal.http.ConnectionProbe.Seen;
import io.github.scpsdk.core.internal.http.ConnectionProbe.Stage;
import io.github.scpsdk.core.internal.http.HttpDates;
import io.github.scpsdk.core.internal.http.ProxyAuthenticationException;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.AuthScheme;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Checks a client step by step, and says of each step how it went. */
public final class ClientCheck {

    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final CallOptions SIGNED_CALL =
            CallOptions.of(o -> o.timeoutAtMost(Duration.ofSeconds(20)).maxAttempts(1));
    private static final Duration CLOCK_NOTED = Duration.ofMinutes(1);
    private static final int DAYS_LEFT = 14;
    private static final int MOST_NAMES = 8;

    private static final String SETTINGS = "settings";
    private static final String NAME = "DNS";
    private static final String CONNECTION = "connection";
    private static final String TLS = "TLS";
    private static final String CLOCK = "clock";
    private static final String CALL = "signed call";
    private static final String VERSION = "version";

    private final CallPipeline pipeline;
    private final ClientConfig config;
    private final Clock clock;
    private final Redactor plain = new Redactor();
    private final List<Finding> findings = new ArrayList<>();

    private ClientCheck(CallPipeline pipeline) {
        this.pipeline = pipeline;
        this.config = pipeline.config();
        this.clock = config.internals().clock();
    }

    /**
     * Checks the client of this pipeline.
     *
     * @throws IllegalStateException when it is closed
     */
    public static CheckReport of(CallPipeline pipeline) {
        pipeline.refuseWhenClosed();
        ClientCheck check = new ClientCheck(pipeline);
        check.run();
        return new CheckReport(pipeline.config().service().toString(), check.findings);
    }

    private void run() {
        settings();
        Seen seen = config.internals()
                .transport()
                .newProbe(PROBE_NANOS)
                .look(
                        config.endpoint().url(),
                        SdkInfo.userAgent(
                                config.service().service(), config.service().version(), null));
        name(seen);
        connection(seen);
        tls(seen);
        clock(seen);
        List<ServiceVersionInfo> versions = call(seen);
        version(versions);
    }

    private void settings() {
        List<String> details = new ArrayList<>();
        details.add("scp-sdk-java " + SdkInfo.VERSION + ", Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        details.add("address " + config.endpoint().url() + " ("
                + config.endpoint().resolved().why() + ")");
        config.settings()
                .forEach(
                        setting -> details.add(setting.name() + " " + setting.value() + " (" + setting.source() + ")"));
        ok(SETTINGS, details);
    }

    private void name(Seen seen) {
        if (seen.stage() == Stage.START && seen.failure() != null) {
            failed(
                    CONNECTION,
                    Problem.OTHER,
                    List.of(said(seen.failure())),
                    "Read the cause: the request ended before it looked for the other side.");
        } else if (seen.stage() == Stage.NAME && seen.failure() != null) {
            boolean own = config.endpoint().url().host().equals(seen.name());
            failed(
                    NAME,
                    own ? Problem.DNS : Problem.PROXY,
                    List.of(seen.name() + ": " + said(seen.failure())),
                    own
                            ? "Check region, environment and endpoint override, and whether this machine can resolve names."
                            : "Check the proxy's name in the settings of proxies.");
        } else if (seen.name() == null) {
            skipped(NAME, config.endpoint().url().host() + " was not looked up here");
        } else {
            ok(
                    NAME,
                    List.of(seen.name() + " is "
                            + seen.addresses().stream()
                                    .limit(MOST_NAMES)
                                    .map(InetAddress::getHostAddress)
                                    .collect(Collectors.joining(", "))));
        }
    }

    private void connection(Seen seen) {
        if (seen.stage().compareTo(Stage.CONNECTION) < 0) {
            skipped(CONNECTION, "");
            return;
        }
        String way = seen.proxy() == null ? "without a proxy" : "through the proxy " + seen.proxy();
        Throwable failure = seen.failure();
        if (failure != null && (seen.stage() == Stage.CONNECTION || refusedByProxy(failure))) {
            boolean proxied = seen.proxy() != null;
            failed(
                    CONNECTION,
                    proxied ? Problem.PROXY : Problem.CONNECTION,
                    List.of(way + ": " + said(failure)),
                    proxied
                            ? "Check the proxy's address, user and password, and whether it lets through what goes to "
                                    + config.endpoint().url().host() + "."
                            : "Check the address, and whether a firewall lets this machine connect to it or a proxy has to be set.");
        } else if (seen.status() == 407) {
            failed(
                    CONNECTION,
                    Problem.PROXY,
                    List.of(way + ": 407, the proxy wants a user and a password, or others"),
                    "Give the proxy's user and password, in HTTPS_PROXY or in an OkHttpClient.");
        } else if (failure != null && seen.stage() == Stage.REQUEST) {
            failed(
                    CONNECTION,
                    Problem.CONNECTION,
                    List.of(way + ": connected, but no response: " + said(failure)),
                    "Check what listens at this address; it takes the connection and does not answer.");
        } else {
            ok(CONNECTION, List.of(way));
        }
    }

    private static boolean refusedByProxy(Throwable failure) {
        return failure instanceof ProxyAuthenticationException
                || String.valueOf(failure.getMessage()).contains("for CONNECT"); // OkHttp's words
    }

    private void tls(Seen seen) {
        if (!config.endpoint().url().isHttps()) {
            skipped(TLS, "plain http");
        } else if (seen.failure() != null && seen.stage() == Stage.TLS && !refusedByProxy(seen.failure())) {
            untrusted(seen, seen.failure());
        } else if (seen.tls() == null) {
            skipped(TLS, "");
        } else {
            List<String> details = new ArrayList<>(List.of(seen.tls()));
            X509Certificate own = own(seen);
            if (own != null) {
                details.addAll(described(own));
                Instant end = own.getNotAfter().toInstant();
                if (end.isBefore(clock.instant().plus(DAYS_LEFT, ChronoUnit.DAYS))) {
                    warning(
                            TLS,
                            Problem.TLS,
                            details,
                            "Tell those who run this address that its certificate ends soon.");
                    return;
                }
            }
            ok(TLS, details);
        }
    }

    private void untrusted(Seen seen, Throwable failure) {
        X509Certificate own = own(seen);
        List<String> details = new ArrayList<>(List.of(said(failure)));
        if (own != null) {
            details.addAll(described(own));
        }
        failed(TLS, Problem.TLS, details, remedy(own, failure));
    }

    private String remedy(@Nullable X509Certificate own, Throwable failure) {
        if (own == null) {
            return "Check whether this address speaks TLS, and what stands between: no certificate was shown.";
        }
        if (failure instanceof SSLPeerUnverifiedException) {
            return "Check the address: the certificate is for other names than "
                    + config.endpoint().url().host() + ".";
        }
        Instant now = clock.instant();
        if (own.getNotAfter().toInstant().isBefore(now)) {
            return "Check this machine's clock; if it is right, those who run this address must renew its certificate.";
        }
        if (own.getNotBefore().toInstant().isAfter(now)) {
            return "Check this machine's clock: the certificate is not valid yet.";
        }
        return "Trust the one who signed, if that is right: in the trust store (javax.net.ssl.trustStore), an OkHttpClient"
                + " of your own, or pinnedCertificates; a proxy that opens TLS signs by itself.";
    }

    private static @Nullable X509Certificate own(Seen seen) {
        return seen.certificates().isEmpty() ? null : seen.certificates().get(0);
    }

    private List<String> described(X509Certificate certificate) {
        String names = names(certificate);
        return List.of(
                plain.safe("certificate of "
                        + certificate.getSubjectX500Principal().getName() + (names.isEmpty() ? "" : ", for " + names)),
                plain.safe("signed by " + certificate.getIssuerX500Principal().getName()),
                "valid from " + day(certificate.getNotBefore().toInstant()) + " until "
                        + day(certificate.getNotAfter().toInstant()));
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? ""
                    : names.stream()
                            .limit(MOST_NAMES)
                            .map(name -> String.valueOf(name.get(1)))
                            .collect(Collectors.joining(", "));
        } catch (CertificateParsingException e) {
            return "";
        }
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private void clock(Seen seen) {
        Instant date = HttpDates.instant(seen.date());
        if (date == null) {
            skipped(CLOCK, seen.status() == 0 ? "" : "the response has no date");
            return;
        }
        Duration behind = Duration.between(clock.instant(), date);
        String difference = behind.abs().toSeconds() < 2
                ? "agrees with the other side's"
                : lasting(behind.abs()) + (behind.isNegative() ? " ahead of" : " behind") + " the other side's";
        if (behind.abs().compareTo(CLOCK_NOTED) < 0) {
            ok(CLOCK, List.of(difference));
        } else {
            warning(
                    CLOCK,
                    Problem.CLOCK,
                    List.of(difference + "; the SDK signs with the corrected time once a call was refused for it"),
                    "Set the clock of this machine, or let it be set by NTP.");
        }
    }

    private static String lasting(Duration duration) {
        return duration.toMinutes() >= 2 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }

    /** Sends the signed call. Returns the versions, or null when it failed or was not sent. */
    private @Nullable List<ServiceVersionInfo> call(Seen seen) {
        if (!(config.service().authentication() instanceof AuthScheme.ScpHmac)) {
            skipped(CALL, config.service().service() + " has no list of versions to ask for");
            return null;
        }
        if (findings.stream().anyMatch(finding -> finding.status() == Status.FAILED)) {
            skipped(CALL, "");
            return null;
        }
        try {
            List<ServiceVersionInfo> versions = pipeline.withOptions(SIGNED_CALL)
                    .execute(VersionList.operation(config.service()), Arguments.none());
            ok(CALL, List.of("GET / was accepted"));
            return versions;
        } catch (ScpException e) {
            List<String> details = new ArrayList<>();
            details.add(plain.safe(String.valueOf(e.getMessage())));
            if (seen.status() != 0) {
                details.add("the request before it, without keys, was answered " + seen.status());
            }
            failed(CALL, problem(e), details, remedy(e));
            return null;
        }
    }

    private static Problem problem(ScpException failure) {
        if (failure instanceof UnauthorizedException || failure instanceof ForbiddenException) {
            return Problem.REFUSED;
        }
        if (failure instanceof ThrottledException) {
            return Problem.THROTTLED;
        }
        if (failure instanceof ServerErrorException) {
            return Problem.PLATFORM;
        }
        if (failure instanceof VersionNotServedException) {
            return Problem.VERSION;
        }
        if (failure instanceof ScpConfigurationException) {
            return Problem.KEYS; // what has not been resolved before: a provider
        }
        return failure instanceof ScpConnectionException || failure instanceof ScpTimeoutException
                ? Problem.CONNECTION
                : Problem.OTHER;
    }

    private static String remedy(ScpException failure) {
        return switch (problem(failure)) {
            case REFUSED ->
                failure instanceof ForbiddenException
                        ? "Ask for the permission, or check whether the account id is right."
                        : "Compare both halves of the key pair with the console: unknown, expired, or not a pair; and the account"
                                + " id, if one is set.";
            case THROTTLED -> "Wait, then send less at a time: maxRequestsPerHost limits it.";
            case PLATFORM -> "Try again later, and give the request id to the platform's support if it stays.";
            case VERSION -> "Use the client of a version that is served.";
            case KEYS -> "Check the provider of the keys.";
            case CONNECTION ->
                "Check what is between this machine and the address: the request without keys came through.";
            default ->
                failure instanceof ScpInterruptedException || failure instanceof BadRequestException
                        ? "Read the message, and try again."
                        : "Check the address: what answers there does not answer as the platform does.";
        };
    }

    private void version(@Nullable List<ServiceVersionInfo> versions) {
        if (versions == null) {
            skipped(VERSION, "");
            return;
        }
        String used = config.service().version();
        List<String> details = new ArrayList<>();
        details.add("this client speaks " + used);
        versions.stream()
                .filter(ClientCheck::isVersion)
                .limit(MOST_NAMES)
                .forEach(version -> details.add(served(version)));
        ServiceVersionInfo own = versions.stream()
                .filter(version -> version.version().equals(used))
                .findFirst()
                .orElse(null);
        if (own == null || ServiceVersionStatus.PLANNED.equals(own.status())) {
            failed(VERSION, Problem.VERSION, details, "Use the client of a version that is served.");
        } else if (ends(own)) {
            warning(
                    VERSION,
                    Problem.VERSION,
                    details,
                    "Move to the client of a newer version: the platform may end this one on any day.");
        } else {
            ok(VERSION, details);
        }
    }

    /** Whether it is named as versions are. Whatever else a server may say here does not get into the report. */
    private static boolean isVersion(ServiceVersionInfo version) {
        return version.version().length() <= 9
                && version.version().chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static String served(ServiceVersionInfo version) {
        ServiceVersionStatus status = version.status();
        String stage =
                status == null || status.known() == ServiceVersionStatus.Known.UNRECOGNIZED ? "" : ", " + status.text();
        return version.version() + " is served" + stage
                + (version.notBefore() == null ? "" : ", kept until " + version.notBefore());
    }

    private boolean ends(ServiceVersionInfo version) {
        LocalDate today = day(clock.instant());
        return ServiceVersionStatus.DEPRECATED.equals(version.status())
                || (!ServiceVersionStatus.CURRENT.equals(version.status())
                        && version.notBefore() != null
                        && version.notBefore().isBefore(today));
    }

    private String said(Throwable failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        return plain.safe(failure.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message));
    }

    private void ok(String step, List<String> details) {
        findings.add(new Finding(step, Status.OK, null, details, null));
    }

    private void skipped(String step, String why) {
        findings.add(new Finding(step, Status.SKIPPED, null, why.isEmpty() ? List.of() : List.of(why), null));
    }

    private void warning(String step, Problem problem, List<String> details, String remedy) {
        findings.add(new Finding(step, Status.WARNING, problem, details, remedy));
    }

    private void failed(String step, Problem problem, List<String> details, String remedy) {
        findings.add(new Finding(step, Status.FAILED, problem, details, remedy));
    }
}
