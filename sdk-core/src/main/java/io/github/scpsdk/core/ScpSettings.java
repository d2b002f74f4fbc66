// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The settings of several clients, for example one for each service. Immutable.
 *
 * <pre>{@code
 * ScpSettings settings = ScpSettings.builder().region("kr-west1").environment(ScpEnvironment.ENTERPRISE).build();
 * FileStorageClient files = FileStorageClient.builder().settings(settings).build();
 * BackupClient backups = BackupClient.builder().settings(settings).timeout(Duration.ofMinutes(2)).build();
 * }</pre>
 *
 * <p>System properties, environment variables and files are read only when a client is built.
 */
public final class ScpSettings {

    private static final Checks CHECKS = new Checks("Settings", "use the default or what is set outside");

    /** The common name of {@code credentials} and {@code credentialsProvider}, which replace each other. */
    private static final String CREDENTIALS = "credentials";

    /** The values by the name of the setter. A setting that is not set is missing. */
    private final Map<String, Object> values;

    private final List<CallListener> listeners;

    private ScpSettings(Builder builder) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(builder.values));
        this.listeners = List.copyOf(builder.listeners);
    }

    /**
     * Returns a builder with nothing set.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder with these settings, for settings that differ a little, for example in the account.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return builder().settings(this);
    }

    /** {@return {@link ScpSettingsBuilder#region}, null when not set} */
    public @Nullable String region() {
        return get("region", String.class);
    }

    /** {@return {@link ScpSettingsBuilder#environment}, null when not set} */
    public @Nullable ScpEnvironment environment() {
        return get("environment", ScpEnvironment.class);
    }

    /** {@return {@link ScpSettingsBuilder#endpointOverride}, null when not set} */
    public @Nullable URI endpointOverride() {
        return get("endpointOverride", URI.class);
    }

    /** {@return {@link ScpSettingsBuilder#allowPlainHttp}, null when not set} */
    public @Nullable Boolean allowPlainHttp() {
        return get("allowPlainHttp", Boolean.class);
    }

    /** {@return {@link ScpSettingsBuilder#credentials}, null when not set} */
    public @Nullable ScpCredentials credentials() {
        return get(CREDENTIALS, ScpCredentials.class);
    }

    /** {@return {@link ScpSettingsBuilder#credentialsProvider}, null when not set} */
    public @Nullable ScpCredentialsProvider credentialsProvider() {
        return get(CREDENTIALS, ScpCredentialsProvider.class);
    }

    /** {@return {@link ScpSettingsBuilder#accountId}, null when not set} */
    public @Nullable String accountId() {
        return get("accountId", String.class);
    }

    /** {@return {@link ScpSettingsBuilder#language}, null when not set} */
    public @Nullable String language() {
        return get("language", String.class);
    }

    /** {@return {@link ScpSettingsBuilder#applicationId}, null when not set} */
    public @Nullable String applicationId() {
        return get("applicationId", String.class);
    }

    /** {@return {@link ScpSettingsBuilder#retryPolicy}, null when not set} */
    public @Nullable RetryPolicy retryPolicy() {
        return get("retryPolicy", RetryPolicy.class);
    }

    /** {@return {@link ScpSettingsBuilder#timeout}, null when not set} */
    public @Nullable Duration timeout() {
        return get("timeout", Duration.class);
    }

    /** {@return {@link ScpSettingsBuilder#attemptTimeout}, null when not set} */
    public @Nullable Duration attemptTimeout() {
        return get("attemptTimeout", Duration.class);
    }

    /** {@return {@link ScpSettingsBuilder#httpClient}, null when not set} */
    public @Nullable OkHttpClient httpClient() {
        return get("httpClient", OkHttpClient.class);
    }

    /** {@return the certificates of {@link ScpSettingsBuilder#pinnedCertificates}; empty when not set, unmodifiable} */
    public List<X509Certificate> pinnedCertificates() {
        Certificates pinned = get("pinnedCertificates", Certificates.class);
        return pinned == null ? List.of() : pinned.list();
    }

    /** {@return {@link ScpSettingsBuilder#clock}, null when not set} */
    public @Nullable Clock clock() {
        return get("clock", Clock.class);
    }

    /** {@return the listeners, in the order they were added; unmodifiable} */
    public List<CallListener> listeners() {
        return listeners;
    }

    /** {@return {@link ScpSettingsBuilder#validation}, null when not set} */
    public @Nullable Boolean validation() {
        return get("validation", Boolean.class);
    }

    /** {@return {@link ScpSettingsBuilder#completionExecutor}, null when not set} */
    public @Nullable Executor completionExecutor() {
        return get("completionExecutor", Executor.class);
    }

    /** {@return {@link ScpSettingsBuilder#maxRequestsPerHost}, null when not set} */
    public @Nullable Integer maxRequestsPerHost() {
        return get("maxRequestsPerHost", Integer.class);
    }

    /** {@return {@link ScpSettingsBuilder#maxResponseBytes}, null when not set} */
    public @Nullable Integer maxResponseBytes() {
        return get("maxResponseBytes", Integer.class);
    }

    private <T> @Nullable T get(String name, Class<T> type) {
        Object value = values.get(name);
        return type.isInstance(value) ? type.cast(value) : null;
    }

    /**
     * Returns a text for logs and debuggers.
     *
     * @return the settings without secrets: credentials as {@link ScpCredentials#toString()} shows them, no
     *     address, and only the class of the application's own objects
     */
    @Override
    public String toString() {
        List<String> shown = new ArrayList<>();
        values.forEach((name, value) -> shown.add(name + "=" + shown(value)));
        if (!listeners.isEmpty()) {
            shown.add("listeners=" + listeners.size());
        }
        return "ScpSettings[" + String.join(", ", shown) + "]";
    }

    private static String shown(Object value) {
        // an address may contain a password
        if (value instanceof URI) {
            return "***";
        }
        boolean harmless = value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Duration
                || value instanceof ScpEnvironment
                || value instanceof ScpCredentials;
        return harmless ? value.toString() : value.getClass().getName();
    }

    /** Collects {@link ScpSettings}. Not for use by several threads. */
    public static final class Builder implements ScpSettingsBuilder<Builder> {

        private final Map<String, Object> values = new LinkedHashMap<>();
        private final List<CallListener> listeners = new ArrayList<>();

        private Builder() {}

        @Override
        public Builder settings(ScpSettings settings) {
            CHECKS.requireNonNull("settings", settings);
            values.putAll(settings.values);
            listeners.addAll(settings.listeners);
            return this;
        }

        @Override
        public Builder region(String value) {
            return set("region", CHECKS.requireNonNull("region", value));
        }

        @Override
        public Builder environment(ScpEnvironment value) {
            return set("environment", CHECKS.requireNonNull("environment", value));
        }

        @Override
        public Builder endpointOverride(URI value) {
            return set("endpointOverride", CHECKS.requireNonNull("endpointOverride", value));
        }

        @Override
        public Builder allowPlainHttp(boolean value) {
            return set("allowPlainHttp", value);
        }

        @Override
        public Builder credentials(ScpCredentials value) {
            return set(CREDENTIALS, CHECKS.requireNonNull("credentials", value));
        }

        @Override
        public Builder credentialsProvider(ScpCredentialsProvider value) {
            return set(CREDENTIALS, CHECKS.requireNonNull("credentialsProvider", value));
        }

        @Override
        public Builder accountId(String value) {
            return set("accountId", word("accountId", value));
        }

        @Override
        public Builder language(String value) {
            return set("language", word("language", value));
        }

        @Override
        public Builder applicationId(String value) {
            return set("applicationId", word("applicationId", value));
        }

        @Override
        public Builder retryPolicy(RetryPolicy value) {
            return set("retryPolicy", CHECKS.requireNonNull("retryPolicy", value));
        }

        @Override
        public Builder timeout(Duration value) {
            return set("timeout", CHECKS.requirePositive("timeout", value));
        }

        @Override
        public Builder attemptTimeout(Duration value) {
            return set("attemptTimeout", CHECKS.requirePositive("attemptTimeout", value));
        }

        @Override
        public Builder httpClient(OkHttpClient value) {
            return set("httpClient", CHECKS.requireNonNull("httpClient", value));
        }

        @Override
        public Builder pinnedCertificates(String pem) {
            return set("pinnedCertificates", Certificates.of(CHECKS.requireNonNull("pinnedCertificates", pem)));
        }

        @Override
        public Builder clock(Clock value) {
            return set("clock", CHECKS.requireNonNull("clock", value));
        }

        @Override
        public Builder listener(CallListener listener) {
            listeners.add(CHECKS.requireNonNull("listener", listener));
            return this;
        }

        @Override
        public Builder validation(boolean value) {
            return set("validation", value);
        }

        @Override
        public Builder completionExecutor(Executor value) {
            return set("completionExecutor", CHECKS.requireNonNull("completionExecutor", value));
        }

        @Override
        public Builder maxRequestsPerHost(int value) {
            return set("maxRequestsPerHost", CHECKS.requireAtLeastOne("maxRequestsPerHost", value));
        }

        @Override
        public Builder maxResponseBytes(int value) {
            return set("maxResponseBytes", CHECKS.requireAtLeastOne("maxResponseBytes", value));
        }

        /**
         * Builds the settings.
         *
         * @return a new object
         */
        public ScpSettings build() {
            return new ScpSettings(this);
        }

        private Builder set(String name, Object value) {
            values.put(name, value);
            return this;
        }

        private static String word(String name, String value) {
            return HeaderRules.word("Settings: " + name, CHECKS.requireNonNull(name, value));
        }
    }
}
