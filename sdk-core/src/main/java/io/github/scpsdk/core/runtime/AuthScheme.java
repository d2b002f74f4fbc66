package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.internal.HmacSigner;
import io.github.scpsdk.core.internal.RequestSigner;
import io.github.scpsdk.core.internal.TokenSigner;
import org.jspecify.annotations.Nullable;

/** How the requests of a service prove who sends them. Immutable. */
public final class AuthScheme {

    private static final AuthScheme SCP_HMAC = new AuthScheme(new HmacSigner());
    private static final AuthScheme NONE = new AuthScheme(null);

    private final @Nullable RequestSigner authenticator;

    private AuthScheme(@Nullable RequestSigner authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * The platform's signature.
     *
     * @return the scheme
     */
    public static AuthScheme scpHmac() {
        return SCP_HMAC;
    }

    /**
     * A token in a header, the auth token of the credentials.
     *
     * @param header name of the header
     * @return the scheme
     */
    public static AuthScheme header(String header) {
        return new AuthScheme(new TokenSigner(header));
    }

    /**
     * Nothing: requests carry no credentials.
     *
     * @return the scheme
     */
    public static AuthScheme none() {
        return NONE;
    }

    @Nullable
    RequestSigner authenticator() {
        return authenticator;
    }
}
