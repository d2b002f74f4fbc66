// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An access key with its secret, and an IAM token where one is used; or the name and password of a user, for
 * systems that one logs in to. Immutable.
 *
 * <p>{@link #toString()} shows no secret. There is deliberately no {@code equals}, so that secrets are not
 * compared.
 */
public final class ScpCredentials {

    private final String accessKey;
    private final String secretKey;
    private final @Nullable String authToken;
    private final Map<String, String> loginFields;
    private final @Nullable Instant expiresAt;

    private ScpCredentials(
            String accessKey,
            String secretKey,
            @Nullable String authToken,
            Map<String, String> loginFields,
            @Nullable Instant expiresAt) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.authToken = authToken;
        this.loginFields = loginFields;
        this.expiresAt = expiresAt;
    }

    /**
     * Creates credentials from a pair of keys, as made in the console. White space around them is removed.
     *
     * @param accessKey the access key
     * @param secretKey its secret
     * @return the credentials
     * @throws ScpConfigurationException if one is null, blank or has characters that no key has; the message
     *     never contains it
     */
    public static ScpCredentials of(String accessKey, String secretKey) {
        return new ScpCredentials(
                checked("access key", accessKey, "accessKey"),
                checked("secret key", secretKey, "secretKey"),
                null,
                Map.of(),
                null);
    }

    /**
     * Creates credentials for a system that one logs in to. The client logs in by itself when it needs a token.
     *
     * @param user name of the user
     * @param password the password, as it is
     * @return the credentials
     * @throws ScpConfigurationException if one is null or empty; the message never contains it
     */
    public static ScpCredentials login(String user, String password) {
        return new ScpCredentials(given("user", user), given("password", password), null, Map.of(), null);
    }

    /**
     * Returns the same credentials with one more value that the login needs, such as {@code domain} or
     * {@code project}. It is not masked.
     *
     * @param name name of the value, as the client's documentation has it
     * @param value the value
     * @return new credentials; these stay as they are
     */
    public ScpCredentials withLoginField(String name, String value) {
        Map<String, String> fields = new LinkedHashMap<>(loginFields);
        fields.put(given("name", name), given(name, value));
        return new ScpCredentials(accessKey, secretKey, authToken, Collections.unmodifiableMap(fields), expiresAt);
    }

    /**
     * Returns the same keys with an IAM token, which is sent as {@code X-Auth-Token}. A client that would log in
     * sends this token instead, and does not renew it.
     *
     * @param token the token
     * @return new credentials; these stay as they are
     * @throws ScpConfigurationException when the token is null, blank or has characters that no token has
     */
    public ScpCredentials withAuthToken(String token) {
        return new ScpCredentials(
                accessKey, secretKey, checked("auth token", token, "authToken"), loginFields, expiresAt);
    }

    /**
     * Returns the same credentials with the time at which they end. A {@linkplain ScpCredentialsProvider#cached cached
     * provider} is asked for new ones before that; nothing else depends on it.
     *
     * @param end the first moment at which the platform refuses them
     * @return new credentials; these stay as they are
     */
    public ScpCredentials withExpiresAt(Instant end) {
        if (end == null) {
            throw new ScpConfigurationException("The end of the credentials is null. Leave it out if they have none.");
        }
        return new ScpCredentials(accessKey, secretKey, authToken, loginFields, end);
    }

    /**
     * Returns when these credentials end.
     *
     * @return null when no end is known
     */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /**
     * Returns the values that a login needs besides user and password.
     *
     * @return by name; unmodifiable
     */
    public Map<String, String> loginFields() {
        return loginFields;
    }

    /**
     * Returns the access key, or the name of the user.
     *
     * @return the key, in clear
     */
    public String accessKey() {
        return accessKey;
    }

    /**
     * Returns the part of the access key that is safe to show.
     *
     * @return its first four characters and {@code ***}; no characters of a key shorter than twelve
     */
    public String maskedAccessKey() {
        return accessKey.length() >= 12 ? accessKey.substring(0, 4) + "***" : "***";
    }

    /**
     * Returns the secret key, or the password.
     *
     * @return the secret, in clear
     */
    public String secretKey() {
        return secretKey;
    }

    /**
     * The IAM token.
     *
     * @return the token, in clear, or null when there is none
     */
    public @Nullable String authToken() {
        return authToken;
    }

    /**
     * Returns a text for logs and debuggers.
     *
     * @return at most the first four characters of the access key, the end if one is known, and no part of the secrets
     */
    @Override
    public String toString() {
        return "ScpCredentials[accessKey=" + maskedAccessKey() + ", secretKey=***, authToken="
                + (authToken == null ? "none" : "***")
                + (expiresAt == null ? "" : ", expiresAt=" + expiresAt) + "]";
    }

    private static String given(String argument, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new ScpConfigurationException(
                    "The " + argument + " for the login is " + (value == null ? "null" : "empty") + ".");
        }
        return value;
    }

    private static String checked(String title, String value, String argument) {
        String trimmed = value == null ? "" : value.strip();
        if (trimmed.isEmpty()) {
            throw new ScpConfigurationException("The " + title + " is " + (value == null ? "null" : "blank") + ". Give "
                    + argument + " as the console shows it.");
        }
        for (int i = 0; i < trimmed.length(); i++) {
            if (trimmed.charAt(i) <= ' ' || trimmed.charAt(i) > '~') {
                throw new ScpConfigurationException("The " + title + " has a character at position " + i
                        + " that is not visible ASCII, which no key or token has. Copy " + argument + " again.");
            }
        }
        return trimmed;
    }
}
