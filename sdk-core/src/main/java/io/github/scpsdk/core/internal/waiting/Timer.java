// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.waiting;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Measures time and pauses. Tests replace it to wait for nothing. */
public interface Timer {

    /** The longest duration in nanoseconds; leaves room for sums. */
    long MAX_NANOS = Long.MAX_VALUE / 4;

    /** The real one. */
    Timer REAL = new Timer() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** Returns a time that only goes forward. */
    long nanos();

    /** Pauses the thread. Ends at once when the thread is interrupted. */
    void pause(long nanos) throws InterruptedException;

    /** Converts a duration, however long. */
    static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(MAX_NANOS)) < 0 ? duration.toNanos() : MAX_NANOS;
    }
}
