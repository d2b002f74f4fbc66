package io.github.scpsdk.core;

/** 401: the keys, the signature or the clock are not accepted. */
public class UnauthorizedException extends ScpServiceException {

    private static final long serialVersionUID = 1L;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param response what the platform answered
     * @param call the call it answered
     */
    public UnauthorizedException(String message, ErrorResponse response, CallSummary call) {
        super(message, response, call);
    }
}
