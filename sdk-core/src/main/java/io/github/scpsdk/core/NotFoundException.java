// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

/**
 * 404: there is no such resource or, if the response came from the gateway, the request did not reach the
 * service.
 */
public class NotFoundException extends ScpServiceException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param response the error response of the platform
     * @param call the call that failed
     */
    public NotFoundException(String message, ErrorResponse response, CallSummary call) {
        super(message, response, call);
    }

    /**
     * Returns whether an earlier attempt of this call may have been carried out. This response may then be a
     * result of its success.
     *
     * @return false if no earlier attempt can have reached the platform
     */
    public boolean earlierAttemptMayHaveSucceeded() {
        return call().earlierAttemptMayHaveArrived();
    }
}
