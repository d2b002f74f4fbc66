// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.waiting;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.ScpWaitFailedException;
import io.github.scpsdk.core.ScpWaitTimeoutException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.ThrottledException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.WaitProgress;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.schema.WaiterSpec;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one wait what a poll means, when to poll again, and how to end. It does not poll, sleep or read
 * a clock. Thread-safe. Calls come one after the other, except for {@link #late}.
 *
 * @param <T> result of a poll
 */
public final class WaitState<T> {

    /** The maximum time that a new resource may stay invisible. */
    public static final Duration SETTLING = Duration.ofSeconds(30);

    /** The maximum time of a poll: one that hangs must not take the whole wait. */
    public static final Duration MAX_POLL = Duration.ofSeconds(20);

    /**
     * The time between the start of the last poll and the limit. For a short limit it is a tenth of the
     * limit.
     */
    public static final Duration LAST_POLL = Duration.ofSeconds(1);

    /** The maximum time until a run that an operation has started is listed. */
    public static final Duration STARTING = Duration.ofMinutes(5);

    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(1);

    /** Of a text of the platform that is to be a word, in bytes. */
    private static final int MAX_STATE = 200;

    private final WaiterSpec<T> waiter;
    private final String resource;
    private final @Nullable String carriedOut;
    private final Predicate<? super T> expected;
    private final long limit;
    private final long lastPoll;
    private final long interval;
    private final long settling;

    private int polls;
    private boolean seen;
    private boolean changed;
    private boolean asExpected = true;
    private @Nullable String firstState;
    private @Nullable String lastState;
    private @Nullable ScpException forgiven;
    private WaitProgress progress;

    /** The decision after a poll. */
    public sealed interface Step<T> permits Reached, Ended, Again {}

    /** The wait ended with success. {@code shown} is null when the resource is gone. */
    public record Reached<T>(@Nullable T shown) implements Step<T> {}

    /** The wait ended with failure. */
    public record Ended<T>(ScpException failure) implements Step<T> {}

    /** The wait goes on: poll again after a pause. */
    public record Again<T>(long nanos) implements Step<T> {}

    /**
     * Creates the state before the first poll.
     *
     * @param waiter the goal of the wait
     * @param resource id of the resource
     * @param options limit and interval
     * @param carriedOut the operation after which the wait begins, null for none
     */
    public WaitState(WaiterSpec<T> waiter, String resource, WaitOptions options, @Nullable String carriedOut) {
        this(waiter, resource, options, carriedOut, shown -> true);
    }

    /**
     * Creates the state before the first poll.
     *
     * @param waiter the goal of the wait
     * @param resource id of the resource
     * @param options limit and interval
     * @param carriedOut the operation after which the wait begins, null for none
     * @param expected whether a resource is as that operation was to make it; until then its state does not count as reached
     */
    public WaitState(
            WaiterSpec<T> waiter,
            String resource,
            WaitOptions options,
            @Nullable String carriedOut,
            Predicate<? super T> expected) {
        this.expected = expected;
        this.waiter = waiter;
        this.resource = resource;
        this.carriedOut = carriedOut;
        this.limit = Timer.nanos(options.limit() == null ? waiter.limit() : options.limit());
        this.lastPoll = limit - Math.min(LAST_POLL.toNanos(), limit / 10);
        this.interval = Timer.nanos(options.interval() == null ? waiter.interval() : options.interval());
        this.settling = waiter.isForRun() && carriedOut != null
                ? STARTING.toNanos()
                : waiter.listed() || carriedOut != null ? SETTLING.toNanos() : 0;
        this.progress = new WaitProgress(waiter.name(), resource, null, 0, Duration.ZERO, null, null);
    }

    /** Returns the time limit of the next poll, which never ends later than the wait. */
    public synchronized Duration within(long elapsed) {
        return Duration.ofNanos(Math.max(1, Math.min(limit - elapsed, MAX_POLL.toNanos())));
    }

    /** Returns the result of the last poll. */
    public synchronized WaitProgress progress() {
        return progress;
    }

    /**
     * Decides after a poll with a response.
     *
     * @param shown the resource; null if it does not exist
     * @param elapsed nanoseconds since the wait began
     * @param random from 0 to 1
     */
    public synchronized Step<T> saw(@Nullable T shown, long elapsed, double random) {
        polls++;
        if (shown == null) {
            return absent(null, elapsed, random);
        }
        seen = true;
        forgiven = null;
        String state = waiter.state(shown);
        String text = state == null ? null : new Redactor().safe(state, MAX_STATE);
        note(text, null, elapsed, waiter.percent(shown));
        if (state != null) {
            lastState = text;
            firstState = firstState == null ? WaiterSpec.folded(state) : firstState;
            changed |= !firstState.equals(WaiterSpec.folded(state));
            asExpected = expected.test(shown);
            if (asExpected && waiter.isReached(state)) {
                return new Reached<>(shown);
            }
            if (waiter.isFailed(state, changed)) {
                return failed("it is in state " + text + " and does not leave that by itself", null, elapsed);
            }
        }
        return again(interval, elapsed, random);
    }

    /**
     * Decides after a poll that failed.
     *
     * @param failure the failure
     * @param elapsed nanoseconds since the wait began
     * @param random from 0 to 1
     */
    public synchronized Step<T> failedPoll(ScpException failure, long elapsed, double random) {
        polls++;
        if (failure instanceof ScpInterruptedException) {
            return new Ended<>(stopped(waiter.poll() + " was ended: " + failure.getMessage(), failure, elapsed));
        }
        if (failure instanceof NotFoundException notFound
                && notFound.response().envelope() != ErrorResponse.Envelope.GATEWAY) {
            return absent(notFound, elapsed, random);
        }
        note(null, failure, elapsed, null);
        if (passes(failure)) {
            forgiven = failure;
            return again(Math.max(interval, retryAfter(failure)), elapsed, random);
        }
        boolean callersMistake =
                failure instanceof ScpValidationException || failure instanceof ScpConfigurationException;
        if (callersMistake && carriedOut == null) {
            return new Ended<>(failure);
        }
        return failed(waiter.poll() + " failed: " + failure.getMessage(), failure, elapsed);
    }

    /** Returns the exception for a wait that was interrupted, cancelled or closed. */
    public synchronized ScpInterruptedException stopped(String why, @Nullable Throwable cause, long elapsed) {
        return new ScpInterruptedException(
                sentence(why + ". What is under way on the platform goes on", elapsed), cause, summary(elapsed));
    }

    /** Returns the maximum time of the wait in nanoseconds. */
    public long limit() {
        return limit;
    }

    /** Returns the exception for a wait that timed out while code of the application was still running. */
    public synchronized ScpWaitTimeoutException late(long elapsed) {
        return timeout(" Code of the application that runs inside it has not returned, such as a listener.", elapsed);
    }

    private Step<T> absent(@Nullable NotFoundException response, long elapsed, double random) {
        note(null, response, elapsed, null);
        if (waiter.waitsForGone()) {
            return new Reached<>(null);
        }
        if (!seen && elapsed < settling) {
            return again(interval, elapsed, random);
        }
        return failed(
                seen
                        ? "it is not there any more"
                        : waiter.isForRun()
                                ? "no such run is listed"
                                : "it is not there: the id may be wrong, or of another region or account",
                response,
                elapsed);
    }

    private Step<T> again(long pause, long elapsed, double random) {
        long left = lastPoll - elapsed;
        if (left <= 0) {
            return new Ended<>(
                    timeout(forgiven == null ? "" : " The last poll failed: " + forgiven.getMessage(), elapsed));
        }
        return new Again<>(Math.min(left, (long) (pause * (0.75 + random / 2))));
    }

    private ScpWaitTimeoutException timeout(String more, long elapsed) {
        return new ScpWaitTimeoutException(
                sentence(
                                "it was not " + waiter.goal()
                                        + (asExpected ? "" : " and as " + carriedOut + " was to make it")
                                        + " within the limit of " + text(limit)
                                        + ". What is under way on the platform goes on: wait again, or look with "
                                        + waiter.poll(),
                                elapsed)
                        + more,
                forgiven,
                summary(elapsed),
                resource,
                lastState,
                carriedOut);
    }

    private Step<T> failed(String what, @Nullable Throwable cause, long elapsed) {
        return new Ended<>(new ScpWaitFailedException(
                sentence(what, elapsed), cause, summary(elapsed), resource, lastState, carriedOut));
    }

    private void note(@Nullable String state, @Nullable ScpException failure, long elapsed, @Nullable Integer percent) {
        progress = new WaitProgress(
                waiter.name(), resource, state, polls, Duration.ofNanos(Math.max(0, elapsed)), failure, percent);
    }

    private String sentence(String what, long elapsed) {
        return waiter.service().service() + " " + waiter.service().version() + " " + waiter.name() + ": "
                + (carriedOut == null ? "" : carriedOut + " was carried out and must not be called again; then ")
                + "waiting for " + new Redactor().safe(resource) + " ended after " + text(elapsed) + " and " + polls
                + (polls == 1 ? " poll" : " polls") + " (last state seen: " + (lastState == null ? "none" : lastState)
                + "): " + what + ".";
    }

    private CallSummary summary(long elapsed) {
        return new CallSummary(
                waiter.service().service(),
                waiter.service().version(),
                waiter.name(),
                polls,
                Duration.ofNanos(Math.max(0, elapsed)),
                false);
    }

    /** Returns whether a later poll may succeed. */
    private static boolean passes(ScpException failure) {
        return failure instanceof ScpConnectionException
                || failure instanceof ScpTimeoutException
                || failure instanceof ServerErrorException
                || failure instanceof ThrottledException
                || (failure instanceof ScpServiceException response && response.status() == 408);
    }

    private static long retryAfter(ScpException failure) {
        Duration asked = failure instanceof ScpServiceException response ? response.retryAfter() : null;
        return asked == null ? 0 : Math.min(Timer.nanos(asked), MAX_RETRY_AFTER.toNanos());
    }

    private static String text(long nanos) {
        return nanos < 10_000_000_000L
                ? String.format(Locale.ROOT, "%.1f s", nanos / 1e9)
                : Math.round(nanos / 1e9) + " s";
    }
}
