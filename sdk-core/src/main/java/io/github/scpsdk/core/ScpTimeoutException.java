package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * The call's time limit was reached before a response was complete. Thrown only if the call cannot have changed anything, or if the operation may simply
 * be called again.
 */
public class ScpTimeoutException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause what it came from, or null
     * @param call the call it happened to
     */
    public ScpTimeoutException(String message, @Nullable Throwable cause, CallSummary call) {
        super(message, cause, call);
    }
}
