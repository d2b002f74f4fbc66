// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.core.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often and how soon a call is tried again. Which operations may be repeated at all is fixed. */
public class ScpRetryProperties {

    /** Most attempts of a call, the first included. */
    private @Nullable Integer maxAttempts;

    /** Longest pause before the second attempt. It doubles with each further one; the pause is random below it. */
    private @Nullable Duration baseDelay;

    /** Longest pause before the second attempt after a 429. */
    private @Nullable Duration throttlingBaseDelay;

    /** Longest pause before any attempt. */
    private @Nullable Duration maxDelay;

    /** Tokens that all calls of a client share. Without enough tokens there is no retry. */
    private @Nullable Integer bucketCapacity;

    /** Tokens that a retry takes. */
    private @Nullable Integer retryCost;

    /** Tokens that a retry after a 429 takes. */
    private @Nullable Integer throttlingRetryCost;

    public @Nullable Integer getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(@Nullable Integer maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public @Nullable Duration getBaseDelay() {
        return baseDelay;
    }

    public void setBaseDelay(@Nullable Duration baseDelay) {
        this.baseDelay = baseDelay;
    }

    public @Nullable Duration getThrottlingBaseDelay() {
        return throttlingBaseDelay;
    }

    public void setThrottlingBaseDelay(@Nullable Duration throttlingBaseDelay) {
        this.throttlingBaseDelay = throttlingBaseDelay;
    }

    public @Nullable Duration getMaxDelay() {
        return maxDelay;
    }

    public void setMaxDelay(@Nullable Duration maxDelay) {
        this.maxDelay = maxDelay;
    }

    public @Nullable Integer getBucketCapacity() {
        return bucketCapacity;
    }

    public void setBucketCapacity(@Nullable Integer bucketCapacity) {
        this.bucketCapacity = bucketCapacity;
    }

    public @Nullable Integer getRetryCost() {
        return retryCost;
    }

    public void setRetryCost(@Nullable Integer retryCost) {
        this.retryCost = retryCost;
    }

    public @Nullable Integer getThrottlingRetryCost() {
        return throttlingRetryCost;
    }

    public void setThrottlingRetryCost(@Nullable Integer throttlingRetryCost) {
        this.throttlingRetryCost = throttlingRetryCost;
    }

    /** Whether anything is set here; else the SDK looks for the number of attempts where it always looks. */
    boolean isSet() {
        return maxAttempts != null
                || baseDelay != null
                || throttlingBaseDelay != null
                || maxDelay != null
                || bucketCapacity != null
                || retryCost != null
                || throttlingRetryCost != null;
    }

    void applyTo(RetryPolicy.Builder policy) {
        ScpAccountProperties.ifSet(maxAttempts, policy::maxAttempts);
        ScpAccountProperties.ifSet(baseDelay, policy::baseDelay);
        ScpAccountProperties.ifSet(throttlingBaseDelay, policy::throttlingBaseDelay);
        ScpAccountProperties.ifSet(maxDelay, policy::maxDelay);
        ScpAccountProperties.ifSet(bucketCapacity, policy::bucketCapacity);
        ScpAccountProperties.ifSet(retryCost, policy::retryCost);
        ScpAccountProperties.ifSet(throttlingRetryCost, policy::throttlingRetryCost);
    }
}
