package io.github.scpsdk.core;

/** 403: the account may not do this, or may not see the resource. */
public class ForbiddenException extends ScpServiceException {

    private static final long serialVersionUID = 1L;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param response what the platform answered
     * @param call the call it answered
     */
    public ForbiddenException(String message, ErrorResponse response, CallSummary call) {
        super(message, response, call);
    }
}
