// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed, and how far it got. The accessors are the promise; the constructor may grow.
 *
 * @param service service as in {@code Scp-Api-Version}, null when there was no call
 * @param version version of the service's API
 * @param operation name of the operation, as of the client's method
 * @param attempts number of attempts, zero when the call was refused before the first
 * @param elapsed time since the call began
 * @param earlierAttemptMayHaveArrived whether an attempt before the last one may have been carried out; never
 *     for reads
 * @param signing the keys and the signed text, when these may be the reason for a refusal: with a 401, a 403,
 *     and a 404 that did not come from the service; else null
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

    /** The summary of a failure without a call. */
    public static final CallSummary NONE = new CallSummary(null, null, null, 0, Duration.ZERO, false);

    /**
     * Creates a summary without signing details.
     *
     * @param service service as in {@code Scp-Api-Version}, null when there was no call
     * @param version version of the service's API
     * @param operation name of the operation, as of the client's method
     * @param attempts number of attempts, zero when the call was refused before the first
     * @param elapsed time since the call began
     * @param earlierAttemptMayHaveArrived whether an attempt before the last one may have been carried out;
     *     never for reads
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
