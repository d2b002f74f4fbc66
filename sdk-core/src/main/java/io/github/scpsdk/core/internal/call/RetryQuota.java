package io.github.scpsdk.core.internal.call;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bucket that retries are paid from, so that a platform in trouble is not hammered. Shared by the threads of a
 * client.
 */
public final class RetryQuota {

    private final int capacity;
    private final AtomicInteger tokens;

    /** A full bucket. */
    public RetryQuota(int capacity) {
        this.capacity = capacity;
        this.tokens = new AtomicInteger(capacity);
    }

    /** Takes what a retry costs; false when there is not enough. */
    public boolean take(int cost) {
        int before = tokens.getAndUpdate(now -> now >= cost ? now - cost : now);
        return before >= cost;
    }

    /** Gives back after a success: what its last retry took, or one token for a success at once. */
    public void give(int amount) {
        tokens.getAndUpdate(
                now -> now + Math.min(amount, capacity - now)); // the sum itself may be too large for an int
    }

    int tokens() {
        return tokens.get();
    }
}
