// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds settings that the application left out, in this order: system properties, environment variables,
 * environment variables of the Terraform provider, {@code ~/.scpconf}. A file is read when the search reaches
 * it, at most once; never if the code sets everything.
 */
public final class SettingsLookup {

    private static final Pattern AUTH_URL =
            Pattern.compile("https://[a-z0-9-]+\\.([a-z0-9-]+)\\.samsungsdscloud\\.com(?:[/:].*)?");

    private final SystemEnvironment environment;
    private @Nullable ConfigFile config;

    /** Creates a lookup in this environment. */
    public SettingsLookup(SystemEnvironment environment) {
        this.environment = environment;
    }

    /** A value and its source. */
    public record Found(String value, String source) {}

    /** Keys and their source. */
    public record FoundKeys(ScpCredentials credentials, String source) {}

    /**
     * A setting other than the keys, with its name in each place.
     *
     * @param title name for messages
     * @param property system property
     * @param variables environment variables, in the order of search
     * @param terraform environment variable of the Terraform provider
     * @param file name in {@code config.json}, which the Terraform provider reads too
     * @param fromProvider extracts it from the value of those two
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

        /**
         * The environment. The Terraform provider has it only as part of a URL. Other tools call it
         * {@code SCP_ENV}.
         */
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

        /** The endpoint override. */
        public static final Setting ENDPOINT_OVERRIDE = new Setting(
                "endpoint override",
                "scp.endpointOverride",
                List.of("SCP_ENDPOINT_OVERRIDE"),
                "SCP_TF_ENDPOINT_OVERRIDE",
                "endpoint-override",
                value -> value);
    }

    /** Returns the first value found, or null. */
    public @Nullable Found find(Setting setting) {
        Found found = findOutsideFiles(setting);
        if (found != null) {
            return found;
        }
        String value = fromProvider(setting, config().get(setting.file));
        return value == null ? null : new Found(value, setting.file + " in " + config().path());
    }

    /** Returns the first value found in properties and variables, or null. Reads no file. */
    public @Nullable Found findOutsideFiles(Setting setting) {
        String value = nonBlank(environment.property(setting.property));
        if (value != null) {
            return new Found(value, "system property " + setting.property);
        }
        for (String variable : setting.variables) {
            value = nonBlank(environment.variable(variable));
            if (value != null) {
                return new Found(value, "environment variable " + variable);
            }
        }
        value = fromProvider(setting, environment.variable(setting.terraform));
        return value == null ? null : new Found(value, "environment variable " + setting.terraform);
    }

    /** Returns the message for a setting that was not found. */
    public String notFound(Setting setting, String service, String builderMethod) {
        return "No " + setting.title + " is set for " + service + ". Searched in: the client's builder ("
                + builderMethod
                + "), system property " + setting.property + ", environment variables "
                + String.join(", ", setting.variables) + " and " + setting.terraform
                + unusable(setting, environment.variable(setting.terraform)) + ", " + setting.file + " in "
                + config().path()
                + (config().exists() ? unusable(setting, config().get(setting.file)) : " (no such file)") + ".";
    }

    /** Returns a remark for a value of the Terraform provider that does not contain the setting. */
    private static String unusable(Setting setting, @Nullable String value) {
        return nonBlank(value) == null ? "" : " (which is set, but names no " + setting.title + " of the platform)";
    }

    /** Returns the keys, both from the first place that has any. */
    public FoundKeys credentials(String service) {
        List<String> searched = new ArrayList<>();
        searched.add("the client's builder (credentials, credentialsProvider)");
        FoundKeys found = pair(
                "system properties",
                environment::property,
                "scp.accessKey",
                "scp.secretKey",
                "scp.authToken",
                searched);
        if (found == null) {
            found = pair(
                    "environment variables",
                    environment::variable,
                    "SCP_ACCESS_KEY",
                    "SCP_SECRET_KEY",
                    "SCP_AUTH_TOKEN",
                    searched);
        }
        if (found == null) {
            found = pair(
                    "environment variables",
                    environment::variable,
                    "SCP_TF_ACCESS_KEY",
                    "SCP_TF_SECRET_KEY",
                    "SCP_TF_AUTH_TOKEN",
                    searched);
        }
        if (found == null) {
            Path file = directory().resolve("credentials.json");
            ConfigFile keys = ConfigFile.read(file);
            found = pair("file " + file + ":", keys::get, "access-key", "secret-key", "auth-token", searched);
            if (found != null) {
                keys.warnIfOpen();
            } else if (!keys.exists()) {
                searched.set(searched.size() - 1, "file " + file + " (no such file)");
            }
        }
        if (found == null) {
            throw new ScpConfigurationException(
                    "No credentials found for " + service + ". Searched in: " + String.join("; ", searched)
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
            List<String> searched) {
        String access = nonBlank(lookup.apply(accessName));
        String secret = nonBlank(lookup.apply(secretName));
        if (access == null && secret == null) {
            searched.add(place + " " + accessName + " and " + secretName);
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
            String token = nonBlank(lookup.apply(tokenName));
            return new FoundKeys(
                    token == null ? credentials : credentials.withAuthToken(token),
                    place + " " + accessName + " and " + secretName);
        } catch (ScpConfigurationException e) {
            throw new ScpConfigurationException("The keys in the " + place + " " + accessName + " and " + secretName
                    + " cannot be used. " + e.getMessage());
        }
    }

    private static @Nullable String fromProvider(Setting setting, @Nullable String value) {
        String present = nonBlank(value);
        return present == null ? null : setting.fromProvider.apply(present);
    }

    private static @Nullable String nonBlank(@Nullable String value) {
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
        try {
            return environment.home().resolve(".scpconf");
        } catch (InvalidPathException e) { // with Hangul in it, under a locale such as C
            throw new ScpConfigurationException(
                    "The home directory (system property user.home) cannot be expressed in the"
                            + " encoding of this machine's file names (" + System.getProperty("sun.jnu.encoding")
                            + "), so that ~/.scpconf cannot be read. Set a locale of UTF-8, for example LC_ALL=C.UTF-8, or set"
                            + " in code what is missing: credentials, and either endpointOverride or region and environment.");
        }
    }
}
