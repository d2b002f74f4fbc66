// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error response of the platform, with the secrets of the call replaced by {@code ***}. The accessors are
 * the promise; the constructor may grow.
 *
 * @param status HTTP status
 * @param envelope the format of the error: the service's, the gateway's, or another
 * @param errors the errors that the service lists; empty when it lists none
 * @param requestId id for a support ticket, null when there was none
 * @param globalRequestId id across services, null when there was none
 * @param retryAfter the pause that the platform asks for, null when it asks for none
 * @param text the body, if it has neither of the two formats, at most 2 KiB
 */
public record ErrorResponse(
        int status,
        Envelope envelope,
        List<ScpError> errors,
        @Nullable String requestId,
        @Nullable String globalRequestId,
        @Nullable Duration retryAfter,
        @Nullable String text)
        implements Serializable {

    /** The format of an error. */
    public enum Envelope {
        /** The service's own: a list of errors. */
        SERVICE,
        /** The gateway's. The request did not reach the service. */
        GATEWAY,
        /** Neither: HTML, empty, or something else. */
        OTHER
    }

    /**
     * Creates the object, in the SDK and in tests of code that handles it.
     *
     * @param status HTTP status
     * @param envelope the format of the error
     * @param errors the errors that the service lists, copied
     * @param requestId id of the request, or null
     * @param globalRequestId id across services, or null
     * @param retryAfter the pause that the platform asks for, or null
     * @param text the body if it has another format, or null
     */
    public ErrorResponse {
        errors = List.copyOf(errors);
    }

    /**
     * Returns a response with a status and nothing else, for tests of code that handles errors.
     *
     * @param status HTTP status
     * @return the response
     */
    public static ErrorResponse of(int status) {
        return new ErrorResponse(status, Envelope.OTHER, List.of(), null, null, null, null);
    }
}
