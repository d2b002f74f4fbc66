// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.internal.http.AttemptResult;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Decides about retries, and does nothing else: knows no clock, no thread, no network. */
public final class RetryDecisions {

    private static final Duration MAX_ADDED_BY_SERVER = Duration.ofSeconds(5);

    private final RetryPolicy policy;
    private final DoubleSupplier random;

    /**
     * Decides by a policy.
     *
     * @param policy the numbers
     * @param random gives numbers from zero to one
     */
    public RetryDecisions(RetryPolicy policy, DoubleSupplier random) {
        this.policy = policy;
        this.random = random;
    }

    /** Classifies how an attempt ended. */
    public enum Outcome {
        /** 2xx, complete. */
        SUCCESS,
        /** No byte of the request left. */
        NOT_SENT,
        /** The request left, at least in part, and nothing is known of it. */
        NO_RESPONSE,
        /** 2xx, but the body broke off. */
        TRUNCATED,
        /** 429. */
        THROTTLED,
        /** 408, 500, 502, 503, 504: a try later may work. */
        UNAVAILABLE,
        /** Any other 5xx. */
        FAILED,
        /** Any other response: repeating the request cannot help. */
        REFUSED;

        /** Whether the request may have been carried out. */
        public boolean mayHaveBeenCarriedOut() {
            return this == NO_RESPONSE || this == TRUNCATED || this == UNAVAILABLE || this == FAILED;
        }

        /** Whether it leaves unknown what became of an operation that must not be repeated. */
        public boolean leavesInDoubt() {
            return this == NO_RESPONSE || this == UNAVAILABLE || this == FAILED;
        }

        private boolean allowsRepeating(boolean idempotent) {
            return switch (this) {
                case NOT_SENT, THROTTLED -> true;
                case NO_RESPONSE, TRUNCATED, UNAVAILABLE -> idempotent;
                default -> false;
            };
        }
    }

    /**
     * Classifies a result.
     *
     * @param result the result
     * @param bodyMatters whether a success needs its body
     */
    public static Outcome classify(AttemptResult result, boolean bodyMatters) {
        if (result instanceof AttemptResult.NoResponse failure) {
            if (failure.refusedByProxy()) {
                return Outcome.REFUSED;
            }
            return failure.mayHaveArrived() ? Outcome.NO_RESPONSE : Outcome.NOT_SENT;
        }
        AttemptResult.Response response = (AttemptResult.Response) result;
        if (response.isSuccess()) {
            return response.broken() != null && bodyMatters ? Outcome.TRUNCATED : Outcome.SUCCESS;
        }
        return switch (response.status()) {
            case 429 -> Outcome.THROTTLED;
            case 408, 500, 502, 503, 504 -> Outcome.UNAVAILABLE;
            default -> response.status() >= 500 ? Outcome.FAILED : Outcome.REFUSED;
        };
    }

    /** Whether another attempt is allowed after this outcome and this number of attempts. */
    public boolean allows(Outcome outcome, boolean idempotent, int attempts) {
        return attempts < policy.maxAttempts() && outcome.allowsRepeating(idempotent);
    }

    /** Returns what a retry after this outcome costs. */
    public int cost(Outcome outcome) {
        return outcome == Outcome.THROTTLED ? policy.throttlingRetryCost() : policy.retryCost();
    }

    /**
     * Returns the pause before the next attempt: random, up to a limit that doubles. The server can only lengthen it,
     * within bounds.
     *
     * @param outcome how the last attempt ended
     * @param attempts attempts so far
     * @param retryAfter what the server asks for, or null
     */
    public Duration delay(Outcome outcome, int attempts, @Nullable Duration retryAfter) {
        Duration base = outcome == Outcome.THROTTLED ? policy.throttlingBaseDelay() : policy.baseDelay();
        double limit = Math.min(seconds(base) * Math.pow(2, Math.min(attempts - 1, 60)), seconds(policy.maxDelay()));
        Duration own = Duration.ofNanos((long) (limit * random.getAsDouble() * 1e9));
        if (retryAfter == null || retryAfter.compareTo(own) <= 0) {
            return own;
        }
        Duration most = own.plus(MAX_ADDED_BY_SERVER);
        return retryAfter.compareTo(most) <= 0 ? retryAfter : most;
    }

    private static double seconds(Duration duration) {
        return Math.min(duration.getSeconds() + duration.getNano() / 1e9, 1e9); // no pause is longer
    }
}
