// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/** A clock that is ahead of another one by what it was advanced. Threads may share it. */
public final class ShiftedClock extends Clock {
    private final Clock base;
    private Duration ahead = Duration.ZERO;

    /** A clock that agrees with another one until it is advanced. */
    public ShiftedClock(Clock base) {
        this.base = Objects.requireNonNull(base, "base");
    }

    /** Moves it forward. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("The clock cannot go back: " + by + " is negative.");
        }
        ahead = ahead.plus(by);
    }

    /** How far it is ahead. */
    public synchronized Duration ahead() {
        return ahead;
    }

    /** Sets how far it is ahead, when a saved state is loaded. */
    public synchronized void ahead(Duration by) {
        ahead = by;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The clock of the emulator is in UTC.");
    }
}
