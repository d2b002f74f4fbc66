package io.github.scpsdk.core.internal;

/** Placeholder of the next commit. */
public interface Authenticator {}
