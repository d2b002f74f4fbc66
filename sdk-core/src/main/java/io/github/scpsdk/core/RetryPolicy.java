// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.Duration;

/**
 * The number of attempts of a call and the pauses between them. Immutable.
 *
 * <p>The policy does not decide which requests may be sent again: that is a property of the operation. The
 * pause before attempt <i>n</i>&nbsp;+&nbsp;1 is random between zero and the base delay doubled
 * <i>n</i>&nbsp;-&nbsp;1 times, at most the maximum; a {@code Retry-After} of the platform can only lengthen
 * it, by five seconds at most. Each retry also takes tokens from a bucket that all calls of a client share.
 * Successful calls refill it. This keeps retries from overloading a platform that has problems.
 */
public final class RetryPolicy {

    private static final Checks CHECKS = new Checks("RetryPolicy", "keep the standard value");
    private static final RetryPolicy STANDARD = builder().build();
    private static final RetryPolicy NONE = builder().maxAttempts(1).build();

    private final int maxAttempts;
    private final Duration baseDelay;
    private final Duration throttlingBaseDelay;
    private final Duration maxDelay;
    private final int bucketCapacity;
    private final int retryCost;
    private final int throttlingRetryCost;

    private RetryPolicy(Builder builder) {
        this.maxAttempts = builder.maxAttempts;
        this.baseDelay = builder.baseDelay;
        this.throttlingBaseDelay = builder.throttlingBaseDelay;
        this.maxDelay = builder.maxDelay;
        this.bucketCapacity = builder.bucketCapacity;
        this.retryCost = builder.retryCost;
        this.throttlingRetryCost = builder.throttlingRetryCost;
    }

    /**
     * Returns the default policy of clients: three attempts, base delay 50 ms (1 s when throttled), at most
     * 20 s, 500 tokens of which a retry takes 14 (5 when throttled).
     *
     * @return the policy
     */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /**
     * Returns a policy with one attempt. Two cases do not count as retries and still happen, at most once
     * each. A request that was refused because this machine's clock is wrong is signed again with the right
     * time. A read whose pooled connection was closed by the platform is sent again on a new one.
     *
     * @return the policy
     */
    public static RetryPolicy none() {
        return NONE;
    }

    /**
     * Returns a builder of a custom policy, starting from the {@linkplain #standard() standard} one.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder that starts from this policy.
     *
     * @return a new builder, filled in
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.maxAttempts = maxAttempts;
        builder.baseDelay = baseDelay;
        builder.throttlingBaseDelay = throttlingBaseDelay;
        builder.maxDelay = maxDelay;
        builder.bucketCapacity = bucketCapacity;
        builder.retryCost = retryCost;
        builder.throttlingRetryCost = throttlingRetryCost;
        return builder;
    }

    /**
     * Returns the maximum number of attempts, the first included.
     *
     * @return at least 1
     */
    public int maxAttempts() {
        return maxAttempts;
    }

    /**
     * Returns the longest pause before the second attempt.
     *
     * @return zero or more
     */
    public Duration baseDelay() {
        return baseDelay;
    }

    /**
     * Returns the longest pause before the second attempt after a 429.
     *
     * @return zero or more
     */
    public Duration throttlingBaseDelay() {
        return throttlingBaseDelay;
    }

    /**
     * Returns the longest pause before any attempt, not counting what a {@code Retry-After} adds.
     *
     * @return zero or more
     */
    public Duration maxDelay() {
        return maxDelay;
    }

    /**
     * Returns the number of tokens in the full bucket.
     *
     * @return zero or more
     */
    public int bucketCapacity() {
        return bucketCapacity;
    }

    /**
     * Returns the number of tokens that a retry takes.
     *
     * @return zero or more
     */
    public int retryCost() {
        return retryCost;
    }

    /**
     * Returns the number of tokens that a retry after a 429 takes.
     *
     * @return zero or more
     */
    public int throttlingRetryCost() {
        return throttlingRetryCost;
    }

    /** Collects a {@link RetryPolicy}. Not for use by several threads. */
    public static final class Builder {

        private int maxAttempts = 3;
        private Duration baseDelay = Duration.ofMillis(50);
        private Duration throttlingBaseDelay = Duration.ofSeconds(1);
        private Duration maxDelay = Duration.ofSeconds(20);
        private int bucketCapacity = 500;
        private int retryCost = 14;
        private int throttlingRetryCost = 5;

        private Builder() {}

        /**
         * Sets the maximum number of attempts, the first included.
         *
         * @param attempts at least 1
         * @return this
         */
        public Builder maxAttempts(int attempts) {
            this.maxAttempts = CHECKS.requireAtLeastOne("maxAttempts", attempts);
            return this;
        }

        /**
         * Sets the longest pause before the second attempt; doubles with each further one.
         *
         * @param delay zero or more
         * @return this
         */
        public Builder baseDelay(Duration delay) {
            this.baseDelay = CHECKS.requireNotNegative("baseDelay", delay);
            return this;
        }

        /**
         * Sets the longest pause before the second attempt after a 429; doubles with each further one.
         *
         * @param delay zero or more
         * @return this
         */
        public Builder throttlingBaseDelay(Duration delay) {
            this.throttlingBaseDelay = CHECKS.requireNotNegative("throttlingBaseDelay", delay);
            return this;
        }

        /**
         * Sets the longest pause before any attempt.
         *
         * @param delay zero or more
         * @return this
         */
        public Builder maxDelay(Duration delay) {
            this.maxDelay = CHECKS.requireNotNegative("maxDelay", delay);
            return this;
        }

        /**
         * Sets the number of tokens in the full bucket; with zero there are no retries, unless retries cost
         * nothing.
         *
         * @param tokens zero or more
         * @return this
         */
        public Builder bucketCapacity(int tokens) {
            this.bucketCapacity = CHECKS.requireNotNegative("bucketCapacity", tokens);
            return this;
        }

        /**
         * Sets the number of tokens that a retry takes.
         *
         * @param tokens zero or more
         * @return this
         */
        public Builder retryCost(int tokens) {
            this.retryCost = CHECKS.requireNotNegative("retryCost", tokens);
            return this;
        }

        /**
         * Sets the number of tokens that a retry after a 429 takes.
         *
         * @param tokens zero or more
         * @return this
         */
        public Builder throttlingRetryCost(int tokens) {
            this.throttlingRetryCost = CHECKS.requireNotNegative("throttlingRetryCost", tokens);
            return this;
        }

        /**
         * Builds the policy.
         *
         * @return a new policy
         */
        public RetryPolicy build() {
            return new RetryPolicy(this);
        }
    }
}
