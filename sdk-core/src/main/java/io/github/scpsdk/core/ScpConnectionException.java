// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * The platform could not be reached, or the connection broke. Thrown only if the call cannot have changed
 * anything, or if the operation is safe to call again.
 */
public class ScpConnectionException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause the cause, or null
     * @param call the call that failed
     */
    public ScpConnectionException(String message, @Nullable Throwable cause, CallSummary call) {
        super(message, cause, call);
    }
}
