// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.auth;

import io.github.scpsdk.core.ScpConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The clock for the timestamps of signatures: the local clock, corrected once the platform has shown that it
 * is wrong. Shared by the threads of a client.
 */
public final class ServerClock {

    private static final Duration TOLERATED = Duration.ofMinutes(4);

    private final Clock clock;
    private volatile Duration offset = Duration.ZERO;

    /** Creates a clock without a correction. */
    public ServerClock(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns the time to sign with.
     *
     * @throws ScpConfigurationException if the application's clock throws or returns a time that cannot be
     *     sent
     */
    public Instant now() {
        try {
            Instant now = clock.instant().plus(offset);
            if (now.toEpochMilli() >= 0) {
                return now;
            }
        } catch (Throwable e) {
            throw unusable(e);
        }
        throw unusable(null);
    }

    private static ScpConfigurationException unusable(@Nullable Throwable why) {
        return new ScpConfigurationException(
                "The client's clock gives no time that a request can be signed with"
                        + (why == null ? "" : ": " + why.getClass().getName()) + ". Give one that works.",
                why);
    }

    /**
     * Returns the lead of a date over the local clock; null if that clock fails, because the response must
     * stay usable.
     */
    public @Nullable Duration ahead(Instant serverDate) {
        try {
            return Duration.between(clock.instant(), serverDate);
        } catch (Throwable e) {
            return null;
        }
    }

    /** Returns the correction: the lead of the platform over the local clock. */
    public Duration offset() {
        return offset;
    }

    /**
     * Compares the date of a refusal with the date its request was signed with, and corrects the clock if
     * they are far apart.
     *
     * @param signed the time of the signature; not the present, because another thread may have corrected the
     *     clock since
     * @param serverDate the {@code Date} header of the refusal, or null
     * @return whether signing again makes sense
     */
    public boolean correct(Instant signed, @Nullable Instant serverDate) {
        if (serverDate == null || Duration.between(signed, serverDate).abs().compareTo(TOLERATED) <= 0) {
            return false;
        }
        Duration ahead = ahead(serverDate);
        if (ahead == null) {
            return false;
        }
        offset = ahead;
        return true;
    }
}
