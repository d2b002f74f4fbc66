// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.ScpEnvironment;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.testing.FakeEnvironment;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import nl.altindag.log.LogCaptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings come from, in which order, and what is said when they come from nowhere. */
class ClientConfigTest {

    @TempDir
    Path home;

    private final FakeEnvironment around = new FakeEnvironment();
    private final TestService.Builder builder = new TestService.Builder(TestService.SERVICE);

    @BeforeEach
    void surround() throws IOException {
        around.home = home;
        Files.createDirectory(home.resolve(".scpconf"));
        builder.environment(around);
    }

    @Test
    void looksForNoKeysAndNoPlaceWhenTheCodeSetsThem() {
        builder.endpointOverride(URI.create("http://localhost:8080/x"))
                .credentials(TestService.KEYS)
                .build()
                .close();
        assertThat(around.asked)
                .isNotEmpty()
                .noneMatch(name -> name.matches("(?i).*(key|token|region|env|account|endpoint|home).*"));
    }

    @Test
    void takesEverySettingFromTheFirstPlaceThatHasIt() throws IOException {
        file(
                "credentials.json",
                "{\"access-key\":\"file-access\",\"secret-key\":\"file-secret\",\"auth-token\":\"file-token\"}");
        file(
                "config.json",
                "{\"auth-url\":\"https://iam.g.samsungsdscloud.com/v1\",\"default-region\":\"kr-south1\",\"account-id\":\"file-account\"}");
        assertSettings("kr-south1.g", "file-access", "file-account", "file-token");

        around.variables.put("SCP_TF_ACCESS_KEY", "tf-access");
        around.variables.put("SCP_TF_SECRET_KEY", "tf-secret");
        around.variables.put("SCP_TF_AUTH_URL", "https://iam.s.samsungsdscloud.com/v1");
        around.variables.put("SCP_TF_DEFAULT_REGION", "kr-east1");
        around.variables.put("SCP_TF_ACCOUNT_ID", "tf-account");
        around.variables.put("SCP_TF_AUTH_TOKEN", "tf-token");
        assertSettings("kr-east1.s", "tf-access", "tf-account", "tf-token");

        around.variables.put("SCP_ACCESS_KEY", "env-access");
        around.variables.put("SCP_SECRET_KEY", "env-secret");
        around.variables.put("SCP_ENV", "e");
        around.variables.put("SCP_REGION", "kr-west1");
        around.variables.put("SCP_ACCOUNT_ID", "env-account");
        assertSettings("kr-west1.e", "env-access", "env-account", null);
        around.variables.put("SCP_ENVIRONMENT", "s");
        assertSettings("kr-west1.s", "env-access", "env-account", null);

        around.properties.put("scp.accessKey", "prop-access");
        around.properties.put("scp.secretKey", "prop-secret");
        around.properties.put("scp.authToken", "prop-token");
        around.properties.put("scp.environment", "g");
        around.properties.put("scp.region", "kr-south1");
        around.properties.put("scp.accountId", "prop-account");
        assertSettings("kr-south1.g", "prop-access", "prop-account", "prop-token");

        builder.region("kr-east1").environment(ScpEnvironment.SAMSUNG).accountId("code-account");
        assertSettings("kr-east1.s", "prop-access", "code-account", "prop-token");
        builder.credentials(ScpCredentials.of("code-access", "code-secret"));
        assertSettings("kr-east1.s", "code-access", "code-account", null);
    }

    @Test
    void takesAnOverrideFromOutsideDespiteARegionInCode() throws IOException {
        builder.region("kr-west1").credentials(TestService.KEYS);
        file("config.json", "{\"endpoint-override\":\"https://file.example.com/f\"}");
        assertThat(config().endpoint().url()).hasToString("https://file.example.com/f");
        builder.environment(ScpEnvironment.ENTERPRISE); // now nothing is missing: the file is not read
        assertThat(config().endpoint().url()).hasToString("https://notes.kr-west1.e.samsungsdscloud.com/");
        around.variables.put("SCP_TF_ENDPOINT_OVERRIDE", "https://tf.example.com");
        assertThat(config().endpoint().url()).hasToString("https://tf.example.com/");
        around.variables.put("SCP_ENDPOINT_OVERRIDE", "https://env.example.com");
        assertThat(config().endpoint().url()).hasToString("https://env.example.com/");
        around.properties.put("scp.endpointOverride", "https://prop.example.com");
        assertThat(config().endpoint().url()).hasToString("https://prop.example.com/");

        around.properties.put("scp.endpointOverride", "http://prop.example.com");
        assertThatThrownBy(this::config)
                .hasMessageContaining(
                        "The endpoint override (system property scp.endpointOverride) is plain http to another machine");

        builder.endpointOverride(URI.create("https://code.example.com"));
        assertThat(config().endpoint().url()).hasToString("https://code.example.com/");
    }

    @Test
    void namesEveryPlaceWhereItLookedForKeys() {
        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE);
        around.variables.put("SCP_ACCESS_KEY", "  "); // blank counts as not set

        assertThatThrownBy(this::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage(
                        "No credentials found for notes 1.1. Searched in: the client's builder (credentials, credentialsProvider);"
                                + " system properties scp.accessKey and scp.secretKey; environment variables SCP_ACCESS_KEY and SCP_SECRET_KEY;"
                                + " environment variables SCP_TF_ACCESS_KEY and SCP_TF_SECRET_KEY; file "
                                + home.resolve(".scpconf/credentials.json")
                                + " (no such file). Make a key pair in the console and put both halves into one of these places.");
    }

    @Test
    void saysWhereARegionOrEnvironmentComesFromThatCannotBeUsed() {
        builder.credentials(TestService.KEYS).region("kr-west1");
        around.variables.put("SCP_ENVIRONMENT", "x");
        assertThatThrownBy(this::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("notes 1.1 does not exist in region kr-west1 of environment x. It exists in")
                .hasMessageEndingWith(
                        " The region comes from the client's builder. The environment comes from environment"
                                + " variable SCP_ENVIRONMENT.");

        around.variables.put("SCP_ENVIRONMENT", "e/canary");
        assertThatThrownBy(this::config)
                .hasMessageContaining("environment variable SCP_ENVIRONMENT")
                .hasMessageNotContaining("canary");
    }

    @Test
    void namesEveryPlaceWhereItLookedForRegionAndEnvironment() throws IOException {
        builder.credentials(TestService.KEYS);
        assertThatThrownBy(this::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage(
                        "No region is set for notes 1.1. Searched in: the client's builder (region), system property scp.region,"
                                + " environment variables SCP_REGION and SCP_TF_DEFAULT_REGION, default-region in "
                                + home.resolve(".scpconf/config.json")
                                + " (no such file). It exists in environment s: kr-west1, kr-east1; environment g: kr-south1; environment e: kr-west1.");

        builder.region("kr-west1");
        around.variables.put("SCP_TF_AUTH_URL", "https://iam.evil.example/v1"); // has no environment
        assertThatThrownBy(this::config)
                .hasMessageStartingWith(
                        "No environment is set for notes 1.1. Searched in: the client's builder (environment), system property"
                                + " scp.environment, environment variables SCP_ENVIRONMENT, SCP_ENV and SCP_TF_AUTH_URL (which is"
                                + " set, but names no environment of the platform), auth-url in ");

        around.variables.clear();
        file("config.json", "{\"auth-url\":\"https://iam.evil.example/v1\"}");
        assertThatThrownBy(this::config)
                .hasMessageContaining("SCP_TF_AUTH_URL, auth-url in " + home.resolve(".scpconf/config.json")
                        + " (which is set, but names no environment of the platform). It exists in ");
    }

    @Test
    void namesTheHalfOfAPairThatIsThere() throws IOException {
        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE);
        file("credentials.json", "{\"access-key\":\"a-key\"}");
        assertHalf("file " + home.resolve(".scpconf/credentials.json")
                + ": access-key and secret-key, only access-key is set. Set secret-key");

        around.variables.put("SCP_TF_SECRET_KEY", "s");
        assertHalf(
                "environment variables SCP_TF_ACCESS_KEY and SCP_TF_SECRET_KEY, only SCP_TF_SECRET_KEY is set. Set SCP_TF_ACCESS_KEY");
        around.variables.put("SCP_ACCESS_KEY", "a");
        assertHalf(
                "environment variables SCP_ACCESS_KEY and SCP_SECRET_KEY, only SCP_ACCESS_KEY is set. Set SCP_SECRET_KEY");
        around.properties.put("scp.secretKey", "s");
        assertHalf("system properties scp.accessKey and scp.secretKey, only scp.secretKey is set. Set scp.accessKey");
    }

    private void assertHalf(String what) {
        assertThatThrownBy(this::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("Half a pair of keys: of the " + what + " too, or remove both.");
    }

    @Test
    void namesTheSourceOfKeysThatAreNone() {
        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE);
        around.variables.put("SCP_ACCESS_KEY", "good");
        around.variables.put("SCP_SECRET_KEY", "b\u00e4d-canary");

        assertThatThrownBy(this::config)
                .hasMessageStartingWith(
                        "The keys in the environment variables SCP_ACCESS_KEY and SCP_SECRET_KEY cannot be used. The secret key"
                                + " has a character at position 1 that is not visible ASCII")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"canary\"",
                "{\"secret-key\": canary}",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "nul",
                "{\"x\":\"canary\n\"}"
            })
    void namesABrokenFileAndNotItsContent(String content) throws IOException {
        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE);
        file("credentials.json", content);

        assertThatThrownBy(this::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("The file " + home.resolve(".scpconf/credentials.json") + " ")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void refusesAFileOfAbsurdSizeAndADirectory() throws IOException {
        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE);
        file("credentials.json", "{\"x\":\"" + "y".repeat(70_000) + "\"}");
        assertThatThrownBy(this::config).hasMessageContaining("is larger than 64 KiB");

        Files.delete(home.resolve(".scpconf/credentials.json"));
        Files.createDirectory(home.resolve(".scpconf/credentials.json"));
        assertThatThrownBy(this::config).hasMessageContaining("is not readable (IOException)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"endpoint-override\":\"no url\"}", "LOOP", "DIRECTORY"})
    void readsNoFileIfTheCodeSaysEverything(String content) throws IOException {
        for (String name : List.of("config.json", "credentials.json")) {
            Path file = home.resolve(".scpconf").resolve(name);
            switch (content) {
                case "LOOP" -> Files.createSymbolicLink(file, file);
                case "DIRECTORY" -> Files.createDirectory(file);
                default -> Files.writeString(file, content);
            }
        }
        builder.credentials(TestService.KEYS);
        assertThatThrownBy(this::config) // which says what to do
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageContaining(content.contains("override") ? "is no URL" : "It is not needed if the code sets");

        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE);

        assertThat(config().endpoint().url().host()).isEqualTo("notes.kr-west1.e.samsungsdscloud.com");
    }

    @Test
    void callsAFileThatIsThereButNotReadableNotMissing() throws IOException {
        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE);
        Path file = home.resolve(".scpconf/credentials.json");
        Files.createSymbolicLink(file, file);
        assertThatThrownBy(this::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("The file " + file + " is not readable (FileSystemException).")
                .hasMessageNotContaining("no such file");
    }

    @Test
    void callsAFileMissingIfItsDirectoryIsAFile() throws IOException {
        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE);
        Files.delete(home.resolve(".scpconf"));
        Files.createFile(home.resolve(".scpconf"));
        assertThatThrownBy(this::config).hasMessageContaining("(no such file)");
    }

    @Test
    void warnsOnceOfKeysThatOthersCanRead() throws IOException {
        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE);
        Path file = file("credentials.json", "{\"access-key\":\"a-canary\",\"secret-key\":\"s-canary\"}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (LogCaptor log = warnings()) {
            config();
            config();

            assertThat(log.getWarnLogs())
                    .containsExactly(file
                            + " holds keys and can be read by other users of this machine. Run: chmod 600 " + file);
        }
    }

    @Test
    void refusesHeaderValuesWithoutShowingThem() {
        for (String bad : new String[] {"can\rary", "can\nary", "can\u0000ary", "canary볼", "can ary", "can\u007fary"}) {
            assertThatThrownBy(() -> builder.accountId(bad))
                    .hasMessageStartingWith("Settings: accountId has a character at position ")
                    .hasMessageNotContaining("ary");
            assertThatThrownBy(() -> builder.language(bad)).hasMessageNotContaining("ary");
            assertThatThrownBy(() -> builder.applicationId(bad)).hasMessageNotContaining("ary");

            assertThatThrownBy(() -> ScpCredentials.of(bad, "x"))
                    .hasMessageNotContaining("ary")
                    .hasMessageContaining("The access key has");
            assertThatThrownBy(() -> ScpCredentials.of("x", bad)).hasMessageContaining("The secret key has");
            assertThatThrownBy(() -> TestService.KEYS.withAuthToken(bad)).hasMessageContaining("The auth token has");
        }
        assertThatThrownBy(() -> builder.accountId(""))
                .hasMessage("Settings: accountId is empty. Leave it out, or give a value.");
    }

    @Test
    void refusesBlankKeys() {
        assertThatThrownBy(() -> ScpCredentials.of(" ", "x"))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("The access key is blank. Give accessKey as the console shows it.");
        assertThatThrownBy(() -> ScpCredentials.of("x", null))
                .hasMessage("The secret key is null. Give secretKey as the console shows it.");
    }

    @Test
    void keepsSecretsOutOfToString() {
        ScpCredentials keys =
                ScpCredentials.of(" ABCDEFGHIJKLMNOP\n", "secret-canary").withAuthToken("token-canary");
        assertThat(keys.accessKey()).isEqualTo("ABCDEFGHIJKLMNOP");
        assertThat(keys).hasToString("ScpCredentials[accessKey=ABCD***, secretKey=***, authToken=***]");
        assertThat(ScpCredentials.of("short", "x"))
                .hasToString("ScpCredentials[accessKey=***, secretKey=***, authToken=none]");
    }

    @Test
    void refusesNullAndNonsense() {
        assertThatThrownBy(() -> builder.region(null))
                .hasMessage(
                        "Settings: region is null. Leave the setter out to use the default or what is set outside.");
        assertThatThrownBy(() -> builder.timeout(Duration.ZERO))
                .hasMessage("Settings: timeout must be more than zero.");
        assertThatThrownBy(() -> builder.attemptTimeout(Duration.ofSeconds(-1)))
                .hasMessage("Settings: attemptTimeout must be more than zero.");
    }

    @Test
    void saysWhereItGoesAndWhichSettingsLedThere() throws IOException {
        builder.credentials(TestService.KEYS);
        around.variables.put("SCP_REGION", "kr-west1");
        Path config = file("config.json", "{\"auth-url\":\"https://iam.e.samsungsdscloud.com/v1\"}");
        assertThat(endpoint())
                .isEqualTo(new ScpEndpoint(
                        URI.create("https://notes.kr-west1.e.samsungsdscloud.com/"),
                        "kr-west1",
                        ScpEnvironment.ENTERPRISE,
                        null,
                        "region kr-west1 from environment variable SCP_REGION, environment e from auth-url in "
                                + config))
                .hasToString("https://notes.kr-west1.e.samsungsdscloud.com/ (region kr-west1 from environment variable"
                        + " SCP_REGION, environment e from auth-url in " + config + ")");

        around.properties.put("scp.endpointOverride", "https://scp.example.com/x/");
        assertThat(endpoint())
                .isEqualTo(new ScpEndpoint(
                        URI.create("https://scp.example.com/x"),
                        null,
                        null,
                        null,
                        "endpoint override from system property scp.endpointOverride"));

        builder.region("kr-east1").environment(ScpEnvironment.SAMSUNG);
        assertThat(endpoint().why()).isEqualTo("endpoint override from system property scp.endpointOverride");
        around.properties.clear();
        assertThat(endpoint().why())
                .isEqualTo("region kr-east1 from the client's builder, environment s from the client's builder");

        builder.endpointOverride(URI.create("http://localhost:8080"));
        assertThat(endpoint())
                .isEqualTo(new ScpEndpoint(
                        URI.create("http://localhost:8080/"),
                        "kr-east1",
                        ScpEnvironment.SAMSUNG,
                        null,
                        "endpoint override from the client's builder"));
    }

    @Test
    void saysOnWhichAccountItWorks() throws IOException {
        around.variables.put("SCP_ENDPOINT_OVERRIDE", "https://scp.example.com");
        around.variables.put("SCP_ACCESS_KEY", "ak");
        around.variables.put("SCP_SECRET_KEY", "sk");
        assertThat(endpoint().accountId()).isNull();

        file("config.json", "{\"account-id\":\"file-account\"}");
        assertThat(endpoint().accountId()).isEqualTo("file-account");

        builder.accountId("code-account");
        assertThat(endpoint().accountId()).isEqualTo("code-account");
    }

    @Test
    void saysWhenThereIsOnlyOneAddress() {
        ServiceVersion global = ServiceVersion.builder("notes", "1.0")
                .hostTemplate("https://notes.example.com")
                .build();
        CallExecutor client = new TestService.Builder(global).buildExecutor();
        assertThat(client.endpoint())
                .isEqualTo(new ScpEndpoint(
                        URI.create("https://notes.example.com/"), null, null, null, "the only address of notes"));
        client.close();
    }

    @Test
    void warnsOnceBeforeTheLastDayOfAVersion() {
        ServiceVersion old = old("2027-01-31");
        try (LogCaptor log = warnings()) {
            for (int i = 0; i < 2; i++) {
                new TestService.Builder(old)
                        .clock(at("2027-01-30T23:59:59Z"))
                        .build()
                        .close();
            }
            assertThat(log.getWarnLogs())
                    .containsExactly(
                            "notes 1.0 is deprecated and no longer supported by the platform from 2027-01-31 on."
                                    + " Use notes 1.1 instead.");

            new TestService.Builder(old)
                    .clock(at("2027-01-31T00:00:00Z"))
                    .build()
                    .close();
            new TestService.Builder(old)
                    .clock(at("2027-02-01T00:00:00Z"))
                    .build()
                    .close();
            assertThat(log.getWarnLogs())
                    .hasSize(2)
                    .last()
                    .isEqualTo("notes 1.0 is deprecated and no longer supported by the platform since 2027-01-31."
                            + " Use notes 1.1 instead.");
        }
    }

    @Test
    void warnsOfADeprecatedVersionWithoutADate() {
        try (LogCaptor log = warnings()) {
            new TestService.Builder(old(null)).build().close();
            assertThat(log.getWarnLogs()).containsExactly("notes 1.0 is deprecated. Use notes 1.1 instead.");
        }
    }

    @Test
    void warnsOnceOfAVersionThatMayNotBeServed() {
        ServiceVersion doubtful = ServiceVersion.builder("notes", "1.0")
                .hostTemplate("https://notes.example.com")
                .uncertain("The platform may refuse it.", "1.1")
                .build();
        try (LogCaptor log = warnings()) {
            new TestService.Builder(doubtful).build().close();
            new TestService.Builder(doubtful).build().close();

            assertThat(log.getWarnLogs())
                    .containsExactly("notes 1.0: The platform may refuse it. The newest is notes 1.1.");
        }
    }

    @Test
    void warnsOfDeprecationAndDoubtInOneLine() {
        ServiceVersion doubtful = ServiceVersion.builder("notes", "1.0")
                .hostTemplate("https://notes.example.com")
                .deprecated(null, "1.1")
                .uncertain("The platform may refuse it.", null)
                .build();
        try (LogCaptor log = warnings()) {
            new TestService.Builder(doubtful).build().close();

            assertThat(log.getWarnLogs())
                    .containsExactly("notes 1.0 is deprecated. Use notes 1.1 instead. The platform may refuse it.");
        }
    }

    private static ServiceVersion old(String notBefore) {
        return ServiceVersion.builder("notes", "1.0")
                .hostTemplate("https://notes.example.com")
                .deprecated(notBefore, "1.1")
                .build();
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    private ScpEndpoint endpoint() {
        CallExecutor client = builder.buildExecutor();
        client.close();
        return client.endpoint();
    }

    @Test
    void warnsOnceOfADeprecatedVersion() {
        ServiceVersion old = ServiceVersion.builder("notes", "1.0")
                .hostTemplate("https://notes.example.com")
                .deprecated("2025-12-31", "1.1")
                .build();
        try (LogCaptor log = warnings()) {
            new TestService.Builder(old).build().close();
            new TestService.Builder(old).build().close();

            assertThat(log.getWarnLogs())
                    .containsExactly("notes 1.0 is deprecated and no longer supported by the platform since 2025-12-31."
                            + " Use notes 1.1 instead.");
        }
    }

    private void assertSettings(String place, String accessKey, String account, String token) {
        ClientConfig config = config();
        assertThat(config.endpoint().url()).hasToString("https://notes." + place + ".samsungsdscloud.com/");
        assertThat(config.credentials().provider().credentials().accessKey()).isEqualTo(accessKey);
        assertThat(config.credentials().provider().credentials().authToken()).isEqualTo(token);
        assertThat(config.credentials().accountId()).isEqualTo(account);
    }

    private static LogCaptor warnings() {
        LogCaptor log = LogCaptor.forName("io.github.scpsdk.settings");
        log.setLogLevelToTrace();
        return log;
    }

    private ClientConfig config() {
        return builder.config();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(home.resolve(".scpconf").resolve(name), content);
    }
}
