package io.github.scpsdk.core;

/** 404: there is no such resource or, if the gateway answered, the request did not reach the service. */
public class NotFoundException extends ScpServiceException {

    private static final long serialVersionUID = 1L;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param response what the platform answered
     * @param call the call it answered
     */
    public NotFoundException(String message, ErrorResponse response, CallSummary call) {
        super(message, response, call);
    }

    /**
     * Whether an attempt of this call before the last one may have been carried out, so that this response may be a result of its success.
     *
     * @return false when no earlier attempt can have reached the platform
     */
    public boolean earlierAttemptMayHaveSucceeded() {
        return call().earlierAttemptMayHaveArrived();
    }
}
