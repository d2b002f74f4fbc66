package io.github.scpsdk.core;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The platform answered with an error. Statuses that have no subclass of their own are thrown as this class.
 */
public class ScpServiceException extends ScpException {

    private static final long serialVersionUID = 1L;

    private final ErrorResponse response;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param response what the platform answered
     * @param call the call it answered
     */
    public ScpServiceException(String message, ErrorResponse response, CallSummary call) {
        super(message, null, call);
        this.response = response;
    }

    /**
     * The whole response.
     *
     * @return with the secrets of the call masked
     */
    public ErrorResponse response() {
        return response;
    }

    /**
     * HTTP status of the response.
     *
     * @return for example 409
     */
    public int status() {
        return response.status();
    }

    /**
     * The errors the service lists.
     *
     * @return empty when it lists none
     */
    public List<ScpError> errors() {
        return response.errors();
    }

    /**
     * The short name of the first error.
     *
     * @return null when the service names none
     */
    public @Nullable String errorCode() {
        return response.errors().isEmpty() ? null : response.errors().get(0).code();
    }

    /**
     * Id of the request, for a support ticket.
     *
     * @return null when the response has none
     */
    public @Nullable String requestId() {
        return response.requestId();
    }

    /**
     * Id of the request across services.
     *
     * @return null when the response has none
     */
    public @Nullable String globalRequestId() {
        return response.globalRequestId();
    }

    /**
     * The keys that were used and the text that was signed, when these may be the reason for the refusal.
     *
     * @return with a 401, a 403, and a 404 that is not the service's own; else null
     */
    public @Nullable SigningDetails signing() {
        return call().signing();
    }

    /**
     * How long the platform asks to wait before the next attempt ({@code Retry-After}).
     *
     * @return null when it does not ask
     */
    public @Nullable Duration retryAfter() {
        return response.retryAfter();
    }
}
