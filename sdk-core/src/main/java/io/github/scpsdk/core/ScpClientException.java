// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * A call failed without an error response of the platform: before sending, on the network, or while reading
 * the response.
 */
public abstract class ScpClientException extends ScpException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do
     * @param cause the cause, or null
     * @param call the call that failed
     */
    protected ScpClientException(String message, @Nullable Throwable cause, CallSummary call) {
        super(message, cause, call);
    }
}
