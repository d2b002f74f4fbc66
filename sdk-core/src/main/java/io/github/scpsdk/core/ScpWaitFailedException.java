package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * The state that was waited for cannot be reached any more, or cannot be seen: the resource is in a state that it does not leave by itself, is gone,
 * or polling failed with the {@linkplain #getCause() cause}.
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
