// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions of the SDK. Unchecked. Each message says what was tried, what came back and what
 * to do, and shows no secret. The failures of earlier attempts are {@linkplain #getSuppressed() suppressed}
 * exceptions.
 */
public abstract class ScpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CallSummary call;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do
     * @param cause the cause, or null
     * @param call the call that failed
     */
    protected ScpException(String message, @Nullable Throwable cause, CallSummary call) {
        super(message, cause);
        this.call = call;
    }

    /**
     * Returns the call that failed.
     *
     * @return {@link CallSummary#NONE} when there was no call
     */
    public CallSummary call() {
        return call;
    }

    /**
     * Returns the operation that failed, as the client's method is named.
     *
     * @return null when there was no call
     */
    public @Nullable String operation() {
        return call.operation();
    }

    /**
     * Returns the number of attempts.
     *
     * @return zero when the call was refused before the first
     */
    public int attempts() {
        return call.attempts();
    }

    /**
     * Time from the start of the call to its failure, pauses included.
     *
     * @return zero when there was no call
     */
    public Duration elapsed() {
        return call.elapsed();
    }
}
