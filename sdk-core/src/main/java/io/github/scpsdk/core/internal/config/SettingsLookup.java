// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpNoCredentialsException;
import io.github.scpsdk.core.ScpProfile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds settings that the application left out, in this order: system properties, environment variables,
 * environment variables of the Terraform provider, the files of the {@link ScpProfile}. A file is read when the search
 * reaches it, at most once; never if the code sets everything.
 */
public final class SettingsLookup {

    private static final String AUTH_URL_START = "https://";
    private static final String AUTH_URL_END = ".samsungsdscloud.com";

    private final SystemEnvironment environment;
    private @Nullable ScpProfile profile;
    private @Nullable Map<String, String> file;

    /** Creates a lookup in this environment. */
    public SettingsLookup(SystemEnvironment environment) {
        this.environment = environment;
    }

    /** A value and its source. */
    public record Found(String value, String source) {}

    /** Keys and their source. */
    public record FoundKeys(ScpCredentials credentials, String source) {}

    /** Returns the first value found, or null. */
    public @Nullable Found find(Setting setting) {
        Found found = findOutsideFiles(setting);
        if (found != null || setting.file() == null) {
            return found;
        }
        String value = fromProvider(setting, file().get(setting.file()));
        return value == null
                ? null
                : new Found(value, setting.file() + " in " + profile().settingsFile());
    }

    /** Returns the first value found in properties and variables, or null. Reads no file. */
    public @Nullable Found findOutsideFiles(Setting setting) {
        for (String property : setting.properties()) {
            String value = nonBlank(environment.property(property));
            if (value != null) {
                return new Found(value, "system property " + property);
            }
        }
        for (String variable : setting.variables()) {
            String value = nonBlank(environment.variable(variable));
            if (value != null) {
                return new Found(value, "environment variable " + variable);
            }
        }
        String terraform = setting.terraform();
        String value = terraform == null ? null : fromProvider(setting, environment.variable(terraform));
        return value == null ? null : new Found(value, "environment variable " + terraform);
    }

    /** Returns the length of time that was found. */
    public static Duration duration(Setting setting, Found found) {
        String text = found.value();
        int digits = digits(text);
        long number = digits == 0 || digits > 9 ? 0 : Long.parseLong(text.substring(0, digits));
        Duration duration = switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ZERO;
        };
        if (duration.isZero()) {
            throw new ScpConfigurationException("The " + setting.title() + " (" + found.source()
                    + ") is no length of time. Give a number above zero with ms, s, m or h, for example 90s.");
        }
        return duration;
    }

    /** Returns a length of time as text that can be set outside. */
    public static String text(Duration duration) {
        boolean whole = duration.getNano() == 0 || duration.getSeconds() > 1_000_000;
        return whole ? duration.getSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** Returns the number, at least one, that was found. */
    public static int count(Setting setting, Found found) {
        String text = found.value();
        int number = digits(text) == text.length() && text.length() <= 9 ? Integer.parseInt(text) : 0;
        if (number < 1) {
            throw new ScpConfigurationException("The " + setting.title() + " (" + found.source()
                    + ") is no number. Give one from 1 on, for example 3.");
        }
        return number;
    }

    private static int digits(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }

    /** Returns the proxy of the environment variables, or null if none is set or the JVM decides. */
    public @Nullable EnvironmentProxy proxy() {
        return EnvironmentProxy.find(environment);
    }

    /** Returns the message for a setting that was not found. */
    public String notFound(Setting setting, String service, String builderMethod) {
        StringBuilder message = new StringBuilder("No ")
                .append(setting.title())
                .append(" is set for ")
                .append(service)
                .append(". Searched in: the client's builder (")
                .append(builderMethod)
                .append("), system property ")
                .append(String.join(", ", setting.properties()))
                .append(", environment variables ")
                .append(String.join(", ", setting.variables()));
        String terraform = setting.terraform();
        if (terraform != null) {
            message.append(" and ").append(terraform).append(unusable(setting, environment.variable(terraform)));
        }
        if (setting.file() != null) {
            message.append(", ")
                    .append(setting.file())
                    .append(" in ")
                    .append(profile().settingsFile())
                    .append(
                            Files.exists(profile().settingsFile())
                                    ? unusable(setting, file().get(setting.file()))
                                    : " (no such file)");
        }
        return message.append('.').toString();
    }

    /** Returns a remark for a value of the Terraform provider that does not contain the setting. */
    private static String unusable(Setting setting, @Nullable String value) {
        return nonBlank(value) == null ? "" : " (which is set, but names no " + setting.title() + " of the platform)";
    }

    /** Returns the keys, both from the first place that has any. */
    public FoundKeys credentials(String service) {
        List<String> searched = new ArrayList<>();
        searched.add("the client's builder (credentials, credentialsProvider)");
        FoundKeys found = pair(false, "scp.accessKey", "scp.secretKey", "scp.authToken", searched);
        if (found == null) {
            found = pair(true, "SCP_ACCESS_KEY", "SCP_SECRET_KEY", "SCP_AUTH_TOKEN", searched);
        }
        if (found == null) {
            found = pair(true, "SCP_TF_ACCESS_KEY", "SCP_TF_SECRET_KEY", "SCP_TF_AUTH_TOKEN", searched);
        }
        if (found != null) {
            return found;
        }
        try {
            ScpProfile files = profile();
            return new FoundKeys(
                    files.credentials(), "file " + files.credentialsFile() + ": access-key and secret-key");
        } catch (ScpNoCredentialsException e) {
            searched.addAll(e.searched());
            throw new ScpNoCredentialsException(
                    "No credentials found for " + service + ". Searched in: " + String.join("; ", searched)
                            + ". Make a key pair in the console and put both halves into one of these places.",
                    searched);
        }
    }

    private @Nullable FoundKeys pair(
            boolean variables, String accessName, String secretName, String tokenName, List<String> searched) {
        String place =
                (variables ? "environment variables " : "system properties ") + accessName + " and " + secretName;
        String access = text(variables, accessName);
        String secret = text(variables, secretName);
        if (access == null && secret == null) {
            searched.add(place);
            return null;
        }
        if (access == null || secret == null) {
            throw new ScpConfigurationException(
                    "Half a pair of keys: of the " + place + ", only " + (access == null ? secretName : accessName)
                            + " is set. Set " + (access == null ? accessName : secretName) + " too, or remove both.");
        }
        try {
            ScpCredentials credentials = ScpCredentials.of(access, secret);
            String token = text(variables, tokenName);
            return new FoundKeys(token == null ? credentials : credentials.withAuthToken(token), place);
        } catch (ScpConfigurationException e) {
            throw new ScpConfigurationException("The keys in the " + place + " cannot be used. " + e.getMessage());
        }
    }

    private @Nullable String text(boolean variable, String name) {
        return nonBlank(variable ? environment.variable(name) : environment.property(name));
    }

    private static @Nullable String fromProvider(Setting setting, @Nullable String value) {
        String present = nonBlank(value);
        return present == null || !setting.insideUrl() ? present : environmentOf(present);
    }

    private static @Nullable String nonBlank(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Returns the environment in {@code https://<service>.<environment>.samsungsdscloud.com}, or null. */
    private static @Nullable String environmentOf(String authUrl) {
        int end = authUrl.indexOf(AUTH_URL_END);
        if (!authUrl.startsWith(AUTH_URL_START) || end < 0) {
            return null;
        }
        String rest = authUrl.substring(end + AUTH_URL_END.length());
        String host = authUrl.substring(AUTH_URL_START.length(), end);
        int dot = host.indexOf('.');
        boolean whole = rest.isEmpty() || rest.startsWith("/") || rest.startsWith(":");
        boolean labels = dot > 0 && dot < host.length() - 1 && host.indexOf('.', dot + 1) < 0;
        return whole && labels && isPlain(host) ? host.substring(dot + 1) : null;
    }

    private static boolean isPlain(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private Map<String, String> file() {
        if (file == null) {
            file = profile().settings();
        }
        return file;
    }

    private ScpProfile profile() {
        if (profile == null) {
            profile = findProfile();
        }
        return profile;
    }

    private ScpProfile findProfile() {
        Found name = findOutsideFiles(Setting.PROFILE);
        Found directory = findOutsideFiles(Setting.CONFIG_DIRECTORY);
        try {
            return ScpProfile.in(
                    directory == null ? environment.home().resolve(".scpconf") : Path.of(directory.value()),
                    name == null ? null : name.value());
        } catch (InvalidPathException e) { // with Hangul in it, under a locale such as C
            throw new ScpConfigurationException((directory == null
                            ? "The home directory (system property user.home)"
                            : "The directory of the settings (" + directory.source() + ")")
                    + " cannot be expressed in the encoding of this machine's file names ("
                    + System.getProperty("sun.jnu.encoding") + "), so that "
                    + (directory == null ? "~/.scpconf" : "it")
                    + " cannot be read. Set a locale of UTF-8, for example LC_ALL=C.UTF-8, or set"
                    + " in code what is missing: credentials, and either endpointOverride or region and environment.");
        }
    }
}
