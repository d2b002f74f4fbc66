package io.github.scpsdk.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to each call of a client: it starts, each attempt ends, a retry is decided on, it ends. All methods do nothing unless
 * overridden.
 *
 * <p>Every call that starts also ends, whatever comes of it, and its events come one after the other. Calls that are refused before anything could
 * be sent, for their arguments or because the client is closed, have no events.
 *
 * <p>{@link #onStart} comes on the thread that makes the call, so that what belongs to that thread (a trace, a logging context) can be found; the
 * other events of a blocking call come there too, those of a call that does not block on threads of the SDK's own. One listener is told of any number
 * of calls at a time. It should be quick: the call goes on when it returns. A blocking call waits for it even beyond its time limit, since it runs on
 * the same thread; a future does not. What it throws, be it an {@link Error}, is logged and otherwise ignored. Events show no
 * secret. A client may have several listeners; each is told, in the order they were added.
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
     * A call. The same object comes with all events of it, and what a listener needs to remember between them can be {@linkplain #attach attached}
     * to it. Made by the SDK, which may add accessors: not to be implemented elsewhere, except by tests.
     */
    interface Call {

        /**
         * A number that no other call of this process has.
         *
         * @return more than zero
         */
        long id();

        /**
         * The service.
         *
         * @return as in {@code Scp-Api-Version}, for example {@code filestorage}
         */
        String service();

        /**
         * The version of the service's API.
         *
         * @return for example {@code 1.1}
         */
        String version();

        /**
         * The operation.
         *
         * @return as the client's method is named, for example {@code createVolume}
         */
        String operation();

        /**
         * The region the client was built for.
         *
         * @return null with an endpoint override alone
         */
        @Nullable
        String region();

        /**
         * The HTTP method.
         *
         * @return for example {@code POST}
         */
        String method();

        /**
         * The path below the endpoint, with the names of its parameters in place of their values: one of few, however many calls there are.
         *
         * @return for example <code>/v1/volumes/{volume_id}</code>
         */
        String pathTemplate();

        /**
         * The host that the request goes to.
         *
         * @return name or address, without a port
         */
        String serverAddress();

        /**
         * The port that the request goes to.
         *
         * @return for example 443
         */
        int serverPort();

        /**
         * Remembers something until the call has ended.
         *
         * @param key of whom: the listener itself is a good one; compared by identity
         * @param value what; null forgets
         */
        void attach(Object key, @Nullable Object value);

        /**
         * What was attached.
         *
         * @param key of whom
         * @param type what it is
         * @param <T> what it is
         * @return null when there is nothing, or nothing of this type
         */
        <T> @Nullable T attached(Object key, Class<T> type);
    }

    /**
     * An attempt that has ended. The accessors are the promise; the constructor may grow.
     *
     * @param number 1 for the first
     * @param url where the request went, with its path and query: ids and filters of one caller, so nothing to count by
     * @param status HTTP status, null when no answer came
     * @param requestId id the answer carried, or null
     * @param failure what was wrong when no answer came, or null
     * @param errorType one of few words to count failures by: the status from 400 on, {@code timeout}, or the name of the exception that
     *     ended the attempt; null when nothing was wrong
     * @param requestBytes length of the body that was to be sent
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
     * @param nextAttempt number of the attempt to come
     * @param reason one of few words: a status such as {@code 503}, {@code connection failed}, {@code timed out}, {@code answer broke off},
     *     {@code clock put right}, or {@code stale connection}
     * @param delay pause before it
     */
    record Retry(int nextAttempt, String reason, Duration delay) {}

    /**
     * The end of a call. The accessors are the promise; the constructor may grow.
     *
     * @param attempts how many there were
     * @param status HTTP status of the last answer, null when the last attempt had none
     * @param requestId id the last answer carried, or null
     * @param failure what the caller gets thrown, null on success
     * @param errorType one of few words to count failures by: the status of an error the platform answered with, else the name of the exception
     *     that the caller gets; null on success
     * @param requestBytes length of the body that was to be sent, once for all attempts
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
