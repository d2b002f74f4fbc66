// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.backup.v1_4.BackupClient;
import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ScpAsyncClient;
import io.github.scpsdk.core.ScpClient;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpSettings;
import io.github.scpsdk.core.ScpSettingsBuilder;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_2.FileStorageAsyncClient;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Runs on Spring Boot 3.5 and on 4. */
class ScpAutoConfigurationTest {

    private final ApplicationContextRunner bare =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ScpAutoConfiguration.class));

    private final ApplicationContextRunner runner = bare.withPropertyValues(
            "scp.region=kr-west1",
            "scp.environment=e",
            "scp.access-key=some-access-key",
            "scp.secret-key=some-secret-key");

    @Test
    void everyVersionHasClients() {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeanNamesForType(ScpClient.class, true, false))
                    .hasSameSizeAs(context.getBeanNamesForType(ScpAsyncClient.class, true, false))
                    .hasSize(17)
                    .contains("scpFileStorageClientV1Dot0", "scpFileStorageClientV1Dot2", "scpBackupClientV1Dot4");
            assertThat(context.getBean(FileStorageClient.class).endpoint().url())
                    .hasToString("https://filestorage.kr-west1.e.samsungsdscloud.com/");
            assertThat(context.getBean(FileStorageClient.class))
                    .isSameAs(context.getBean(ScpClients.class).get(FileStorageClient.class));
            assertThat(context.getBean(FileStorageAsyncClient.class).endpoint())
                    .isEqualTo(context.getBean(FileStorageClient.class).endpoint());
        });
    }

    @Test
    void aClientIsBuiltWhenItIsAskedFor() {
        bare.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(ScpClients.class).open()).isEmpty();
        });
    }

    @Test
    void anApplicationsOwnClientComesFirst() {
        FileStorageClient own = new FileStorageClient() {};
        runner.withBean("own", FileStorageClient.class, () -> own).run(context -> {
            assertThat(context.getBean(FileStorageClient.class)).isSameAs(own);
            assertThat(context).doesNotHaveBean("scpFileStorageClientV1Dot2").hasBean("scpFileStorageClientV1Dot1");
        });
    }

    @Test
    void anotherClientThatIsNoDefaultLeavesTheDefaultOne() {
        runner.withUserConfiguration(AnotherClient.class).run(context -> {
            assertThat(context.getBean(FileStorageClient.class)).isNotSameAs(context.getBean("other"));
            assertThat(context).hasBean("scpFileStorageClientV1Dot2");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class AnotherClient {
        @Bean(defaultCandidate = false)
        FileStorageClient other() {
            return new FileStorageClient() {};
        }
    }

    @Test
    void aServiceWhoseModuleIsMissingHasNoBeans() {
        runner.withClassLoader(new FilteredClassLoader("io.github.scpsdk.filestorage"))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean("scpFileStorageClientV1Dot2");
                    assertThat(context.getBean(BackupClient.class)).isNotNull();
                });
    }

    @Test
    void everySettingHasAPropertyOrIsSetInCode() {
        Set<String> settings = Arrays.stream(ScpSettingsBuilder.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> properties = Arrays.stream(ScpAccountProperties.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.matches("(get|is)[A-Z].*") && !name.equals("getClass"))
                .map(name -> name.replaceFirst("get|is", ""))
                .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));

        settings.removeAll(Set.of(
                "settings", "clock", "completionExecutor", "credentialsProvider", "httpClient", "listener")); // in code
        assertThat(settings.remove("credentials")).isTrue();
        assertThat(properties.removeAll(Set.of("accessKey", "secretKey", "authToken")))
                .isTrue();
        assertThat(settings.remove("retryPolicy")).isTrue();
        assertThat(properties.remove("retry")).isTrue();
        assertThat(properties).isEqualTo(settings);
    }

    @Test
    void propertiesBecomeSettings() {
        runner.withPropertyValues(
                        "scp.endpoint-override=https://gateway.example.com/scp",
                        "scp.allow-plain-http=true",
                        "scp.auth-token=some-token",
                        "scp.account-id=0e3dffc50eb247a1adf4f2e5c82c4f99",
                        "scp.language=ko-KR",
                        "scp.application-id=my-app",
                        "scp.timeout=2m",
                        "scp.attempt-timeout=5s",
                        "scp.validation=false",
                        "scp.max-requests-per-host=3",
                        "scp.max-response-bytes=1MB",
                        "scp.retry.max-attempts=5",
                        "scp.retry.base-delay=10ms",
                        "scp.retry.throttling-base-delay=2s",
                        "scp.retry.max-delay=8s",
                        "scp.retry.bucket-capacity=100",
                        "scp.retry.retry-cost=7",
                        "scp.retry.throttling-retry-cost=3")
                .run(context -> {
                    ScpSettings settings = settings(context.getBean(ScpClients.class), "default");
                    assertThat(settings.region()).isEqualTo("kr-west1");
                    assertThat(settings.environment()).hasToString("e");
                    assertThat(settings.endpointOverride()).isEqualTo(URI.create("https://gateway.example.com/scp"));
                    assertThat(settings.allowPlainHttp()).isTrue();
                    assertThat(settings.credentials().accessKey()).isEqualTo("some-access-key");
                    assertThat(settings.credentials().secretKey()).isEqualTo("some-secret-key");
                    assertThat(settings.credentials().authToken()).isEqualTo("some-token");
                    assertThat(settings.accountId()).isEqualTo("0e3dffc50eb247a1adf4f2e5c82c4f99");
                    assertThat(settings.language()).isEqualTo("ko-KR");
                    assertThat(settings.applicationId()).isEqualTo("my-app");
                    assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(2));
                    assertThat(settings.attemptTimeout()).isEqualTo(Duration.ofSeconds(5));
                    assertThat(settings.validation()).isFalse();
                    assertThat(settings.maxRequestsPerHost()).isEqualTo(3);
                    assertThat(settings.maxResponseBytes()).isEqualTo(1 << 20);
                    assertThat(settings.retryPolicy().maxAttempts()).isEqualTo(5);
                    assertThat(settings.retryPolicy().baseDelay()).isEqualTo(Duration.ofMillis(10));
                    assertThat(settings.retryPolicy().throttlingBaseDelay()).isEqualTo(Duration.ofSeconds(2));
                    assertThat(settings.retryPolicy().maxDelay()).isEqualTo(Duration.ofSeconds(8));
                    assertThat(settings.retryPolicy().bucketCapacity()).isEqualTo(100);
                    assertThat(settings.retryPolicy().retryCost()).isEqualTo(7);
                    assertThat(settings.retryPolicy().throttlingRetryCost()).isEqualTo(3);
                });
    }

    @Test
    void theNamesOfTheSdkAreUnderstood() {
        bare.withSystemProperties(
                        "scp.region=kr-east1",
                        "scp.environment=s",
                        "scp.accessKey=some-access-key",
                        "scp.secretKey=some-secret-key",
                        "scp.authToken=some-token",
                        "scp.accountId=an-account",
                        "scp.endpointOverride=https://gateway.example.com/")
                .run(context -> {
                    ScpSettings settings = settings(context.getBean(ScpClients.class), "default");
                    assertThat(settings.region()).isEqualTo("kr-east1");
                    assertThat(settings.credentials().accessKey()).isEqualTo("some-access-key");
                    assertThat(settings.credentials().authToken()).isEqualTo("some-token");
                    assertThat(settings.accountId()).isEqualTo("an-account");
                    assertThat(settings.endpointOverride()).hasToString("https://gateway.example.com/");
                });
    }

    @Test
    void theVariablesOfTheSdkAreUnderstood() {
        Map<String, Object> variables = new HashMap<>(Map.of(
                "SCP_REGION", "kr-east1",
                "SCP_ENVIRONMENT", "s",
                "SCP_ACCESS_KEY", "some-access-key",
                "SCP_SECRET_KEY", "some-secret-key",
                "SCP_AUTH_TOKEN", "some-token",
                "SCP_ACCOUNT_ID", "an-account",
                "SCP_ENDPOINT_OVERRIDE", "https://gateway.example.com/"));
        // Spring Boot takes the time limits; it leaves the rest to the SDK, and does not stumble over it
        variables.putAll(Map.of(
                "SCP_TIMEOUT", "90s",
                "SCP_ATTEMPT_TIMEOUT", "500ms",
                "SCP_MAX_ATTEMPTS", "5",
                "SCP_PROFILE", "night",
                "SCP_CONFIG_DIR", "/etc/scp",
                "SCP_ENDPOINT_OVERRIDE_FILESTORAGE", "https://files.example.com/",
                "HTTPS_PROXY", "http://someone:canary@proxy.example.com:3128"));
        bare.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables)))
                .run(context -> {
                    ScpSettings settings = settings(context.getBean(ScpClients.class), "default");
                    assertThat(settings.region()).isEqualTo("kr-east1");
                    assertThat(settings.environment()).hasToString("s");
                    assertThat(settings.credentials().secretKey()).isEqualTo("some-secret-key");
                    assertThat(settings.credentials().authToken()).isEqualTo("some-token");
                    assertThat(settings.accountId()).isEqualTo("an-account");
                    assertThat(settings.endpointOverride()).hasToString("https://gateway.example.com/");
                    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(90));
                    assertThat(settings.attemptTimeout()).isEqualTo(Duration.ofMillis(500));
                    assertThat(settings.retryPolicy()).isNull();
                });
    }

    @Test
    void anAccountInheritsWhatItDoesNotSet() {
        runner.withPropertyValues(
                        "scp.account-id=an-account",
                        "scp.timeout=2m",
                        "scp.retry.max-attempts=5",
                        "scp.accounts.dr.region=kr-east1",
                        "scp.accounts.dr.retry.base-delay=10ms",
                        "scp.accounts.partner.access-key=another-access-key",
                        "scp.accounts.partner.secret-key=another-secret-key",
                        "scp.accounts.project.account-id=a-project")
                .run(context -> {
                    ScpClients clients = context.getBean(ScpClients.class);
                    assertThat(clients.accounts()).containsExactly("default", "dr", "partner", "project");

                    ScpSettings dr = settings(clients, "dr");
                    assertThat(dr.region()).isEqualTo("kr-east1");
                    assertThat(dr.environment()).hasToString("e");
                    assertThat(dr.credentials().accessKey()).isEqualTo("some-access-key");
                    assertThat(dr.accountId()).isEqualTo("an-account");
                    assertThat(dr.timeout()).isEqualTo(Duration.ofMinutes(2));
                    assertThat(dr.retryPolicy().maxAttempts()).isEqualTo(5);
                    assertThat(dr.retryPolicy().baseDelay()).isEqualTo(Duration.ofMillis(10));

                    ScpSettings partner = settings(clients, "partner");
                    assertThat(partner.credentials().accessKey()).isEqualTo("another-access-key");
                    assertThat(partner.accountId())
                            .as("belongs to the other keys")
                            .isNull();

                    ScpSettings project = settings(clients, "project");
                    assertThat(project.credentials().accessKey()).isEqualTo("some-access-key");
                    assertThat(project.accountId()).isEqualTo("a-project");

                    assertThat(clients.get("dr", FileStorageClient.class))
                            .isSameAs(clients.get("dr", FileStorageClient.class))
                            .isNotSameAs(clients.get(FileStorageClient.class));
                    assertThat(clients.get("dr", FileStorageClient.class)
                                    .endpoint()
                                    .region())
                            .isEqualTo("kr-east1");
                });
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        runner.withPropertyValues(
                        "scp.endpoint-override=https://gateway.example.com/",
                        "scp.accounts.dr.region=kr-east1",
                        "scp.accounts.half.secret-key=another-secret-key",
                        "scp.accounts.pinned.pinned-certificates=no certificate",
                        "scp.accounts.token.auth-token=another-token")
                .run(context -> {
                    ScpClients clients = context.getBean(ScpClients.class);
                    assertThatThrownBy(() -> clients.get("dr", FileStorageClient.class))
                            .isInstanceOf(ScpConfigurationException.class)
                            .hasMessage(
                                    "The account dr has a region or environment of its own, which scp.endpoint-override"
                                            + " would overrule. Set scp.accounts.dr.endpoint-override too.");
                    assertThatThrownBy(() -> clients.get("half", FileStorageClient.class))
                            .isInstanceOf(ScpConfigurationException.class)
                            .hasMessage(
                                    "Half a pair of keys: scp.accounts.half.access-key, scp.accounts.half.secret-key and"
                                            + " scp.accounts.half.auth-token belong together, and scp.accounts.half.access-key is not"
                                            + " set. Set it too, or none of them.");
                    assertThatThrownBy(() -> clients.get("pinned", FileStorageClient.class))
                            .isInstanceOf(ScpConfigurationException.class)
                            .hasMessageContaining("pinnedCertificates holds no certificate");
                    assertThatThrownBy(() -> clients.get("token", FileStorageClient.class))
                            .isInstanceOf(ScpConfigurationException.class)
                            .hasMessageContaining("scp.accounts.token.access-key is not set")
                            .hasMessageNotContaining("another-token");
                    assertThatThrownBy(() -> clients.get("mine", FileStorageClient.class))
                            .isInstanceOf(ScpConfigurationException.class)
                            .hasMessage(
                                    "There is no account mine below scp.accounts. There are: default, dr, half, pinned, token.");
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> clients.get(ScpClient.class))
                            .withMessageContaining("io.github.scpsdk.core.ScpClient is no client that can be built");
                });
        runner.withPropertyValues("scp.accounts.default.region=kr-east1")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("The default account has no name"));
    }

    @Test
    void blankPropertiesAreNotSet() {
        bare.withPropertyValues("scp.access-key= ", "scp.secret-key=", "scp.auth-token=", "scp.region= ")
                .run(context -> {
                    ScpSettings settings = settings(context.getBean(ScpClients.class), "default");
                    assertThat(settings.credentials()).isNull();
                    assertThat(settings.region()).isNull();
                });
    }

    @Test
    void beansOfTheApplicationTakePart() {
        runner.withUserConfiguration(Customizers.class).run(context -> {
            ScpSettings settings = settings(context.getBean(ScpClients.class), "default");
            assertThat(settings.listeners()).hasSize(1);
            assertThat(settings.timeout()).as("the later one").isEqualTo(Duration.ofSeconds(3));
            assertThat(settings.applicationId()).isEqualTo("FileStorageClient-default");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {
        @Bean
        @Order(2)
        ScpSettingsCustomizer second() {
            return (settings, client, account) ->
                    settings.timeout(Duration.ofSeconds(3)).applicationId(client.getSimpleName() + "-" + account);
        }

        @Bean
        @Order(1)
        ScpSettingsCustomizer first() {
            return (settings, client, account) -> settings.timeout(Duration.ofSeconds(2));
        }

        @Bean
        CallListener listener() {
            return new CallListener() {};
        }
    }

    @Test
    void clientsAreClosedWithTheContext() {
        List<FileStorageClient> clients = new ArrayList<>();
        List<ScpClients> all = new ArrayList<>();
        runner.run(context -> {
            clients.add(context.getBean(FileStorageClient.class));
            all.add(context.getBean(ScpClients.class));
        });
        assertThatIllegalStateException().isThrownBy(() -> clients.get(0).listVolumes());
        assertThatIllegalStateException()
                .isThrownBy(() -> all.get(0).get(BackupClient.class))
                .withMessage("The application context is closed, and its clients with it.");
    }

    @Test
    void theEmulatorTakesThePlaceOfThePlatform() {
        runner.withUserConfiguration(Customizers.class)
                .withPropertyValues("scp.emulator.enabled=true", "scp.accounts.dr.region=kr-east1")
                .run(context -> {
                    FileStorageClient files = context.getBean(FileStorageClient.class);
                    ScpEmulator emulator = context.getBean(ScpEmulator.class);
                    assertThat(files.endpoint().url()).isEqualTo(emulator.endpoint("kr-west1"));
                    assertThat(files.listVolumes().count()).isZero();
                    assertThat(context.getBean(ScpClients.class)
                                    .get("dr", FileStorageClient.class)
                                    .endpoint()
                                    .url())
                            .isEqualTo(emulator.endpoint("kr-east1"));
                    assertThat(emulator.requests())
                            .singleElement()
                            .satisfies(request -> assertThat(request.headers().toString())
                                    .contains(ScpEmulator.DEMO_ACCESS_KEY)
                                    .doesNotContain("some-access-key"));
                });
    }

    @Test
    void theEmulatorNeedsNoOtherSetting() {
        bare.withPropertyValues("scp.emulator.enabled=true")
                .run(context -> assertThat(context.getBean(FileStorageClient.class)
                                .listVolumes()
                                .count())
                        .isZero());
    }

    @Test
    void anEmulatorOfTheApplicationIsUsed() {
        try (ScpEmulator own = ScpEmulator.builder().replaying().start()) {
            bare.withPropertyValues("scp.emulator.enabled=true")
                    .withBean("own", ScpEmulator.class, () -> own)
                    .run(context -> assertThat(context.getBean(FileStorageClient.class)
                                    .endpoint()
                                    .url())
                            .isEqualTo(own.endpoint()));
        }
    }

    @Test
    void theEmulatorIsRefusedInProduction() {
        ApplicationContextRunner emulated = bare.withPropertyValues("scp.emulator.enabled=true");
        for (String profile : List.of("prod", "production")) {
            emulated.withPropertyValues("spring.profiles.active=" + profile)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .isInstanceOf(ScpConfigurationException.class)
                            .hasMessageStartingWith("scp.emulator.enabled is true in the profile of production."));
        }
    }

    @Test
    void withoutItsModuleTheEmulatorIsAnError() {
        bare.withPropertyValues("scp.emulator.enabled=true")
                .withClassLoader(new FilteredClassLoader("io.github.scpsdk.emulator"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("scp.emulator.enabled is true, but the emulator is not on the class path."
                                + " Add the dependency io.github.scpsdk:scp-sdk-emulator."));
        bare.withClassLoader(new FilteredClassLoader("io.github.scpsdk.emulator"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void propertiesShowNoSecret() {
        runner.run(context -> assertThat(context.getBean(ScpProperties.class).toString())
                .doesNotContain("some-secret-key")
                .doesNotContain("some-access-key"));
    }

    /** What a client of an account would be built with. */
    private static ScpSettings settings(ScpClients clients, String account) {
        return clients.settings(account, FileStorageClient.class);
    }
}
