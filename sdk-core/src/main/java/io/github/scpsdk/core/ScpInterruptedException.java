package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted. The call ended at once, its connection is closed, and the thread's interrupt flag is set. */
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
