// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The platform returned an error response. Statuses without a subclass of their own are thrown as this class.
 */
public class ScpServiceException extends ScpException {

    private static final long serialVersionUID = 1L;

    private final ErrorResponse response;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param response the error response of the platform
     * @param call the call that failed
     */
    public ScpServiceException(String message, ErrorResponse response, CallSummary call) {
        super(message, null, call);
        this.response = response;
    }

    /**
     * Returns the whole response.
     *
     * @return with the secrets of the call masked
     */
    public ErrorResponse response() {
        return response;
    }

    /**
     * Returns the The HTTP status of the response.
     *
     * @return for example 409
     */
    public int status() {
        return response.status();
    }

    /**
     * Returns the errors the service lists.
     *
     * @return empty when it lists none
     */
    public List<ScpError> errors() {
        return response.errors();
    }

    /**
     * Returns the short name of the first error.
     *
     * @return null when the service names none
     */
    public @Nullable String errorCode() {
        return response.errors().isEmpty() ? null : response.errors().get(0).code();
    }

    /**
     * Returns the id of the request, for a support ticket.
     *
     * @return null when the response has none
     */
    public @Nullable String requestId() {
        return response.requestId();
    }

    /**
     * Returns the id of the request across services.
     *
     * @return null when the response has none
     */
    public @Nullable String globalRequestId() {
        return response.globalRequestId();
    }

    /**
     * Returns the keys and the signed text, when these may be the reason for the refusal.
     *
     * @return with a 401, a 403, and a 404 that did not come from the service; else null
     */
    public @Nullable SigningDetails signing() {
        return call().signing();
    }

    /**
     * Returns the pause that the platform asks for before the next attempt ({@code Retry-After}).
     *
     * @return null when it asks for none
     */
    public @Nullable Duration retryAfter() {
        return response.retryAfter();
    }
}
