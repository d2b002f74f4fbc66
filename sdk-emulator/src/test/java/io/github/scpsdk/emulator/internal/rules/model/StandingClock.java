// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Stands still during a sequence, so that nothing but the sequence itself lets time pass. */
final class StandingClock extends Clock {
    private volatile Instant now = start();

    private static Instant start() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Goes on to the present, since signatures are only good for minutes. */
    void catchUp() {
        now = start();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
