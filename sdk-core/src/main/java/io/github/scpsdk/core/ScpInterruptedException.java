// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * The call ended early and its connection is closed. The calling thread was interrupted (its interrupt flag
 * is set). For a call of an async client, the client was closed or the future was completed from outside. If
 * a request that must not be repeated had been sent, this is the cause of an {@link OutcomeUnknownException}.
 * If a successful response to it had begun to arrive, there is an {@link ScpDecodingException} instead.
 */
public class ScpInterruptedException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause the cause, or null
     * @param call the call that failed
     */
    public ScpInterruptedException(String message, @Nullable Throwable cause, CallSummary call) {
        super(message, cause, call);
    }
}
