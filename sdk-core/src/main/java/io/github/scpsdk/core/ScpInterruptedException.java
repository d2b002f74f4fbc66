package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * Nobody waits for the call any more, so it was ended at once and its connection closed: the calling thread was interrupted (its interrupt flag is
 * set), or, for a call of an asynchronous client, the client was closed or the future completed from outside.
 */
public class ScpInterruptedException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause what it came from, or null
     * @param call the call it happened to
     */
    public ScpInterruptedException(String message, @Nullable Throwable cause, CallSummary call) {
        super(message, cause, call);
    }
}
