// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a request that must not be sent twice is unknown: it may or may not have been carried out.
 * The {@linkplain #getCause() cause} says what happened. A second resource may cost money, so check before calling
 * again: where the client has a method {@code verify…} for the operation, such as {@code verifyCreateVolume}, give it
 * the request and this exception; elsewhere, look with the operation that {@link #verifyWith()} names.
 */
public class OutcomeUnknownException extends ScpException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String verifyWith;
    private final Instant sentAt;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause the reason: a broken connection, a timeout, an error of the platform
     * @param call the call that failed
     * @param verifyWith operation that shows the outcome, or null when none does
     * @param sentAt when the request was sent
     */
    public OutcomeUnknownException(
            String message, Throwable cause, CallSummary call, @Nullable String verifyWith, Instant sentAt) {
        super(message, cause, call);
        this.verifyWith = verifyWith;
        this.sentAt = Objects.requireNonNull(sentAt, "sentAt");
    }

    /**
     * Returns the operation of the same client that shows whether the request was carried out.
     *
     * @return null when there is none
     */
    public @Nullable String verifyWith() {
        return verifyWith;
    }

    /**
     * Returns when the request was sent, by the clock that dates the client's signatures.
     *
     * @return the time
     */
    public Instant sentAt() {
        return sentAt;
    }
}
