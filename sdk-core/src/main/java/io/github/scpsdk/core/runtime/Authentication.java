package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.internal.Authenticator;
import io.github.scpsdk.core.internal.ScpHmac;
import io.github.scpsdk.core.internal.TokenHeader;
import org.jspecify.annotations.Nullable;

/** How the requests of a service prove who sends them. Immutable. */
public final class Authentication {

    private static final Authentication SCP_HMAC = new Authentication(new ScpHmac());
    private static final Authentication NONE = new Authentication(null);

    private final @Nullable Authenticator authenticator;

    private Authentication(@Nullable Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * The platform's signature.
     *
     * @return the scheme
     */
    public static Authentication scpHmac() {
        return SCP_HMAC;
    }

    /**
     * A token in a header, the auth token of the credentials.
     *
     * @param header name of the header
     * @return the scheme
     */
    public static Authentication header(String header) {
        return new Authentication(new TokenHeader(header));
    }

    /**
     * Nothing: requests carry no credentials.
     *
     * @return the scheme
     */
    public static Authentication none() {
        return NONE;
    }

    @Nullable
    Authenticator authenticator() {
        return authenticator;
    }
}
