// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * A wait ended without reaching the state. Nothing is undone: work that was started on the platform goes on.
 * {@link #operation()} is the waiter, {@link #attempts()} the number of polls, {@link #elapsed()} how long it
 * waited.
 */
public abstract class ScpWaitException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String resource;
    private final @Nullable String lastState;
    private final @Nullable String carriedOut;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do
     * @param cause the cause, or null
     * @param call the wait that failed
     * @param resource id of the resource, or null when it is not known
     * @param lastState the last state seen, or null
     * @param carriedOut the operation that was carried out before the wait, or null
     */
    protected ScpWaitException(
            String message,
            @Nullable Throwable cause,
            CallSummary call,
            @Nullable String resource,
            @Nullable String lastState,
            @Nullable String carriedOut) {
        super(message, cause, call);
        this.resource = resource;
        this.lastState = lastState;
        this.carriedOut = carriedOut;
    }

    /**
     * Returns the id of the resource.
     *
     * @return null when the response that should name it does not
     */
    public @Nullable String resource() {
        return resource;
    }

    /**
     * Returns the last state seen, as the platform writes it.
     *
     * @return null when none was seen
     */
    public @Nullable String lastState() {
        return lastState;
    }

    /**
     * Returns the operation that was carried out before the wait began, for example {@code createVolume}. Do
     * not call it again.
     *
     * @return null when the waiter was called by itself
     */
    public @Nullable String carriedOut() {
        return carriedOut;
    }
}
