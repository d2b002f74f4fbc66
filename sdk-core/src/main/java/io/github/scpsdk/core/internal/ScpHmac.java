package io.github.scpsdk.core.internal;

/** Signs. */
public final class ScpHmac implements Authenticator {
    /** Signs. */
    public ScpHmac() {}
}
