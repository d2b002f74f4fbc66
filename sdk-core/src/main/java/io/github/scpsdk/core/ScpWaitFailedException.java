package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * What was waited for cannot come any more, or cannot be seen: the resource is in a state it does not leave by itself, is gone, or looking at
 * it failed with the {@linkplain #getCause() cause}.
 */
public class ScpWaitFailedException extends ScpWaitException {

    private static final long serialVersionUID = 1L;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause what it came from, or null
     * @param call the wait it happened to
     * @param resource id of what was waited for, or null when it is not known
     * @param lastState the last state seen, or null
     * @param carriedOut the operation that was carried out before the wait, or null
     */
    public ScpWaitFailedException(
            String message,
            @Nullable Throwable cause,
            CallSummary call,
            @Nullable String resource,
            @Nullable String lastState,
            @Nullable String carriedOut) {
        super(message, cause, call, resource, lastState, carriedOut);
    }
}
