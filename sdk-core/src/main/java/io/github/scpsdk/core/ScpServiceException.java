package io.github.scpsdk.core;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The platform answered with an error. Statuses that have no subclass of their own are thrown as this class.
 */
public class ScpServiceException extends ScpException {

    private static final long serialVersionUID = 1L;

    private final ErrorAnswer answer;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param answer what the platform answered
     * @param call the call it answered
     */
    public ScpServiceException(String message, ErrorAnswer answer, CallSummary call) {
        super(message, null, call);
        this.answer = answer;
    }

    /**
     * The whole answer.
     *
     * @return with the secrets of the call masked
     */
    public ErrorAnswer answer() {
        return answer;
    }

    /**
     * HTTP status of the answer.
     *
     * @return for example 409
     */
    public int status() {
        return answer.status();
    }

    /**
     * The errors the service lists.
     *
     * @return empty when it lists none
     */
    public List<ScpError> errors() {
        return answer.errors();
    }

    /**
     * The short name of the first error.
     *
     * @return null when the service names none
     */
    public @Nullable String errorCode() {
        return answer.errors().isEmpty() ? null : answer.errors().get(0).code();
    }

    /**
     * Id of the request, for a support ticket.
     *
     * @return null when the answer has none
     */
    public @Nullable String requestId() {
        return answer.requestId();
    }

    /**
     * Id of the request across services.
     *
     * @return null when the answer has none
     */
    public @Nullable String globalRequestId() {
        return answer.globalRequestId();
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
        return answer.retryAfter();
    }
}
