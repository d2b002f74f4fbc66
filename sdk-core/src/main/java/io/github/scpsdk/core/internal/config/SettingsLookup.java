package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings that the application left out, from around the process: system properties, then the environment, then the environment of the
 * Terraform provider, then {@code ~/.scpconf}. A file is read when it is its turn, at most once.
 */
public final class SettingsLookup {

    private static final Pattern AUTH_URL =
            Pattern.compile("https://[a-z0-9-]+\\.([a-z0-9-]+)\\.samsungsdscloud\\.com(?:[/:].*)?");

    private final SystemEnvironment surroundings;
    private @Nullable ConfigFile config;

    /** Settings from there. */
    public SettingsLookup(SystemEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    /** A value and where it came from. */
    public record Found(String value, String source) {}

    /** Keys and where they came from. */
    public record FoundKeys(ScpCredentials credentials, String source) {}

    /**
     * A setting besides the keys, with the names it has in each place.
     *
     * @param title for messages
     * @param property system property
     * @param variables environment variables, in the order of asking
     * @param terraform environment variable of the Terraform provider
     * @param file name in {@code config.json}, where the Terraform provider keeps it too
     * @param fromProvider takes it out of what those two hold
     */
    public record Setting(
            String title,
            String property,
            List<String> variables,
            String terraform,
            String file,
            Function<String, @Nullable String> fromProvider) {

        /** The region. */
        public static final Setting REGION = new Setting(
                "region",
                "scp.region",
                List.of("SCP_REGION"),
                "SCP_TF_DEFAULT_REGION",
                "default-region",
                value -> value);

        /** The environment; the Terraform provider only has it as part of a URL, other tools call it {@code SCP_ENV}. */
        public static final Setting ENVIRONMENT = new Setting(
                "environment",
                "scp.environment",
                List.of("SCP_ENVIRONMENT", "SCP_ENV"),
                "SCP_TF_AUTH_URL",
                "auth-url",
                SettingsLookup::environmentOf);

        /** The account. */
        public static final Setting ACCOUNT_ID = new Setting(
                "account id",
                "scp.accountId",
                List.of("SCP_ACCOUNT_ID"),
                "SCP_TF_ACCOUNT_ID",
                "account-id",
                value -> value);

        /** Another address. */
        public static final Setting ENDPOINT_OVERRIDE = new Setting(
                "endpoint override",
                "scp.endpointOverride",
                List.of("SCP_ENDPOINT_OVERRIDE"),
                "SCP_TF_ENDPOINT_OVERRIDE",
                "endpoint-override",
                value -> value);
    }

    /** The first value found, or null. */
    public @Nullable Found find(Setting setting) {
        String value = given(surroundings.property(setting.property));
        if (value != null) {
            return new Found(value, "system property " + setting.property);
        }
        for (String variable : setting.variables) {
            value = given(surroundings.variable(variable));
            if (value != null) {
                return new Found(value, "environment variable " + variable);
            }
        }
        value = provided(setting, surroundings.variable(setting.terraform));
        if (value != null) {
            return new Found(value, "environment variable " + setting.terraform);
        }
        value = provided(setting, config().get(setting.file));
        return value == null ? null : new Found(value, setting.file + " in " + config().path());
    }

    /** The message for when nothing was found. */
    public String notFound(Setting setting, String service, String builderMethod) {
        return "No " + setting.title + " is set for " + service + ". Searched in: the client's builder ("
                + builderMethod
                + "), system property " + setting.property + ", environment variables "
                + String.join(", ", setting.variables) + " and " + setting.terraform
                + unusable(setting, surroundings.variable(setting.terraform)) + ", " + setting.file + " in "
                + config().path()
                + (config().exists() ? unusable(setting, config().get(setting.file)) : " (no such file)") + ".";
    }

    /** What there is of the Terraform provider when nothing was found: a URL that does not say it. */
    private static String unusable(Setting setting, @Nullable String value) {
        return given(value) == null ? "" : " (which is set, but names no " + setting.title + " of the platform)";
    }

    /** The keys, both from the first place that has any. */
    public FoundKeys credentials(String service) {
        Path file = directory().resolve("credentials.json");
        List<String> looked = new ArrayList<>();
        looked.add("the client's builder (credentials, credentialsProvider)");
        FoundKeys found = pair(
                "system properties", surroundings::property, "scp.accessKey", "scp.secretKey", "scp.authToken", looked);
        if (found == null) {
            found = pair(
                    "environment variables",
                    surroundings::variable,
                    "SCP_ACCESS_KEY",
                    "SCP_SECRET_KEY",
                    "SCP_AUTH_TOKEN",
                    looked);
        }
        if (found == null) {
            found = pair(
                    "environment variables",
                    surroundings::variable,
                    "SCP_TF_ACCESS_KEY",
                    "SCP_TF_SECRET_KEY",
                    "SCP_TF_AUTH_TOKEN",
                    looked);
        }
        if (found == null) {
            ConfigFile keys = ConfigFile.read(file);
            found = pair("file " + file + ":", keys::get, "access-key", "secret-key", "auth-token", looked);
            if (found != null) {
                keys.warnIfOpen();
            } else if (!keys.exists()) {
                looked.set(looked.size() - 1, "file " + file + " (no such file)");
            }
        }
        if (found == null) {
            throw new ScpConfigurationException(
                    "No credentials found for " + service + ". Searched in: " + String.join("; ", looked)
                            + ". Make a key pair in the console and put both halves into one of these places.");
        }
        return found;
    }

    private static @Nullable FoundKeys pair(
            String place,
            Function<String, @Nullable String> lookup,
            String accessName,
            String secretName,
            String tokenName,
            List<String> looked) {
        String access = given(lookup.apply(accessName));
        String secret = given(lookup.apply(secretName));
        if (access == null && secret == null) {
            looked.add(place + " " + accessName + " and " + secretName);
            return null;
        }
        if (access == null || secret == null) {
            throw new ScpConfigurationException(
                    "Half a pair of keys: of the " + place + " " + accessName + " and " + secretName
                            + ", only " + (access == null ? secretName : accessName) + " is set. Set "
                            + (access == null ? accessName : secretName) + " too, or remove both.");
        }
        try {
            ScpCredentials credentials = ScpCredentials.of(access, secret);
            String token = given(lookup.apply(tokenName));
            return new FoundKeys(
                    token == null ? credentials : credentials.withAuthToken(token),
                    place + " " + accessName + " and " + secretName);
        } catch (ScpConfigurationException e) {
            throw new ScpConfigurationException("The keys in the " + place + " " + accessName + " and " + secretName
                    + " cannot be used. " + e.getMessage());
        }
    }

    private static @Nullable String provided(Setting setting, @Nullable String value) {
        String given = given(value);
        return given == null ? null : setting.fromProvider.apply(given);
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String environmentOf(String authUrl) {
        Matcher matcher = AUTH_URL.matcher(authUrl);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private ConfigFile config() {
        if (config == null) {
            config = ConfigFile.read(directory().resolve("config.json"));
        }
        return config;
    }

    private Path directory() {
        return surroundings.home().resolve(".scpconf");
    }
}
