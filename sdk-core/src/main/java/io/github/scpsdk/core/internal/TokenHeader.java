package io.github.scpsdk.core.internal;

/** Sends a token. */
public final class TokenHeader implements Authenticator {

    final String header;

    /** Sends a token in this header. */
    public TokenHeader(String header) {
        this.header = header;
    }
}
