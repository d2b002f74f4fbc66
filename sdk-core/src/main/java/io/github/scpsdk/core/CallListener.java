package io.github.scpsdk.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to each call of a client. All methods do nothing unless overridden.
 *
 * <p>Called on the calling thread, by any number of threads at a time. What a listener throws is logged and otherwise ignored. Events show no
 * secret.
 */
public interface CallListener {

    /**
     * A call begins.
     *
     * @param call which
     */
    default void onStart(Call call) {}

    /**
     * An attempt has ended, in an answer or without one.
     *
     * @param call which
     * @param attempt how it ended
     */
    default void onAttempt(Call call, Attempt attempt) {}

    /**
     * The request will be sent again.
     *
     * @param call which
     * @param retry why and when
     */
    default void onRetry(Call call, Retry retry) {}

    /**
     * A call has ended.
     *
     * @param call which
     * @param end how
     */
    default void onEnd(Call call, End end) {}

    /**
     * A call. The accessors are the promise; the constructor may grow.
     *
     * @param service service as in {@code Scp-Api-Version}
     * @param version version of its API
     * @param operation the operation, as the client's method is named
     * @param region region the client was built for, null with an endpoint override alone
     */
    record Call(
            String service,
            String version,
            String operation,
            @Nullable String region) {}

    /**
     * An attempt that has ended. The accessors are the promise; the constructor may grow.
     *
     * @param number 1 for the first
     * @param status HTTP status, null when no answer came
     * @param requestId id the answer carried, or null
     * @param failure what was wrong when no answer came, or null
     * @param requestBytes length of the body that was to be sent
     * @param responseBytes length of the body that was read, after decompression
     * @param elapsed time the attempt took
     */
    record Attempt(
            int number,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable String failure,
            long requestBytes,
            long responseBytes,
            Duration elapsed) {}

    /**
     * A decision to send again. The accessors are the promise; the constructor may grow.
     *
     * @param nextAttempt number of the attempt to come
     * @param reason for example {@code 503} or {@code connection failed}
     * @param delay pause before it
     */
    record Retry(int nextAttempt, String reason, Duration delay) {}

    /**
     * The end of a call. The accessors are the promise; the constructor may grow.
     *
     * @param attempts how many there were
     * @param status HTTP status of the last answer, null when none came
     * @param requestId id the last answer carried, or null
     * @param failure what the caller gets thrown, null on success
     * @param elapsed time the call took, pauses included
     */
    record End(
            int attempts,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable Throwable failure,
            Duration elapsed) {}
}
