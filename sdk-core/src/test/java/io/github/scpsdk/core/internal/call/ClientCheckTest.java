// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scpsdk.core.CheckReport;
import io.github.scpsdk.core.CheckReport.Finding;
import io.github.scpsdk.core.CheckReport.Problem;
import io.github.scpsdk.core.CheckReport.Status;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.testing.ClosedPort;
import io.github.scpsdk.core.testing.FakeEnvironment;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.FaultServer.Received;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each thing that can be wrong is found, with its remedy, and no secret is in the report. */
@Timeout(120)
class ClientCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
    private static final String DATE =
            "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.atOffset(ZoneOffset.UTC));
    private static final String VERSIONS =
            "{\"versions\":[{\"id\":\"v1.0\",\"status\":\"DEPRECATED\",\"not_before\":\"2025-12-31\"},"
                    + "{\"id\":\"v1.1\",\"status\":\"CURRENT\"}]}";
    private static final String TOKEN = "auth-token-that-nobody-may-see";
    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Some Authority")
            .build();

    @AutoClose
    final FaultServer server = FaultServer.start();

    @Test
    void allIsWell() throws InterruptedException {
        server.then(Responses.empty(404, DATE), Responses.json(200, VERSIONS));

        CheckReport report = check(client(server.endpoint()));

        assertThat(report.status()).isEqualTo(Status.OK);
        assertThat(report.problem()).isNull();
        assertThat(report.toString()).matches("""
                Check of notes 1\\.1
                ok       settings    scp-sdk-java .*, Java .*
                                     address http://127\\.0\\.0\\.1:\\d+/ \\(endpoint override from the client's builder\\)
                                     endpointOverride http://127\\.0\\.0\\.1:\\d+/ \\(the client's builder\\)
                                     credentials 2sd2.* \\(the client's builder\\)
                (?s:.*)skipped  DNS         127\\.0\\.0\\.1 was not looked up here
                ok       connection  without a proxy
                skipped  TLS         plain http
                ok       clock       agrees with the other side's
                ok       signed call GET / was accepted
                ok       version     this client speaks 1\\.1
                                     1\\.0 is served, DEPRECATED, kept until 2025-12-31
                                     1\\.1 is served, CURRENT
                """);
        Received probe = server.take();
        assertThat(probe.headers()).noneMatch(header -> header.startsWith("Scp-"));
        assertThat(server.take().header("Scp-Signature")).isNotNull();
        assertThat(server.count()).isEqualTo(2);
    }

    @Test
    void aNameThatNobodyKnows() throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(name -> {
                    throw new UnknownHostException(name);
                })
                .build();
        CheckReport report = check(client(URI.create("https://notes.example")).httpClient(http));
        failed(report, "DNS", Problem.DNS, "notes.example: UnknownHostException", "Check region, environment");
        assertThat(report.findings()).extracting(Finding::status).containsOnlyOnce(Status.FAILED);
    }

    @Test
    void aPortWhereNobodyListens() {
        failed(
                check(client(ClosedPort.uri())),
                "connection",
                Problem.CONNECTION,
                "without a proxy: ConnectException",
                "whether a firewall lets this machine connect");
    }

    @Test
    void someoneWhoTakesTheConnectionAndIsSilent() {
        server.always(Responses.stalling());
        long start = System.nanoTime();
        failed(
                check(client(server.endpoint())),
                "connection",
                Problem.CONNECTION,
                "connected, but no response: InterruptedIOException: no answer in 12 s",
                "Check what listens at this address");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aCertificateThatNobodyHereTrusts() {
        failed(
                tls(certificate("localhost"), new OkHttpClient()),
                "TLS",
                Problem.TLS,
                "signed by CN=Some Authority",
                "Trust the one who signed");
    }

    @Test
    void aCertificateThatHasEnded() {
        Instant end = Instant.now().minus(Duration.ofDays(2));
        HeldCertificate ended = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(AUTHORITY)
                .validityInterval(end.minus(Duration.ofDays(7)).toEpochMilli(), end.toEpochMilli())
                .build();
        CheckReport report = tls(ended, trusting());
        String day = LocalDate.ofInstant(end, ZoneOffset.UTC).toString();
        failed(report, "TLS", Problem.TLS, "until " + day, "must renew its certificate");
    }

    @Test
    void aCertificateForAnotherName() {
        failed(
                tls(certificate("other.example"), trusting()),
                "TLS",
                Problem.TLS,
                "for other.example",
                "the certificate is for other names than localhost");
    }

    @Test
    void aCertificateThatEndsSoonIsAWarning() {
        HeldCertificate shortLived = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(AUTHORITY)
                .validityInterval(
                        Instant.now().minus(Duration.ofDays(9)).toEpochMilli(),
                        Instant.now().plus(Duration.ofDays(5)).toEpochMilli())
                .build();
        CheckReport report = tls(shortLived, trusting());
        assertThat(report.status()).isEqualTo(Status.WARNING);
        assertThat(report.problem()).isEqualTo(Problem.TLS);
        assertThat(report.toString()).contains("ok       signed call", "-> Tell those who run this address");
    }

    @Test
    void aCertificateThatIsTrusted() {
        CheckReport report = tls(certificate("localhost"), trusting());
        assertThat(report.status()).as(report.toString()).isEqualTo(Status.OK);
        assertThat(report.toString()).contains("ok       DNS         localhost is ", "ok       TLS         TLSv1.");
    }

    @Test
    void aProxyThatRefuses() throws Exception {
        for (String refusal : List.of("403", "407")) {
            server.always(Responses.empty(
                    Integer.parseInt(refusal), "Proxy-Authenticate: Basic realm=\"proxy\"", "Connection: close"));
            failed(
                    check(client(URI.create("https://notes.example")).httpClient(through(server.port()))),
                    "connection",
                    Problem.PROXY,
                    "through the proxy 127.0.0.1:" + server.port(),
                    "Check the proxy's address, user and password");
            failed(
                    check(client(URI.create("http://notes.example"))
                            .allowPlainHttp(true)
                            .httpClient(through(server.port()))),
                    refusal.equals("407") ? "connection" : "signed call",
                    refusal.equals("407") ? Problem.PROXY : Problem.REFUSED,
                    refusal,
                    "");
        }
    }

    @Test
    void aProxyOfTheEnvironmentThatRefusesItsPassword() {
        server.always(Responses.empty(407, "Proxy-Authenticate: Basic realm=\"proxy\"", "Connection: close"));
        FakeEnvironment around = new FakeEnvironment();
        around.variables.put("HTTPS_PROXY", "http://proxyuser:proxypassword@127.0.0.1:" + server.port());
        CheckReport report = check(client(URI.create("https://notes.example")).environment(around));
        failed(report, "connection", Problem.PROXY, "refuses the user and password it was given", "Check the proxy's");
        assertThat(report.toString())
                .contains("(environment variable HTTPS_PROXY)")
                .doesNotContain("proxypassword", "proxyuser");
    }

    @Test
    void aProxyThatIsNotThere() throws Exception {
        failed(
                check(client(URI.create("https://notes.example"))
                        .httpClient(through(ClosedPort.uri().getPort()))),
                "connection",
                Problem.PROXY,
                "through the proxy 127.0.0.1:",
                "Check the proxy's address");
    }

    @Test
    void whatThePlatformAnswersToTheSignedCall() {
        answered(
                Responses.serviceError(401),
                Problem.REFUSED,
                "401 Unauthorized",
                "Compare both halves of the key pair");
        answered(Responses.serviceError(403), Problem.REFUSED, "403 Forbidden", "Ask for the permission");
        answered(Responses.empty(429, "Retry-After: 7"), Problem.THROTTLED, "429", "Wait, then send less");
        answered(Responses.empty(503), Problem.PLATFORM, "503", "Try again later");
        answered(Responses.empty(406), Problem.VERSION, "406", "Use the client of a version that is served.");
        answered(Responses.gatewayError(404), Problem.OTHER, "404", "Check the address");
        answered(Responses.json(200, "<html>"), Problem.OTHER, "", "Check the address");
        answered(Responses.closing(), Problem.CONNECTION, "", "Check what is between");
    }

    private void answered(FaultServer.Response response, Problem problem, String seen, String remedy) {
        int before = server.count();
        server.then(Responses.empty(404, DATE), response);
        CheckReport report = check(client(server.endpoint()));
        failed(report, "signed call", problem, seen, remedy);
        assertThat(server.received().subList(before, server.count()))
                .as("requests, sent once each")
                .extracting(Received::requestLine)
                .hasSize(2);
    }

    @Test
    void aClockThatIsWrong() {
        server.then(Responses.empty(404, DATE), Responses.json(200, VERSIONS));
        CheckReport report =
                check(client(server.endpoint()).clock(Clock.fixed(NOW.minus(Duration.ofMinutes(20)), ZoneOffset.UTC)));
        assertThat(report.status()).isEqualTo(Status.WARNING);
        assertThat(report.problem()).isEqualTo(Problem.CLOCK);
        assertThat(report.toString())
                .contains(
                        "warning  clock       20 minutes behind the other side's", "-> Set the clock of this machine");
    }

    @Test
    void aVersionThatEnds() {
        server.then(
                Responses.empty(404, DATE),
                Responses.json(200, VERSIONS.replace("1.1", "2.0").replace("1.0", "1.1")));
        CheckReport report = check(client(server.endpoint()));
        assertThat(report.status()).isEqualTo(Status.WARNING);
        assertThat(report.problem()).isEqualTo(Problem.VERSION);
        assertThat(report.toString()).contains("-> Move to the client of a newer version");
    }

    @Test
    void aVersionThatIsNotServed() {
        server.then(Responses.empty(404, DATE), Responses.json(200, VERSIONS.replace("1.1", "2.0")));
        failed(
                check(client(server.endpoint())),
                "version",
                Problem.VERSION,
                "2.0 is served, CURRENT",
                "Use the client of a version that is served.");
    }

    @Test
    void aProviderThatHasNoKeys() {
        server.always(Responses.empty(404, DATE));
        failed(
                check(TestService.builder().endpointOverride(server.endpoint()).credentialsProvider(() -> {
                    throw new ScpConfigurationException("The vault is sealed.");
                })),
                "signed call",
                Problem.KEYS,
                "The vault is sealed.",
                "Check the provider of the keys.");
    }

    @Test
    void aServiceThatIsNotThePlatform() {
        server.always(Responses.empty(404, DATE));
        try (TestService notes =
                new TestService.TokenBuilder(server.endpoint()).clock(now()).build()) {
            CheckReport report = notes.check();
            assertThat(report.status()).isEqualTo(Status.OK);
            assertThat(report.toString()).contains("skipped  signed call notes has no list of versions");
        }
    }

    @Test
    void theReportHasNoSecretAndIsJsonToo() throws Exception {
        String echo = TestService.SECRET_KEY + " " + TOKEN;
        server.then(
                Responses.empty(404, DATE),
                Responses.json(401, "{\"errors\":[{\"code\":\"" + echo + "\",\"detail\":\"" + echo + "\"}]}"));
        CheckReport report = check(client(server.endpoint()).credentials(TestService.KEYS.withAuthToken(TOKEN)));

        JsonNode json = new JsonMapper().readTree(report.toJson());
        assertThat(json.get("status").textValue()).isEqualTo("FAILED");
        assertThat(json.get("problem").textValue()).isEqualTo("REFUSED");
        assertThat(json.get("findings")).hasSize(report.findings().size());
        for (String text : List.of(report.toString(), report.toJson())) {
            assertThat(text).doesNotContain(TestService.SECRET_KEY, TOKEN, TestService.ACCESS_KEY);
        }
    }

    @Test
    void whatAServerEchoesIsNotInTheReport() {
        String echo = TestService.SECRET_KEY;
        server.then(
                Responses.empty(404, DATE, "Server: " + echo),
                Responses.json(
                        200,
                        VERSIONS.replace("v1.0", echo)
                                .replace("DEPRECATED", echo)
                                .replace("]", ",{\"id\":\"v" + echo + "\"}]")));
        CheckReport report = check(client(server.endpoint()));
        assertThat(report.status()).isEqualTo(Status.OK);
        assertThat(report.toString()).contains("1.1 is served, CURRENT").doesNotContain(echo);
    }

    @Test
    void aClosedClientIsNotChecked() {
        CallExecutor closed = client(server.endpoint()).buildExecutor();
        closed.close();
        assertThatThrownBy(closed::check).isInstanceOf(IllegalStateException.class);
        assertThat(server.count()).isZero();
    }

    private static TestService.Builder client(URI endpoint) {
        return TestService.builder()
                .endpointOverride(endpoint)
                .credentials(TestService.KEYS)
                .clock(now());
    }

    private static Clock now() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static CheckReport check(TestService.Builder client) {
        CallExecutor executor = client.buildExecutor();
        try {
            return executor.check();
        } finally {
            executor.close();
        }
    }

    private static CheckReport tls(HeldCertificate own, OkHttpClient client) {
        HandshakeCertificates shown = new HandshakeCertificates.Builder()
                .heldCertificate(own, AUTHORITY.certificate())
                .build();
        try (FaultServer server = FaultServer.start(shown.sslContext())) {
            server.then(Responses.empty(404), Responses.json(200, VERSIONS));
            return check(client(URI.create("https://localhost:" + server.port()))
                    .clock(Clock.systemUTC())
                    .httpClient(client));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HeldCertificate certificate(String name) {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName(name)
                .signedBy(AUTHORITY)
                .duration(90, TimeUnit.DAYS)
                .build();
    }

    private static OkHttpClient trusting() {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    private static OkHttpClient through(int port) throws UnknownHostException {
        return new OkHttpClient.Builder()
                .proxy(new Proxy(
                        Proxy.Type.HTTP,
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)))
                .build();
    }

    private static void failed(CheckReport report, String step, Problem problem, String detail, String remedy) {
        assertThat(report.status()).as(report.toString()).isEqualTo(Status.FAILED);
        assertThat(report.problem()).as(report.toString()).isEqualTo(problem);
        Finding finding = report.findings().stream()
                .filter(each -> each.status() == Status.FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(finding.step()).as(report.toString()).isEqualTo(step);
        assertThat(String.join("\n", finding.details())).contains(detail);
        assertThat(finding.remedy()).contains(remedy).endsWith(".");
    }
}
