package io.github.scpsdk.core.internal.auth;

import io.github.scpsdk.core.schema.AuthScheme;
import java.time.Instant;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Proves who sends a request, by adding headers to it. Asked once for each attempt; stateless. */
public interface RequestSigner {

    /** Returns the signer of a scheme; null for one without proof. */
    static @Nullable RequestSigner of(AuthScheme scheme) {
        if (scheme instanceof AuthScheme.ScpHmac) {
            return new HmacSigner();
        }
        return scheme instanceof AuthScheme.HeaderToken token ? new TokenSigner(token.name()) : null;
    }

    /**
     * Adds what proves the sender.
     *
     * @param headers where to
     * @param method HTTP method
     * @param url what will be sent, byte for byte
     * @param identity in whose name
     * @param now the time to date the request
     */
    void authenticate(Headers.Builder headers, String method, HttpUrl url, Identity identity, Instant now);

    /** Whether a header of this name is this authenticator's to set. */
    boolean sets(String header);

    /** What the signature is made over, as {@link #authenticate} would; null when there is none. Shows the access key. */
    @Nullable
    String signedText(String method, HttpUrl url, Identity identity, Instant now);

    /** Whether a clock that is wrong can be the reason for a refusal. */
    boolean dated();
}
