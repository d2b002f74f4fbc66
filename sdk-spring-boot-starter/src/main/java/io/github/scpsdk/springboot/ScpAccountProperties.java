// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpEnvironment;
import io.github.scpsdk.core.ScpSettings;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the clients of one account: below {@code scp} those of the default account, below {@code scp.accounts.<name>} those
 * in which another one differs from it. What is not set here is looked for where the SDK always looks.
 */
public class ScpAccountProperties {

    /** Region whose resources the clients work on, for example kr-west1. */
    private @Nullable String region;

    /** Environment the region is in: s (Samsung), g (Sovereign) or e (Enterprise). */
    private @Nullable String environment;

    /** Address to use instead of the platform's own, for example that of an emulator or a gateway. */
    private @Nullable URI endpointOverride;

    /** Whether an endpoint override on another machine may use plain http. */
    private @Nullable Boolean allowPlainHttp;

    /** Access key to sign with. Needs the secret key beside it. */
    private @Nullable String accessKey;

    /** Secret key that belongs to the access key. */
    private @Nullable String secretKey;

    /** IAM token that is sent beside the signature. */
    private @Nullable String authToken;

    /** Account to work in, if it is not the account of the keys. */
    private @Nullable String accountId;

    /** Language of the platform's messages: en-US or ko-KR. */
    private @Nullable String language;

    /** Name of the application, a word at the end of the User-Agent. */
    private @Nullable String applicationId;

    /** Limit for a call with all its attempts, pauses and queueing. */
    private @Nullable Duration timeout;

    /** Limit for one attempt of an operation that may be repeated. One that must not be repeated gets the whole timeout. */
    private @Nullable Duration attemptTimeout;

    /** Whether patterns, ranges and lengths are checked before sending. Missing required values are always refused. */
    private @Nullable Boolean validation;

    /** Most requests in progress to one host at a time. All clients share a limit of 64; if set, each client has its own. */
    private @Nullable Integer maxRequestsPerHost;

    /** Largest response after decompression; a larger one is refused. */
    private @Nullable DataSize maxResponseBytes;

    /** Certificates to trust, and no others, as PEM text: for servers whose certificates nobody has signed. */
    private @Nullable String pinnedCertificates;

    @NestedConfigurationProperty
    private final ScpRetryProperties retry = new ScpRetryProperties();

    public @Nullable String getRegion() {
        return region;
    }

    public void setRegion(@Nullable String region) {
        this.region = region;
    }

    public @Nullable String getEnvironment() {
        return environment;
    }

    public void setEnvironment(@Nullable String environment) {
        this.environment = environment;
    }

    public @Nullable URI getEndpointOverride() {
        return endpointOverride;
    }

    public void setEndpointOverride(@Nullable URI endpointOverride) {
        this.endpointOverride = endpointOverride;
    }

    public @Nullable Boolean getAllowPlainHttp() {
        return allowPlainHttp;
    }

    public void setAllowPlainHttp(@Nullable Boolean allowPlainHttp) {
        this.allowPlainHttp = allowPlainHttp;
    }

    public @Nullable String getAccessKey() {
        return accessKey;
    }

    public void setAccessKey(@Nullable String accessKey) {
        this.accessKey = accessKey;
    }

    public @Nullable String getSecretKey() {
        return secretKey;
    }

    public void setSecretKey(@Nullable String secretKey) {
        this.secretKey = secretKey;
    }

    public @Nullable String getAuthToken() {
        return authToken;
    }

    public void setAuthToken(@Nullable String authToken) {
        this.authToken = authToken;
    }

    public @Nullable String getAccountId() {
        return accountId;
    }

    public void setAccountId(@Nullable String accountId) {
        this.accountId = accountId;
    }

    public @Nullable String getLanguage() {
        return language;
    }

    public void setLanguage(@Nullable String language) {
        this.language = language;
    }

    public @Nullable String getApplicationId() {
        return applicationId;
    }

    public void setApplicationId(@Nullable String applicationId) {
        this.applicationId = applicationId;
    }

    public @Nullable Duration getTimeout() {
        return timeout;
    }

    public void setTimeout(@Nullable Duration timeout) {
        this.timeout = timeout;
    }

    public @Nullable Duration getAttemptTimeout() {
        return attemptTimeout;
    }

    public void setAttemptTimeout(@Nullable Duration attemptTimeout) {
        this.attemptTimeout = attemptTimeout;
    }

    public @Nullable Boolean getValidation() {
        return validation;
    }

    public void setValidation(@Nullable Boolean validation) {
        this.validation = validation;
    }

    public @Nullable Integer getMaxRequestsPerHost() {
        return maxRequestsPerHost;
    }

    public void setMaxRequestsPerHost(@Nullable Integer maxRequestsPerHost) {
        this.maxRequestsPerHost = maxRequestsPerHost;
    }

    public @Nullable DataSize getMaxResponseBytes() {
        return maxResponseBytes;
    }

    public void setMaxResponseBytes(@Nullable DataSize maxResponseBytes) {
        this.maxResponseBytes = maxResponseBytes;
    }

    public @Nullable String getPinnedCertificates() {
        return pinnedCertificates;
    }

    public void setPinnedCertificates(@Nullable String pinnedCertificates) {
        this.pinnedCertificates = pinnedCertificates;
    }

    public ScpRetryProperties getRetry() {
        return retry;
    }

    /** Sets what is set here, but for keys, account and retries. */
    void applyTo(ScpSettings.Builder settings) {
        ifSet(text(region), settings::region);
        ifSet(text(environment), label -> settings.environment(ScpEnvironment.of(label)));
        ifSet(endpointOverride, settings::endpointOverride);
        ifSet(allowPlainHttp, settings::allowPlainHttp);
        ifSet(text(language), settings::language);
        ifSet(text(applicationId), settings::applicationId);
        ifSet(timeout, settings::timeout);
        ifSet(attemptTimeout, settings::attemptTimeout);
        ifSet(validation, settings::validation);
        ifSet(maxRequestsPerHost, settings::maxRequestsPerHost);
        ifSet(maxResponseBytes, size -> settings.maxResponseBytes(Math.toIntExact(size.toBytes())));
        ifSet(text(pinnedCertificates), settings::pinnedCertificates);
    }

    /**
     * The keys that are set here.
     *
     * @param prefix of the properties, for messages
     */
    @Nullable
    ScpCredentials keys(String prefix) {
        String access = text(accessKey);
        String secret = text(secretKey);
        String token = text(authToken);
        if (access == null && secret == null && token == null) {
            return null;
        }
        if (access == null || secret == null) {
            String missing = access == null ? "access-key" : "secret-key";
            throw new ScpConfigurationException("Half a pair of keys: " + prefix + ".access-key, " + prefix
                    + ".secret-key and " + prefix + ".auth-token belong together, and " + prefix + "." + missing
                    + " is not set. Set it too, or none of them.");
        }
        ScpCredentials keys = ScpCredentials.of(access, secret);
        return token == null ? keys : keys.withAuthToken(token);
    }

    /** Whether this names a place of its own. */
    boolean namesPlace() {
        return text(region) != null || text(environment) != null;
    }

    /** A blank text counts as not set, as everywhere in the SDK. */
    static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static <T> void ifSet(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
