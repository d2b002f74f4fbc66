package io.github.scpsdk.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong with a call. Unchecked; each message says what was tried, what came back and what to do, and shows no
 * secret. Failures of earlier attempts are the {@linkplain #getSuppressed() suppressed} exceptions of the last.
 */
public abstract class ScpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CallSummary call;

    /**
     * For subclasses.
     *
     * @param message what happened and what to do
     * @param cause what it came from, or null
     * @param call the call it happened to
     */
    protected ScpException(String message, @Nullable Throwable cause, CallSummary call) {
        super(message, cause);
        this.call = call;
    }

    /**
     * The call this is about.
     *
     * @return {@link CallSummary#NONE} when no call was under way
     */
    public CallSummary call() {
        return call;
    }

    /**
     * The operation that failed, as the client's method is named.
     *
     * @return null when no call was under way
     */
    public @Nullable String operation() {
        return call.operation();
    }

    /**
     * How many times the request was tried.
     *
     * @return zero when it was refused before the first
     */
    public int attempts() {
        return call.attempts();
    }

    /**
     * Time from the start of the call to its failure, pauses included.
     *
     * @return zero when no call was under way
     */
    public Duration elapsed() {
        return call.elapsed();
    }
}
