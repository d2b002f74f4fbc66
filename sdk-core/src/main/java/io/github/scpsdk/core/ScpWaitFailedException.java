// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * The awaited state cannot be reached any more, or cannot be seen. The resource is in a state that it does
 * not leave by itself, or is gone, or polling failed with the {@linkplain #getCause() cause}.
 */
public class ScpWaitFailedException extends ScpWaitException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause the cause, or null
     * @param call the wait that failed
     * @param resource id of the resource, or null when it is not known
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
