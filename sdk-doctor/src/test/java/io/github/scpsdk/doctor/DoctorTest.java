// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.CheckReport;
import io.github.scpsdk.core.CheckReport.Finding;
import io.github.scpsdk.core.CheckReport.Problem;
import io.github.scpsdk.core.CheckReport.Status;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each exit code, for the fault that it stands for, and no secret in what is printed. */
@Timeout(120)
class DoctorTest {

    private static final String SECRET = "secret-that-no-ticket-may-have-0123456789";
    private static final String TOKEN = "token-that-no-ticket-may-have-0123456789";
    private static final String ACCESS = "ACCESSKEYTHATISALSONOBODYSBUSINESS";

    @TempDir
    Path folder;

    @AutoClose
    final ScpEmulator scp = ScpEmulator.builder().key(ACCESS, SECRET).start();

    private final List<String> set = new ArrayList<>();
    private String printed = "";

    @BeforeEach
    void nothingOfThisMachine() {
        set("scp.configDir", folder.toString());
    }

    @AfterEach
    void noSecretIsPrinted() {
        set.forEach(System::clearProperty);
        assertThat(printed).isNotEmpty().doesNotContain(SECRET, TOKEN, ACCESS);
    }

    @Test
    void allIsWell() {
        pointAt(scp.endpoint("kr-west1"));
        keys(ACCESS, SECRET);
        set("scp.authToken", TOKEN);
        assertThat(doctor()).as(printed).isZero();
        assertThat(printed)
                .contains(
                        "Check of filestorage 1.2", "ok       signed call GET / was accepted", "1.2 is served, CURRENT")
                .contains("endpointOverride " + scp.endpoint("kr-west1"), "(system property scp.endpointOverride)")
                .contains("credentials ACCE")
                .endsWith("All is well." + System.lineSeparator());

        assertThat(doctor("--json", "filestorage", "backup/1.2")).isZero();
        assertThat(printed)
                .startsWith("[{\"subject\":\"filestorage 1.2\",\"status\":\"OK\"")
                .contains("\"backup 1.2\"");
    }

    @Test
    void everyServiceAndVersionIsKnown() {
        pointAt(scp.endpoint("kr-west1"));
        keys(ACCESS, SECRET);
        assertThat(Clients.names()).hasSize(17);
        assertThat(doctor(Clients.names().toArray(String[]::new))).as(printed).isEqualTo(1); // old ones are among them
        assertThat(printed.split("signed call GET / was accepted", -1)).hasSize(18);
        Clients.services().forEach(service -> {
            assertThat(doctor(service)).as(printed).isZero();
        });
    }

    @Test
    void aSecretThatBelongsToAnotherKey() {
        pointAt(scp.endpoint("kr-west1"));
        keys(ScpEmulator.DEMO_ACCESS_KEY, SECRET);
        assertThat(doctor()).as(printed).isEqualTo(16);
        assertThat(printed)
                .contains("401", "-> Compare both halves of the key pair with the console", "Ends with 16: ");
    }

    @Test
    void aKeyThatNobodyKnows() {
        pointAt(scp.endpoint("kr-west1"));
        keys("UNKNOWN" + ACCESS, SECRET);
        assertThat(doctor()).as(printed).isEqualTo(16);
    }

    @Test
    void aClockThatIsTwentyMinutesOff() {
        scp.skewClock(Duration.ofMinutes(20));
        pointAt(scp.endpoint("kr-west1"));
        keys(ACCESS, SECRET);
        assertThat(doctor()).as(printed).isEqualTo(1);
        assertThat(printed).contains("warning  clock", " behind the other side's", "ok       signed call");
    }

    /** What it takes to be told each of them by a server is in {@code ClientCheckTest}. */
    @Test
    void everyProblemHasACodeOfItsOwn() {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (Problem problem : Problem.values()) {
            printed = problem.name();
            outcomes.add(Outcome.of(List.of(report(Status.OK, null), report(Status.FAILED, problem))));
            assertThat(Outcome.of(List.of(report(Status.WARNING, problem)))).isEqualTo(Outcome.WARNINGS);
        }
        // a clock that is wrong is a warning alone
        assertThat(outcomes).hasSize(Problem.values().length - 1).doesNotContain(Outcome.WELL, Outcome.WARNINGS);
    }

    private static CheckReport report(Status status, @Nullable Problem problem) {
        return new CheckReport("notes 1.0", List.of(new Finding("step", status, problem, List.of(), null)));
    }

    @Test
    void aVersionThatHasEnded() {
        pointAt(scp.endpoint("kr-west1"));
        keys(ACCESS, SECRET);
        assertThat(doctor("filestorage/1.0")).as(printed).isEqualTo(1);
        assertThat(printed).contains("kept until 2025-12-31", "-> Move to the client of a newer version");
    }

    @Test
    void noKeysAtAll() {
        pointAt(scp.endpoint("kr-west1"));
        assertThat(doctor()).as(printed).isEqualTo(11);
        assertThat(printed).contains("No credentials found for filestorage 1.2. Searched in: ", "credentials.json");
        assertThat(scp.requests()).isEmpty();
    }

    @Test
    void halfAPairOfKeys() {
        pointAt(scp.endpoint("kr-west1"));
        set("scp.secretKey", SECRET);
        assertThat(doctor()).as(printed).isEqualTo(11);
        assertThat(printed).contains("only scp.secretKey is set. Set scp.accessKey too");
    }

    @Test
    void filesThatAreBroken() throws IOException {
        Files.writeString(
                folder.resolve("credentials.json"), "{\"access-key\":\"" + ACCESS + "\",\"secret-key\":\"" + SECRET);
        pointAt(scp.endpoint("kr-west1"));
        assertThat(doctor()).as(printed).isEqualTo(11);
        assertThat(printed).contains("credentials.json is not valid JSON");

        Files.writeString(folder.resolve("config.json"), "{\"default-region\": " + SECRET);
        System.clearProperty("scp.endpointOverride");
        keys(ACCESS, SECRET);
        assertThat(doctor()).as(printed).isEqualTo(10);
        assertThat(printed).contains("config.json is not valid JSON");
    }

    @Test
    void noRegion() {
        keys(ACCESS, SECRET);
        assertThat(doctor()).as(printed).isEqualTo(10);
        assertThat(printed).contains("No region is set for filestorage 1.2.", "SCP_REGION");
    }

    @Test
    void aHostThatDoesNotExistAndAPortWhereNobodyListens() throws IOException {
        keys(ACCESS, SECRET);
        pointAt(URI.create("https://doctor.invalid"));
        assertThat(doctor()).as(printed).isEqualTo(12);
        try (Socket bound = new Socket()) { // so that nobody else begins to listen there
            bound.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            pointAt(URI.create("http://127.0.0.1:" + bound.getLocalPort()));
            assertThat(doctor()).as(printed).isEqualTo(13);
        }
    }

    @Test
    void explainsItself() {
        assertThat(doctor("--help")).isZero();
        assertThat(printed).contains("baremetal-blockstorage", "  16  The platform does not accept the keys");
        assertThat(doctor("--what")).isEqualTo(2);
        assertThat(doctor("filestorage/9.9")).isEqualTo(2);
        assertThat(printed).contains("Not understood: filestorage/9.9.", "filestorage/1.2");
    }

    @Test
    void thePageListsTheCodes() throws IOException {
        printed = Files.readString(Path.of("../docs/troubleshooting.md"));
        for (Outcome outcome : Outcome.values()) {
            assertThat(printed).contains("| " + outcome.code() + " | " + outcome.meaning() + " |");
        }
    }

    @Test
    void thePageShowsCodeThatRuns() throws IOException {
        keys(ACCESS, SECRET);
        try (FileStorageClient files = FileStorageClient.builder()
                .endpointOverride(scp.endpoint("kr-west1"))
                .build()) {
            // the page
            CheckReport report = files.check();
            System.out.println(report);
            if (report.status() == CheckReport.Status.FAILED) {
                System.out.println("What is wrong: " + report.problem());
            }
            // end of the page
            printed = report.toString();
            assertThat(report.status()).isEqualTo(Status.OK);
        }
        String source = Files.readString(Path.of("src/test/java/io/github/scpsdk/doctor/DoctorTest.java"));
        String shown = source.substring(
                        source.indexOf("// the page\n") + 12, source.indexOf("            // end of the page\n"))
                .indent(-12);
        assertThat(Files.readString(Path.of("../docs/troubleshooting.md"))).contains("```java\n" + shown + "```\n");
    }

    private void pointAt(URI endpoint) {
        set("scp.endpointOverride", endpoint.toString());
    }

    private void keys(String access, String secret) {
        set("scp.accessKey", access);
        set("scp.secretKey", secret);
    }

    private void set(String property, String value) {
        set.add(property);
        System.setProperty(property, value);
    }

    private int doctor(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, UTF_8)) {
            int code = Main.run(arguments, out, out);
            printed = bytes.toString(UTF_8);
            return code;
        }
    }
}
