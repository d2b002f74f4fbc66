// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import java.util.concurrent.atomic.AtomicInteger;

/** Is the token bucket that retries are paid from, so that they do not overload a platform in trouble. Thread-safe. */
public final class RetryQuota {

    private final int capacity;
    private final AtomicInteger tokens;

    /** Makes a full bucket. */
    public RetryQuota(int capacity) {
        this.capacity = capacity;
        this.tokens = new AtomicInteger(capacity);
    }

    /** Takes what a retry costs. Returns false when there is not enough. */
    public boolean take(int cost) {
        int before = tokens.getAndUpdate(now -> now >= cost ? now - cost : now);
        return before >= cost;
    }

    /** Gives back after a success: what its last retry took, or one token for a success at the first attempt. */
    public void give(int amount) {
        if (tokens.get() == capacity) {
            return; // as a rule
        }
        tokens.getAndUpdate(
                now -> now + Math.min(amount, capacity - now)); // the sum itself may be too large for an int
    }

    int tokens() {
        return tokens.get();
    }

    int capacity() {
        return capacity;
    }
}
