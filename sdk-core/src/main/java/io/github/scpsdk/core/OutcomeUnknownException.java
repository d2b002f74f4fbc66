// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a request that must not be sent twice is unknown: it may or may not have been carried out.
 * The {@linkplain #getCause() cause} says what happened. Before calling again, check with the operation that
 * {@link #verifyWith()} names whether it was carried out. A second resource may cost money.
 */
public class OutcomeUnknownException extends ScpException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String verifyWith;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause the reason: a broken connection, a timeout, an error of the platform
     * @param call the call that failed
     * @param verifyWith operation that shows the outcome, or null when none does
     */
    public OutcomeUnknownException(String message, Throwable cause, CallSummary call, @Nullable String verifyWith) {
        super(message, cause, call);
        this.verifyWith = verifyWith;
    }

    /**
     * Returns the operation of the same client that shows whether the request was carried out.
     *
     * @return null when there is none
     */
    public @Nullable String verifyWith() {
        return verifyWith;
    }
}
