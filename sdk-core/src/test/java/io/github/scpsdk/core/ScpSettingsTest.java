// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.internal.call.ClientConfig;
import io.github.scpsdk.core.testing.FakeEnvironment;
import io.github.scpsdk.core.testing.TestService;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings for several clients, and how they go together with those of one. */
class ScpSettingsTest {

    private static final CallListener LISTENER = new CallListener() {};
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final RetryPolicy POLICY = RetryPolicy.none();
    private static final Executor EXECUTOR = Runnable::run;
    private static final OkHttpClient HTTP = new OkHttpClient();

    private final TestService.Builder client = TestService.builder();

    private static ScpSettings all() {
        return ScpSettings.builder()
                .region("kr-west1")
                .environment(ScpEnvironment.ENTERPRISE)
                .endpointOverride(URI.create("http://scp.example.com/x"))
                .allowPlainHttp(true)
                .credentials(TestService.KEYS)
                .accountId("account-1")
                .language("ko-KR")
                .applicationId("app/1")
                .retryPolicy(POLICY)
                .timeout(Duration.ofSeconds(3))
                .attemptTimeout(Duration.ofSeconds(2))
                .httpClient(HTTP)
                .clock(CLOCK)
                .listener(LISTENER)
                .validation(false)
                .completionExecutor(EXECUTOR)
                .maxRequestsPerHost(7)
                .maxResponseBytes(1234)
                .build();
    }

    @Test
    void everySettingReachesTheClient() {
        ClientConfig built = built(client.settings(all()));

        assertThat(built.endpoint().url()).hasToString("http://scp.example.com/x");
        assertThat(built.endpoint().description().region()).isEqualTo("kr-west1");
        assertThat(built.endpoint().description().environment()).isEqualTo(ScpEnvironment.ENTERPRISE);
        assertThat(built.credentials().provider().credentials()).isSameAs(TestService.KEYS);
        assertThat(built.credentials().accountId()).isEqualTo("account-1");
        assertThat(built.defaults().headers().get("Accept-Language")).isEqualTo("ko-KR");
        assertThat(built.defaults().headers().get("User-Agent")).endsWith(" app/1");
        assertThat(built.defaults().retryPolicy()).isSameAs(POLICY);
        assertThat(built.defaults().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(built.defaults().attemptTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(built.internals().clock()).isSameAs(CLOCK);
        assertThat(built.defaults().listeners()).containsExactly(LISTENER);
        assertThat(built.validation()).isFalse();
        assertThat(built.defaults().completionExecutor()).isSameAs(EXECUTOR);
        assertThat(built.maxResponseBytes()).isEqualTo(1234);
    }

    @Test
    void everySettingCanBeReadBack() throws ReflectiveOperationException {
        ScpSettings all = all();
        for (Method setter : ScpSettingsBuilder.class.getDeclaredMethods()) {
            switch (setter.getName()) {
                case "settings", "credentialsProvider" -> {}
                case "listener" -> assertThat(all.listeners()).containsExactly(LISTENER);
                default ->
                    assertThat(ScpSettings.class.getMethod(setter.getName()).invoke(all))
                            .as(setter.getName())
                            .isNotNull();
            }
        }
        assertThat(all.httpClient()).isSameAs(HTTP);
        assertThat(all.maxRequestsPerHost()).isEqualTo(7);
        assertThat(ScpSettings.builder().build().region()).isNull();
    }

    @Test
    void laterSettersOfTheClientWin() {
        ClientConfig built = built(client.timeout(Duration.ofSeconds(9))
                .settings(all())
                .maxResponseBytes(99)
                .language("en-US"));

        assertThat(built.defaults().timeout()).as("set before").isEqualTo(Duration.ofSeconds(3));
        assertThat(built.maxResponseBytes()).as("set after").isEqualTo(99);
        assertThat(built.defaults().headers().get("Accept-Language")).isEqualTo("en-US");
    }

    @Test
    void whatTheSettingsLeaveOutStaysAsItIs() {
        ScpSettings few = ScpSettings.builder().timeout(Duration.ofSeconds(4)).build();
        ClientConfig built = built(client.settings(all()).settings(few));

        assertThat(built.defaults().timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(built.defaults().attemptTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(built.validation()).isFalse();
    }

    @Test
    void keysAndAProviderOfKeysReplaceEachOther() {
        ScpCredentials others = ScpCredentials.of("otherAccess", "otherSecret");
        ScpCredentialsProvider provider = () -> others;
        ScpSettings provided = all().toBuilder().credentialsProvider(provider).build();

        assertThat(provided.credentials()).isNull();
        assertThat(built(client.credentials(TestService.KEYS).settings(provided))
                        .credentials()
                        .provider())
                .isSameAs(provider);
        assertThat(built(client.settings(all())).credentials().provider().credentials())
                .isSameAs(TestService.KEYS);
    }

    @Test
    void listenersOfSettingsAndClientAddUp() {
        CallListener before = new CallListener() {};
        CallListener after = new CallListener() {};
        ClientConfig built = built(client.listener(before).settings(all()).listener(after));

        assertThat(built.defaults().listeners()).containsExactly(before, LISTENER, after);
    }

    @Test
    void settingsDifferALittleForAnotherAccount() {
        ScpSettings first = all();
        ScpSettings second = first.toBuilder().accountId("account-2").build();

        assertThat(second.accountId()).isEqualTo("account-2");
        assertThat(second.region()).isEqualTo("kr-west1");
        assertThat(first.accountId()).isEqualTo("account-1");
        assertThat(List.of(first.listeners(), second.listeners())).containsOnly(List.of(LISTENER));
    }

    @Test
    void usingABuilderFurtherDoesNotChangeWhatItBuilt() {
        ScpSettings.Builder builder = ScpSettings.builder().region("kr-west1");
        ScpSettings built = builder.build();
        builder.region("kr-east1").listener(LISTENER);

        assertThat(built.region()).isEqualTo("kr-west1");
        assertThat(built.listeners()).isEmpty();
        assertThatThrownBy(() -> all().listeners().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void toStringShowsNoSecret() {
        ScpSettings settings = ScpSettings.builder()
                .region("kr-west1")
                .endpointOverride(URI.create("https://user:pass-canary@scp.example.com/path-canary"))
                .credentials(
                        ScpCredentials.of("ABCDEFGHIJKLMNOP", "secret-canary").withAuthToken("token-canary"))
                .timeout(Duration.ofSeconds(3))
                .validation(false)
                .listener(LISTENER)
                .build();
        assertThat(settings)
                .hasToString(
                        "ScpSettings[region=kr-west1, endpointOverride=***, credentials=ScpCredentials["
                                + "accessKey=ABCD***, secretKey=***, authToken=***], timeout=PT3S, validation=false, listeners=1]");

        ScpSettings provided =
                ScpSettings.builder().credentialsProvider(new Talkative()).build();
        assertThat(provided).hasToString("ScpSettings[credentials=" + Talkative.class.getName() + "]");
    }

    private static final class Talkative implements ScpCredentialsProvider {
        @Override
        public ScpCredentials credentials() {
            return TestService.KEYS;
        }

        @Override
        public String toString() {
            return "secret-canary";
        }
    }

    @Test
    void refusesNullAndNonsenseByName() {
        assertThatThrownBy(() -> client.settings(null))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("Settings: settings is null.");
        assertThatThrownBy(() -> ScpSettings.builder().maxRequestsPerHost(0))
                .hasMessage("Settings: maxRequestsPerHost must be at least 1.");
        assertThatThrownBy(() -> ScpSettings.builder().timeout(Duration.ofMillis(-1)))
                .hasMessage("Settings: timeout must be more than zero.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "!~", "a"})
    void takesVisibleAscii(String value) {
        assertThat(ScpSettings.builder().language(value).build().language()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u007f", "a b", "é", "\n"})
    void takesNothingElseForAHeader(String value) {
        assertThatThrownBy(() -> ScpSettings.builder().language(value))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("Settings: language ");
    }

    @Test
    void namesTheSourceOfAnAccountThatCannotBeSent() {
        FakeEnvironment around = new FakeEnvironment();
        around.variables.put("SCP_ACCESS_KEY", "access");
        around.variables.put("SCP_SECRET_KEY", "secret");
        around.variables.put("SCP_ACCOUNT_ID", "can ary");
        client.environment(around);
        client.endpointOverride(URI.create("http://localhost:8080"));

        assertThatThrownBy(client::build)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("The account id (environment variable SCP_ACCOUNT_ID) cannot be used."
                        + " Settings: accountId has a character at position 3 that is not visible ASCII"
                        + " and cannot be sent in a header.");
    }

    private static ClientConfig built(TestService.Builder builder) {
        return builder.config();
    }
}
