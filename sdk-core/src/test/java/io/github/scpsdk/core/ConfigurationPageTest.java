// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.internal.call.CallDefaults;
import io.github.scpsdk.core.internal.call.ClientConfig;
import io.github.scpsdk.core.internal.config.Setting;
import io.github.scpsdk.core.internal.http.Transport;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} lists every setting, and its defaults are those of the code. */
class ConfigurationPageTest {

    private static String page;
    private static Map<String, List<String>> outside;
    private static Map<String, List<String>> rows;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("../docs/configuration.md"));
        rows = new LinkedHashMap<>();
        outside = new LinkedHashMap<>();
        page.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            List<String> cells = Stream.of(line.substring(2, line.length() - 2).split(" \\| ", -1))
                    .map(String::strip)
                    .toList();
            (cells.size() == 6 ? outside : rows).put(cells.get(0).replace("`", ""), cells);
        });
    }

    @Test
    void listsEverySettingOfAClient() {
        List<String> settings = Arrays.stream(ScpSettingsBuilder.class.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("settings") && !name.equals("credentialsProvider"))
                .toList();
        assertThat(settings)
                .allSatisfy(name -> assertThat(rows.containsKey(name) || outside.containsKey(name))
                        .as(name)
                        .isTrue());
        assertThat(page).contains("`credentialsProvider`", "`builder.settings(…)`");
    }

    @Test
    void listsEverySettingOfRetriesCallsAndWaits() {
        assertThat(rows.keySet()).containsAll(setters(RetryPolicy.Builder.class));
        Stream.of(CallOptions.Builder.class, WaitOptions.Builder.class)
                .flatMap(type -> setters(type).stream())
                .forEach(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void saysTheDefaultsOfTheCode() {
        ClientConfig config = TestService.builder()
                .region("kr-west1")
                .environment(ScpEnvironment.SAMSUNG)
                .credentials(TestService.KEYS)
                .config();
        CallDefaults defaults = config.defaults();
        RetryPolicy retries = defaults.retryPolicy();

        assertThat(retries).isSameAs(RetryPolicy.standard());
        assertThat(defaultOf("timeout")).isEqualTo(said(defaults.timeout()));
        assertThat(defaultOf("attemptTimeout")).isEqualTo(said(defaults.attemptTimeout()));
        assertThat(defaultOf("maxResponseBytes")).isEqualTo(config.maxResponseBytes() / (1024 * 1024) + " MiB");
        assertThat(defaultOf("validation")).isEqualTo(String.valueOf(config.validation()));
        assertThat(defaultOf("language")).isEqualTo(defaults.headers().get("Accept-Language"));
        assertThat(defaults.listeners()).isEmpty();
        assertThat(defaults.completionExecutor()).isNull();
        assertThat(defaultOf("maxAttempts")).isEqualTo(String.valueOf(retries.maxAttempts()));
        assertThat(defaultOf("baseDelay")).isEqualTo(said(retries.baseDelay()));
        assertThat(defaultOf("throttlingBaseDelay")).isEqualTo(said(retries.throttlingBaseDelay()));
        assertThat(defaultOf("maxDelay")).isEqualTo(said(retries.maxDelay()));
        assertThat(defaultOf("bucketCapacity")).isEqualTo(String.valueOf(retries.bucketCapacity()));
        assertThat(defaultOf("retryCost")).isEqualTo(String.valueOf(retries.retryCost()));
        assertThat(defaultOf("throttlingRetryCost")).isEqualTo(String.valueOf(retries.throttlingRetryCost()));
    }

    @Test
    void saysTheLimitsOfTheCode() throws ReflectiveOperationException {
        assertThat(defaultOf("maxRequestsPerHost")).isEqualTo(limit("MAX_REQUESTS_PER_HOST"));
        assertThat(page)
                .contains("| `" + limit("IDLE_CONNECTIONS") + "`, for `" + limit("KEEP_ALIVE_SECONDS") + " s` |")
                .contains("| requests under way in all | `" + limit("MAX_REQUESTS") + "` |");
    }

    @Test
    void saysTheNamesThatAreLookedFor() {
        assertNames("region", Setting.REGION);
        assertNames("environment", Setting.ENVIRONMENT);
        assertNames("endpointOverride", Setting.ENDPOINT_OVERRIDE);
        assertNames("accountId", Setting.ACCOUNT_ID);
        assertNames("timeout", Setting.TIMEOUT);
        assertNames("attemptTimeout", Setting.ATTEMPT_TIMEOUT);
        assertNames("retryPolicy: maxAttempts", Setting.MAX_ATTEMPTS);
        assertNames("ScpProfile", Setting.PROFILE);
        assertNames("ScpProfile: directory", Setting.CONFIG_DIRECTORY);
    }

    @Test
    void saysTheNamesOfOneService() {
        assertThat(outside.get("endpointOverride of one service").subList(1, 3))
                .containsExactly(
                        "`scp.endpointOverride.filestorage`, ….`<service>`",
                        "`SCP_ENDPOINT_OVERRIDE_FILESTORAGE`, …`_<SERVICE>`");
        Setting files = Setting.ENDPOINT_OVERRIDE.of("filestorage");
        assertThat(files.properties()).containsExactly("scp.endpointOverride.filestorage", "scp.endpointOverride");
        assertThat(files.variables()).containsExactly("SCP_ENDPOINT_OVERRIDE_FILESTORAGE", "SCP_ENDPOINT_OVERRIDE");
        assertThat(Setting.ENDPOINT_OVERRIDE.of("baremetal-blockstorage").variables())
                .contains("SCP_ENDPOINT_OVERRIDE_BAREMETAL_BLOCKSTORAGE");
    }

    private static void assertNames(String row, Setting setting) {
        assertThat(outside.get(row).subList(1, 5))
                .containsExactly(
                        "`" + String.join("`, `", setting.properties()) + "`",
                        "`" + String.join("`, `", setting.variables()) + "`",
                        setting.terraform() == null ? "" : "`" + setting.terraform() + "`",
                        setting.file() == null ? "" : "`config.json`: `" + setting.file() + "`");
    }

    private static List<String> setters(Class<?> builder) {
        return Arrays.stream(builder.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == builder)
                .map(Method::getName)
                .filter(name -> !name.equals("with"))
                .toList();
    }

    private static String defaultOf(String setting) {
        return rows.get(setting).get(1).replace("`", "");
    }

    private static String said(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static String limit(String name) throws ReflectiveOperationException {
        Field field = Transport.class.getDeclaredField(name);
        field.setAccessible(true);
        return String.valueOf(field.get(null));
    }
}
