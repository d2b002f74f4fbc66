package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.internal.http.AttemptResult;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Everything that is decided about sending again, and nothing else: no clock, no thread, no network. */
public final class RetryDecisions {

    private static final Duration MAX_ADDED_BY_SERVER = Duration.ofSeconds(5);

    private final RetryPolicy policy;
    private final DoubleSupplier random;

    /**
     * Decisions by a policy.
     *
     * @param policy the numbers
     * @param random gives numbers from zero to one
     */
    public RetryDecisions(RetryPolicy policy, DoubleSupplier random) {
        this.policy = policy;
        this.random = random;
    }

    /** What an attempt came to. */
    public enum Outcome {
        /** 2xx, complete. */
        SUCCESS,
        /** No byte of the request left. */
        NEVER_ARRIVED,
        /** The request left, at least in part, and nothing is known of it. */
        LOST,
        /** 2xx, but the body broke off. */
        CUT,
        /** 429. */
        THROTTLED,
        /** 408, 500, 502, 503, 504: a try later may work. */
        UNAVAILABLE,
        /** Any other 5xx. */
        FAILED,
        /** Any other response: the request will not become better by repeating it. */
        REFUSED;

        /** Whether a request that ended so may have been carried out. */
        public boolean mayHaveBeenCarriedOut() {
            return this == LOST || this == CUT || this == UNAVAILABLE || this == FAILED;
        }

        /** Whether an operation that must not be repeated is left in doubt by it. */
        public boolean leavesInDoubt() {
            return this == LOST || this == UNAVAILABLE || this == FAILED;
        }

        private boolean allowsRepeating(boolean idempotent) {
            return switch (this) {
                case NEVER_ARRIVED, THROTTLED -> true;
                case LOST, CUT, UNAVAILABLE -> idempotent;
                default -> false;
            };
        }
    }

    /**
     * Tells what a result means.
     *
     * @param result the result
     * @param bodyMatters whether a success needs its body
     */
    public static Outcome classify(AttemptResult result, boolean bodyMatters) {
        if (result instanceof AttemptResult.NoResponse failure) {
            return failure.mayHaveArrived() ? Outcome.LOST : Outcome.NEVER_ARRIVED;
        }
        AttemptResult.Response response = (AttemptResult.Response) result;
        if (response.isSuccess()) {
            return response.broken() != null && bodyMatters ? Outcome.CUT : Outcome.SUCCESS;
        }
        return switch (response.status()) {
            case 429 -> Outcome.THROTTLED;
            case 408, 500, 502, 503, 504 -> Outcome.UNAVAILABLE;
            default -> response.status() >= 500 ? Outcome.FAILED : Outcome.REFUSED;
        };
    }

    /** Whether, by kind and number of attempts, another attempt is allowed. */
    public boolean allows(Outcome ending, boolean idempotent, int attempts) {
        return attempts < policy.maxAttempts() && ending.allowsRepeating(idempotent);
    }

    /** What a retry after this costs. */
    public int cost(Outcome ending) {
        return ending == Outcome.THROTTLED ? policy.throttlingRetryCost() : policy.retryCost();
    }

    /**
     * The pause before the next attempt: random, up to a limit that doubles; a wish of the server can only lengthen it,
     * within bounds.
     *
     * @param ending how the last attempt ended
     * @param attempts attempts so far
     * @param asked what the server asked for, or null
     */
    public Duration delay(Outcome ending, int attempts, @Nullable Duration asked) {
        Duration base = ending == Outcome.THROTTLED ? policy.throttlingBaseDelay() : policy.baseDelay();
        double limit = Math.min(seconds(base) * Math.pow(2, Math.min(attempts - 1, 60)), seconds(policy.maxDelay()));
        Duration own = Duration.ofNanos((long) (limit * random.getAsDouble() * 1e9));
        if (asked == null || asked.compareTo(own) <= 0) {
            return own;
        }
        Duration most = own.plus(MAX_ADDED_BY_SERVER);
        return asked.compareTo(most) <= 0 ? asked : most;
    }

    private static double seconds(Duration duration) {
        return Math.min(duration.getSeconds() + duration.getNano() / 1e9, 1e9); // a longer pause is none
    }
}
