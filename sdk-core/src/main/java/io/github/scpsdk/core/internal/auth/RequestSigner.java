// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.auth;

import io.github.scpsdk.core.schema.AuthScheme;
import java.time.Instant;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Adds the headers that prove the sender of a request. Called once for each attempt, by any thread. */
public interface RequestSigner {

    /** Returns the signer of a scheme; null for one without proof. */
    static @Nullable RequestSigner of(AuthScheme scheme) {
        if (scheme instanceof AuthScheme.ScpHmac) {
            return new HmacSigner();
        }
        if (scheme instanceof AuthScheme.Login login) {
            return new TokenSigner(login.name(), login.prefix());
        }
        return scheme instanceof AuthScheme.HeaderToken token ? new TokenSigner(token.name(), null) : null;
    }

    /**
     * Adds the headers that prove the sender.
     *
     * @param headers takes the headers
     * @param method HTTP method
     * @param url the URL exactly as it is sent
     * @param identity the sender
     * @param now the time of the request
     */
    void authenticate(Headers.Builder headers, String method, HttpUrl url, Identity identity, Instant now);

    /** Returns whether this signer sets the header of this name. */
    boolean sets(String header);

    /**
     * Returns the text that {@link #authenticate} signs; null if there is no signature. Contains the access
     * key.
     */
    @Nullable
    String signedText(String method, HttpUrl url, Identity identity, Instant now);

    /**
     * Returns what a shell has to put into the headers that {@link #authenticate} adds, so that a command proves its
     * sender without showing any secret: {@code SCP_ACCESS_KEY} and its like are variables of the shell.
     *
     * @param method HTTP method
     * @param url the URL exactly as it is sent
     * @param identity the sender
     * @return text for double quotes, by the name of the header
     */
    Map<String, String> shellHeaders(String method, HttpUrl url, Identity identity);

    /**
     * Returns whether signatures carry a timestamp, so that a wrong clock can be the reason for a refusal.
     */
    boolean dated();
}
