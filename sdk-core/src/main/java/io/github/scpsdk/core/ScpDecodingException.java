// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * The platform carried out the operation, but its response could not be read. A read is safe to call again.
 * Calling any other operation again may carry it out twice. For these, {@link #verifyWith()} names the
 * operation that shows the result.
 */
public class ScpDecodingException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String requestId;
    private final @Nullable String globalRequestId;
    private final @Nullable String verifyWith;

    /**
     * Creates the exception, in the SDK and in tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause the cause, or null
     * @param call the call that failed
     * @param status HTTP status of the response
     * @param requestId id of the request, or null
     * @param globalRequestId id across services, or null
     * @param verifyWith operation that shows the result, or null when none does
     */
    public ScpDecodingException(
            String message,
            @Nullable Throwable cause,
            CallSummary call,
            int status,
            @Nullable String requestId,
            @Nullable String globalRequestId,
            @Nullable String verifyWith) {
        super(message, cause, call);
        this.status = status;
        this.requestId = requestId;
        this.globalRequestId = globalRequestId;
        this.verifyWith = verifyWith;
    }

    /**
     * HTTP status of the response.
     *
     * @return 200 to 299
     */
    public int status() {
        return status;
    }

    /**
     * Id of the request, for a support ticket.
     *
     * @return null when the response has none
     */
    public @Nullable String requestId() {
        return requestId;
    }

    /**
     * Id of the request across services.
     *
     * @return null when the response has none
     */
    public @Nullable String globalRequestId() {
        return globalRequestId;
    }

    /**
     * Returns the operation that shows what the unreadable response would have contained.
     *
     * @return null when none does, and for reads, which can be called again
     */
    public @Nullable String verifyWith() {
        return verifyWith;
    }
}
