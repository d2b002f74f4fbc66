// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

/** 400: the platform refuses the request as invalid; {@link #errors()} says why. */
public class BadRequestException extends ScpServiceException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param response the error response of the platform
     * @param call the call that failed
     */
    public BadRequestException(String message, ErrorResponse response, CallSummary call) {
        super(message, response, call);
    }
}
