// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpEnvironment;
import io.github.scpsdk.core.internal.config.ResolvedSetting;
import io.github.scpsdk.core.testing.FakeEnvironment;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people set who do not control the code: profiles, addresses of single services, time limits, attempts. */
class SettingsFromOutsideTest {

    @TempDir
    Path home;

    private final FakeEnvironment around = new FakeEnvironment();
    private final TestService.Builder builder = new TestService.Builder(TestService.SERVICE).environment(around);

    @BeforeEach
    void surround() {
        around.home = home;
    }

    private void profile(String directory, String name) throws IOException {
        Path files = Files.createDirectories(home.resolve(directory));
        Files.writeString(
                files.resolve("credentials.json"),
                "{\"access-key\":\"" + name + "-access\",\"secret-key\":\"" + name + "-secret\"}");
        Files.writeString(
                files.resolve("config.json"),
                "{\"default-region\":\"kr-west1\",\"auth-url\":\"https://iam.e.samsungsdscloud.com/v1\",\"account-id\":\""
                        + name + "-account\"}");
    }

    private String account() {
        ClientConfig config = builder.config();
        return config.credentials().provider().credentials().accessKey() + " "
                + config.credentials().accountId();
    }

    @Test
    void aProfileDecidesWhichFilesAreRead() throws IOException {
        profile(".scpconf", "plain");
        profile(".scpconf/night-job", "night");
        profile("elsewhere", "other");
        profile("elsewhere/night-job", "far");
        assertThat(account()).isEqualTo("plain-access plain-account");
        around.variables.put("SCP_PROFILE", "night-job");
        assertThat(account()).isEqualTo("night-access night-account");
        around.variables.put("SCP_CONFIG_DIR", home.resolve("elsewhere").toString());
        assertThat(account()).isEqualTo("far-access far-account");
        around.properties.put("scp.configDir", home.resolve(".scpconf").toString());
        assertThat(account()).isEqualTo("night-access night-account");
        around.variables.remove("SCP_PROFILE");
        assertThat(account()).isEqualTo("plain-access plain-account");
        around.properties.clear();
        assertThat(account()).isEqualTo("other-access other-account");
        around.properties.put("scp.profile", "night-job");
        assertThat(account()).isEqualTo("far-access far-account");

        around.variables.put("SCP_ACCESS_KEY", "env-access");
        around.variables.put("SCP_SECRET_KEY", "env-secret");
        assertThat(account()).isEqualTo("env-access far-account");
    }

    @Test
    void aProfileThatDoesNotExistIsNamedWithThoseThatDo() throws IOException {
        profile(".scpconf/one", "one");
        profile(".scpconf/two", "two");
        around.variables.put("SCP_PROFILE", "three");
        assertThatThrownBy(builder::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("There is no profile three: the directory " + home.resolve(".scpconf/three")
                        + " does not exist. Make it, with config.json and credentials.json in it, or name another profile in the"
                        + " code, as scp.profile or as SCP_PROFILE; there are: one, two.");
        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE);
        assertThatThrownBy(builder::config).hasMessageStartingWith("There is no profile three");
        builder.credentials(TestService.KEYS); // now no file is needed
        assertThat(builder.config().credentials().accountId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../x", "a/b", "a\\b", "/etc", ".hidden", "a b", "a\u0000b", "canary:x", "볼륨"})
    void aProfileNeverLeadsOutOfItsDirectory(String name) {
        around.variables.put("SCP_PROFILE", name);
        assertThatThrownBy(builder::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("The name of the profile (")
                .hasMessageContaining("environment variable SCP_PROFILE) can be none. It has 1 to 64 letters")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aDirectoryThatIsNoneIsNamed() {
        around.variables.put("SCP_CONFIG_DIR", "canary\u0000");
        assertThatThrownBy(builder::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("The directory of the settings (environment variable SCP_CONFIG_DIR) cannot be")
                .hasMessageNotContaining("canary");
    }

    @Test
    void anAddressOfOneServiceComesBeforeThatOfAll() {
        builder.region("kr-west1").environment(ScpEnvironment.ENTERPRISE).credentials(TestService.KEYS);
        around.variables.put("SCP_ENDPOINT_OVERRIDE_FILES", "https://files.example.com");
        assertThat(address()).isEqualTo("https://notes.kr-west1.e.samsungsdscloud.com/");
        around.variables.put("SCP_ENDPOINT_OVERRIDE", "https://all.example.com");
        assertThat(address()).isEqualTo("https://all.example.com/");
        around.variables.put("SCP_ENDPOINT_OVERRIDE_NOTES", "https://notes.example.com");
        assertThat(address()).isEqualTo("https://notes.example.com/");
        assertThat(builder.config().endpoint().description().why())
                .isEqualTo("endpoint override from environment variable SCP_ENDPOINT_OVERRIDE_NOTES");
        around.properties.put("scp.endpointOverride", "https://property.example.com");
        assertThat(address()).isEqualTo("https://property.example.com/");
        around.properties.put("scp.endpointOverride.notes", "https://one.example.com");
        assertThat(address()).isEqualTo("https://one.example.com/");

        around.properties.put("scp.endpointOverride.notes", "https://user:canary@one.example.com");
        assertThatThrownBy(builder::config)
                .hasMessage(
                        "The endpoint override (system property scp.endpointOverride.notes) has user info before the"
                                + " host, which is never sent.");
    }

    private String address() {
        return builder.config().endpoint().url().toString();
    }

    @Test
    void timeLimitsAndAttemptsComeFromOutsideUnlessTheCodeSetsThem() {
        builder.endpointOverride(URI.create("https://x.example")).credentials(TestService.KEYS);
        around.variables.put("SCP_TIMEOUT", "90s");
        around.variables.put("SCP_ATTEMPT_TIMEOUT", "1500ms");
        around.variables.put("SCP_MAX_ATTEMPTS", "5");
        CallDefaults defaults = builder.config().defaults();
        assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(defaults.timeoutSet()).isTrue();
        assertThat(defaults.attemptTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(defaults.retryPolicy().maxAttempts()).isEqualTo(5);
        assertThat(defaults.retryPolicy().maxDelay())
                .isEqualTo(RetryPolicy.standard().maxDelay());

        around.properties.put("scp.timeout", "2m");
        around.properties.put("scp.attemptTimeout", "1h");
        around.properties.put("scp.maxAttempts", "1");
        defaults = builder.config().defaults();
        assertThat(defaults.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(defaults.attemptTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(defaults.retryPolicy().maxAttempts()).isEqualTo(1);

        defaults = builder.timeout(Duration.ofSeconds(3))
                .attemptTimeout(Duration.ofSeconds(2))
                .retryPolicy(RetryPolicy.standard())
                .config()
                .defaults();
        assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(defaults.attemptTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(defaults.retryPolicy()).isSameAs(RetryPolicy.standard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "s", "0s", "-1s", "1.5s", "canary", "9999999999s", "90 s", "1d", "90S", "٣s"})
    void aTimeThatIsNoneIsNamedAndNotShown(String value) {
        builder.endpointOverride(URI.create("https://x.example")).credentials(TestService.KEYS);
        around.variables.put("SCP_TIMEOUT", value);
        assertThatThrownBy(builder::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage(
                        "The timeout (environment variable SCP_TIMEOUT) is no length of time. Give a number above zero"
                                + " with ms, s, m or h, for example 90s.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "three", "canary", "1.0", "99999999999"})
    void aNumberOfAttemptsThatIsNoneIsNamedAndNotShown(String value) {
        builder.endpointOverride(URI.create("https://x.example")).credentials(TestService.KEYS);
        around.properties.put("scp.maxAttempts", value);
        assertThatThrownBy(builder::config)
                .hasMessage(
                        "The number of attempts (system property scp.maxAttempts) is no number. Give one from 1 on, for"
                                + " example 3.");
    }

    @Test
    void saysOfEachSettingWhichPlaceHasWon() throws IOException {
        profile(".scpconf/night", "night");
        around.variables.put("SCP_PROFILE", "night");
        around.variables.put("SCP_REGION", "kr-east1");
        around.properties.put("scp.environment", "s");
        around.variables.put("SCP_TIMEOUT", "90s");
        builder.attemptTimeout(Duration.ofSeconds(5));
        Path files = home.resolve(".scpconf/night");
        assertThat(builder.config().settings())
                .containsExactly(
                        new ResolvedSetting("profile", "night", "environment variable SCP_PROFILE"),
                        new ResolvedSetting("region", "kr-east1", "environment variable SCP_REGION"),
                        new ResolvedSetting("environment", "s", "system property scp.environment"),
                        new ResolvedSetting(
                                "credentials",
                                "nigh***",
                                "file " + files.resolve("credentials.json") + ": access-key and secret-key"),
                        new ResolvedSetting(
                                "accountId", "night-account", "account-id in " + files.resolve("config.json")),
                        new ResolvedSetting("timeout", "90s", "environment variable SCP_TIMEOUT"),
                        new ResolvedSetting("attemptTimeout", "5s", ResolvedSetting.BUILDER));

        builder.endpointOverride(URI.create("https://x.example"))
                .credentials(ScpCredentials.of("code-access-key", "code-secret-canary"))
                .retryPolicy(RetryPolicy.none());
        List<ResolvedSetting> settings = builder.config().settings();
        assertThat(settings)
                .contains(
                        new ResolvedSetting("endpointOverride", "https://x.example/", ResolvedSetting.BUILDER),
                        new ResolvedSetting("credentials", "code***", ResolvedSetting.BUILDER),
                        new ResolvedSetting("maxAttempts", "1", ResolvedSetting.BUILDER));
        assertThat(settings.toString()).doesNotContain("canary", "secret");
    }
}
