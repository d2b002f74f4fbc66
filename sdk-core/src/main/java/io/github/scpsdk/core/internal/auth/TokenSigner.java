// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.auth;

import io.github.scpsdk.core.ScpConfigurationException;
import java.time.Instant;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Sends the auth token of the credentials in a header. */
public final class TokenSigner implements RequestSigner {

    private final String header;
    private final @Nullable String prefix;

    /** Creates a signer for this header; the prefix is the word before the token. */
    public TokenSigner(String header, @Nullable String prefix) {
        this.header = header;
        this.prefix = prefix;
    }

    @Override
    public void authenticate(Headers.Builder headers, String method, HttpUrl url, Identity identity, Instant now) {
        String token = identity.credentials().authToken();
        if (token == null) {
            throw new ScpConfigurationException("This service wants a token in " + header
                    + ", but the credentials have none. Give one with ScpCredentials.withAuthToken.");
        }
        headers.set(header, prefix == null ? token : prefix + " " + token);
    }

    @Override
    public boolean sets(String name) {
        return name.equalsIgnoreCase(header);
    }

    @Override
    public @Nullable String signedText(String method, HttpUrl url, Identity identity, Instant now) {
        return null;
    }

    @Override
    public Map<String, String> shellHeaders(String method, HttpUrl url, Identity identity) {
        return Map.of(header, (prefix == null ? "" : prefix + " ") + "$SCP_AUTH_TOKEN");
    }

    @Override
    public boolean dated() {
        return false;
    }
}
