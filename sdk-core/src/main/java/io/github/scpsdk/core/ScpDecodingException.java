package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * The platform carried the operation out, but its response could not be read. A read may be called again. An operation that must not be repeated
 * would be carried out twice: for these {@link #verifyWith()} names the operation that shows the result.
 */
public class ScpDecodingException extends ScpClientException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String requestId;
    private final @Nullable String globalRequestId;
    private final @Nullable String verifyWith;

    /**
     * For the SDK, and for tests of code that handles it.
     *
     * @param message what happened and what to do
     * @param cause what it came from, or null
     * @param call the call it happened to
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
     * The operation that shows what the unreadable response would have contained.
     *
     * @return null when none does, and for reads, which can be called again
     */
    public @Nullable String verifyWith() {
        return verifyWith;
    }
}
