// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads keys from the fields of {@code credentials.json}, which a process prints too. Messages show no value. */
final class KeyFields {

    static final String ACCESS_KEY = "access-key";
    static final String SECRET_KEY = "secret-key";
    static final String AUTH_TOKEN = "auth-token";
    static final String EXPIRES_AT = "expires-at";

    private KeyFields() {}

    /**
     * Returns the keys.
     *
     * @param place where the fields come from, for messages
     * @throws ScpNoCredentialsException if neither key is there
     */
    static ScpCredentials read(String place, Map<String, String> fields) {
        String access = fields.get(ACCESS_KEY);
        String secret = fields.get(SECRET_KEY);
        if (access == null && secret == null) {
            throw new ScpNoCredentialsException(List.of(place + ": " + ACCESS_KEY + " and " + SECRET_KEY));
        }
        if (access == null || secret == null) {
            throw new ScpConfigurationException("Half a pair of keys: of the " + place + ": " + ACCESS_KEY + " and "
                    + SECRET_KEY + ", only " + (access == null ? SECRET_KEY : ACCESS_KEY) + " is set. Set "
                    + (access == null ? ACCESS_KEY : SECRET_KEY) + " too, or remove both.");
        }
        try {
            return with(ScpCredentials.of(access, secret), fields.get(AUTH_TOKEN), fields.get(EXPIRES_AT));
        } catch (ScpConfigurationException e) {
            throw new ScpConfigurationException("The keys in the " + place + ": " + ACCESS_KEY + " and " + SECRET_KEY
                    + " cannot be used. " + e.getMessage());
        }
    }

    private static ScpCredentials with(ScpCredentials keys, @Nullable String token, @Nullable String end) {
        ScpCredentials complete = token == null ? keys : keys.withAuthToken(token);
        if (end == null) {
            return complete;
        }
        try {
            return complete.withExpiresAt(OffsetDateTime.parse(end).toInstant());
        } catch (DateTimeException e) { // its message quotes the text
            throw new ScpConfigurationException(
                    EXPIRES_AT + " is no time with an offset, such as 2026-01-31T12:00:00Z.");
        }
    }
}
