package io.github.scpsdk.core;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which call an exception is about, and how far it came. The accessors are the promise; the constructor may grow.
 *
 * @param service service as in {@code Scp-Api-Version}, null when no call was under way
 * @param version version of the service's API
 * @param operation name of the operation, as of the client's method
 * @param attempts how many times the request was tried, zero when it was refused before
 * @param elapsed time since the call began
 * @param earlierAttemptMayHaveArrived whether an attempt before the last one may have been carried out; never for reads
 * @param signing in whose name the request was sent, when that may be why it was refused: with a 401, a 403, and a 404 that is not the service's
 *     own; else null
 */
public record CallSummary(
        @Nullable String service,
        @Nullable String version,
        @Nullable String operation,
        int attempts,
        Duration elapsed,
        boolean earlierAttemptMayHaveArrived,
        @Nullable SigningDetails signing)
        implements Serializable {

    /** No call was under way. */
    public static final CallSummary NONE = new CallSummary(null, null, null, 0, Duration.ZERO, false);

    /**
     * A call that was not refused for who sent it.
     *
     * @param service service as in {@code Scp-Api-Version}, null when no call was under way
     * @param version version of the service's API
     * @param operation name of the operation, as of the client's method
     * @param attempts how many times the request was tried, zero when it was refused before
     * @param elapsed time since the call began
     * @param earlierAttemptMayHaveArrived whether an attempt before the last one may have been carried out; never for reads
     */
    public CallSummary(
            @Nullable String service,
            @Nullable String version,
            @Nullable String operation,
            int attempts,
            Duration elapsed,
            boolean earlierAttemptMayHaveArrived) {
        this(service, version, operation, attempts, elapsed, earlierAttemptMayHaveArrived, null);
    }
}
