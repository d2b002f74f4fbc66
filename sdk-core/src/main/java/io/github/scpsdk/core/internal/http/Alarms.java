// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs short tasks at their time, exactly. Its thread starts with the first one.
 *
 * <p>Nearly every call sets a limit and cancels it long before it is due. The first task of the queue wakes the thread
 * when it comes and when it goes, which costs more than all else that a call does for its limit. While limits are set,
 * a beat is therefore always due before them.
 */
final class Alarms {

    private static final long BEAT_MILLIS = 100;

    private final ScheduledThreadPoolExecutor timer;
    private final AtomicBoolean beating = new AtomicBoolean();
    private volatile boolean used;

    Alarms(ThreadFactory threads) {
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Sets an alarm.
     *
     * @param nanos when it is due
     * @param task must not block
     * @return cancels it
     * @throws RejectedExecutionException after {@link #end}
     */
    Future<?> set(long nanos, Runnable task) {
        used = true;
        if (beating.compareAndSet(false, true)) {
            next();
        }
        return timer.schedule(task, Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a beat cannot fail
    private void next() {
        timer.schedule(this::beat, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        if (used && !timer.isShutdown()) {
            used = false;
            next();
        } else {
            beating.set(false); // no thread wakes up for nothing
        }
    }

    /** Sets no more alarms. Its thread ends with those that are set. */
    void end() {
        timer.shutdown();
    }
}
