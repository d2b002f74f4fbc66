package io.github.scpsdk.core.internal.call;

import java.util.concurrent.TimeUnit;

/** Time as it passes, for limits and pauses. Another one lets tests wait for nothing. */
public interface Timer {

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

    /** A time that only goes forward. */
    long nanos();

    /** Waits; ends at once when the thread is interrupted. */
    void pause(long nanos) throws InterruptedException;
}
