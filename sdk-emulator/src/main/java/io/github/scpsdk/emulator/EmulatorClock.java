// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import io.github.scpsdk.emulator.internal.state.ShiftedClock;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock on which things happen inside an emulator: volumes become available, snapshots are taken by schedule. It runs
 * with the clock of the emulator's builder, and a test can move it forward. Timestamps of requests are not checked
 * against it. Threads may share it.
 */
public final class EmulatorClock {
    private final ShiftedClock clock;
    private final Runnable afterwards;

    EmulatorClock(ShiftedClock clock, Runnable afterwards) {
        this.clock = clock;
        this.afterwards = afterwards;
    }

    /** {@return the time inside} */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Moves the clock forward. Whatever is due by then happens, in the order of time, before this returns.
     *
     * @param by 0 or more
     */
    public void advance(Duration by) {
        clock.advance(by);
        afterwards.run();
    }
}
