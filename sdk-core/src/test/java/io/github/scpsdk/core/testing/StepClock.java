// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that is wrong by a fixed amount and shows a later millisecond each time it is read. */
public class StepClock extends Clock {

    private final AtomicLong reads = new AtomicLong();
    private final Duration ahead;

    public StepClock() {
        this(Duration.ZERO);
    }

    public StepClock(Duration ahead) {
        this.ahead = ahead;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead).plusMillis(reads.incrementAndGet());
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
