// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of each call of a client: the start of the call, the end of each attempt, each retry,
 * and the end of the call. All methods do nothing unless overridden.
 *
 * <p>Every call that starts also ends, whatever its result, and its events come one after the other. Calls
 * that are refused before anything is sent have no events. The reason can be their arguments or a closed
 * client.
 *
 * <p>{@link #onStart} runs on the thread that makes the call, so that it can read the trace or logging
 * context of that thread. The other events of a blocking call run there too; those of an async call run on
 * threads of the SDK. A listener may be called for many calls at the same time. It should be quick, because
 * the call goes on only when it returns. A blocking call waits for it even beyond its time limit, since it
 * runs on the same thread; a future does not. An exception or {@link Error} that it throws is logged and
 * otherwise ignored. Events contain no secrets. A client may have several listeners; they are called in the
 * order in which they were added.
 */
public interface CallListener {

    /**
     * Receives the start of a call.
     *
     * @param call the call
     */
    default void onStart(Call call) {}

    /**
     * Receives the end of an attempt, with or without a response.
     *
     * @param call the call
     * @param attempt the attempt and how it ended
     */
    default void onAttempt(Call call, Attempt attempt) {}

    /**
     * Receives the decision to send the request again.
     *
     * @param call the call
     * @param retry the reason and the delay
     */
    default void onRetry(Call call, Retry retry) {}

    /**
     * Receives the end of a call.
     *
     * @param call the call
     * @param end how the call ended the call ended
     */
    default void onEnd(Call call, End end) {}

    /**
     * Captures what the current thread carries, such as a trace, for work of the SDK on other threads. It is called on the
     * thread that makes an async call or begins a wait, before {@link #onStart}. Whatever belongs to that call or wait and
     * runs on another thread then runs wrapped: events, the next call of a walk or a wait, the functions given to them,
     * and the completion of the future. So the calls of a wait have the same parent as its first one. The MDC of
     * the caller is carried on in any case. Blocking calls and waits stay on the caller's thread and need none of this.
     *
     * <pre>{@code
     * public UnaryOperator<Runnable> captureContext() {
     *     return Context.current()::wrap; // of OpenTelemetry
     * }
     * }</pre>
     *
     * @return makes of a task one that runs in what was captured, and puts back what was there before; called for each
     *     task, and must not block
     */
    default UnaryOperator<Runnable> captureContext() {
        return UnaryOperator.identity();
    }

    /**
     * A call. All its events have the same object, and a listener can {@linkplain #attach attach} its own
     * data to it. The SDK implements it and may add accessors; implement it in tests only.
     */
    interface Call {

        /**
         * Returns a number that no other call of this process has.
         *
         * @return more than zero
         */
        long id();

        /**
         * Returns the service.
         *
         * @return as in {@code Scp-Api-Version}, for example {@code filestorage}
         */
        String service();

        /**
         * Returns the version of the service's API.
         *
         * @return for example {@code 1.1}
         */
        String version();

        /**
         * Returns the operation.
         *
         * @return as the client's method is named, for example {@code createVolume}
         */
        String operation();

        /**
         * Returns the region the client was built for.
         *
         * @return null with an endpoint override alone
         */
        @Nullable
        String region();

        /**
         * Returns the HTTP method.
         *
         * @return for example {@code POST}
         */
        String method();

        /**
         * Returns the path below the endpoint, with the names of its parameters instead of their values, so
         * that there are few different ones.
         *
         * @return for example <code>/v1/volumes/{volume_id}</code>
         */
        String pathTemplate();

        /**
         * Returns the host that the request goes to.
         *
         * @return name or address, without a port
         */
        String serverAddress();

        /**
         * Returns the port that the request goes to.
         *
         * @return for example 443
         */
        int serverPort();

        /**
         * Attaches a value to the call, until the call has ended.
         *
         * @param key the owner of the value, for example the listener itself; compared by identity
         * @param value the value; null removes it
         */
        void attach(Object key, @Nullable Object value);

        /**
         * Returns an attached value.
         *
         * @param key the key it was attached with
         * @param type its type
         * @param <T> its type
         * @return null when nothing, or nothing of this type, is attached
         */
        <T> @Nullable T attached(Object key, Class<T> type);
    }

    /**
     * An attempt that has ended. The accessors are the promise; the constructor may grow.
     *
     * @param number 1 for the first
     * @param url the address of the request, with path and query; it contains ids and filters, so do not use
     *     it as a metric tag
     * @param status HTTP status, null when no response came
     * @param requestId id the response carried, or null
     * @param failure a description of the failure when no response came, or null
     * @param errorType kind of failure, with few different values, for metrics: the status from 400 on,
     *     {@code timeout}, or the name of the exception that ended the attempt; null when nothing was wrong
     * @param requestBytes length of the request body
     * @param responseBytes length of the body that was read, after decompression
     * @param elapsed time the attempt took
     */
    record Attempt(
            int number,
            String url,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable String failure,
            @Nullable String errorType,
            long requestBytes,
            long responseBytes,
            Duration elapsed) {}

    /**
     * A decision to send again. The accessors are the promise; the constructor may grow.
     *
     * @param nextAttempt number of the next attempt
     * @param reason one of few values: a status such as {@code 503}, {@code connection failed},
     *     {@code timed out}, {@code response broke off}, {@code clock put right}, or {@code stale connection}
     * @param delay pause before it
     */
    record Retry(int nextAttempt, String reason, Duration delay) {}

    /**
     * The end of a call. The accessors are the promise; the constructor may grow.
     *
     * @param attempts number of attempts
     * @param status HTTP status of the last response, null when the last attempt had none
     * @param requestId id the last response carried, or null
     * @param failure the exception that the caller gets, null on success
     * @param errorType kind of failure, with few different values, for metrics: the status of an error
     *     response, else the name of the exception that the caller gets; null on success
     * @param requestBytes length of the request body, once for all attempts
     * @param responseBytes length of the last body that was read, after decompression
     * @param elapsed time the call took, pauses included
     */
    record End(
            int attempts,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable Throwable failure,
            @Nullable String errorType,
            long requestBytes,
            long responseBytes,
            Duration elapsed) {}
}
