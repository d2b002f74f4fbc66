package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * A request that must not be sent twice may or may not have been carried out. The {@linkplain #getCause() cause} says what happened. Before calling
 * again, check with the operation that {@link #verifyWith()} names whether it was carried out: a second resource may cost money.
 */
public class OutcomeUnknownException extends ScpException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String verifyWith;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause what happened: a broken connection, a timeout, an error of the platform
     * @param call the call it happened to
     * @param verifyWith operation that tells the outcome, or null when none does
     */
    public OutcomeUnknownException(String message, Throwable cause, CallSummary call, @Nullable String verifyWith) {
        super(message, cause, call);
        this.verifyWith = verifyWith;
    }

    /**
     * The operation of the same client that tells whether the request was carried out.
     *
     * @return null when there is none
     */
    public @Nullable String verifyWith() {
        return verifyWith;
    }
}
