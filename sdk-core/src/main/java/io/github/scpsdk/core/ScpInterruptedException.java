package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * The call was ended early and its connection closed, because the calling thread was interrupted (its interrupt flag is set) or, for a call of an
 * async client, because the client was closed or the future was completed from outside. If a request that must not be repeated had been sent, this is the
 * cause of an {@link OutcomeUnknownException}; if a successful response to it had begun to arrive, there is an {@link ScpDecodingException} instead.
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
