// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs short tasks at their time, exactly. Its thread starts with the first one.
 *
 * <p>Nearly every call sets an alarm for its limit and cancels it long before it is due. The queue of a timer has a lock,
 * for which calls would wait, and its first task wakes the thread when it comes and when it goes. An alarm that is not due
 * soon is therefore put aside first. Ten times a second, those that are still wanted go to the timer.
 */
final class Alarms {

    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SOON = 2 * BEAT;

    private final ScheduledThreadPoolExecutor timer;
    private final Queue<Alarm> aside = new ConcurrentLinkedQueue<>();
    private volatile boolean beating;
    private boolean ended;

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
        Alarm alarm = new Alarm(Math.max(0, nanos), task);
        if (nanos < SOON) {
            alarm.goTo(timer);
            return alarm;
        }
        aside.add(alarm);
        if (!beating) { // after adding, see stopBeating
            beginBeating(alarm);
        }
        return alarm;
    }

    private synchronized void beginBeating(Alarm alarm) {
        if (ended) {
            alarm.cancel(false);
            throw new RejectedExecutionException("No alarms any more");
        }
        if (!beating) {
            nextBeat();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a beat
    private void nextBeat() {
        beating = false; // stays so when there is no memory for a thread: the next alarm tries again
        timer.schedule(this::beat, BEAT, TimeUnit.NANOSECONDS);
        beating = true;
    }

    private synchronized void beat() {
        if (aside.isEmpty() || ended) { // no thread wakes up for nothing
            stopBeating();
        } else {
            nextBeat();
            emptyAside();
        }
    }

    /** Loses no alarm that is set meanwhile: what is put aside after this has emptied the queue finds that nothing beats. */
    private void stopBeating() {
        beating = false;
        emptyAside();
    }

    private void emptyAside() {
        for (Alarm alarm; (alarm = aside.poll()) != null; ) {
            if (!alarm.isDone()) {
                alarm.goTo(timer);
            }
        }
    }

    /** Sets no more alarms. Its thread ends with those that are set. */
    synchronized void end() {
        ended = true;
        stopBeating();
        timer.shutdown();
    }

    /** Forgets its task when it is cancelled, also while it is still in a queue. */
    private static final class Alarm extends FutureTask<@Nullable Void> {

        private final long due;
        private volatile @Nullable Future<?> scheduled;

        Alarm(long nanos, Runnable task) {
            super(task, null);
            this.due = System.nanoTime() + nanos;
        }

        void goTo(ScheduledThreadPoolExecutor timer) {
            Future<?> entry = timer.schedule(this, due - System.nanoTime(), TimeUnit.NANOSECONDS);
            scheduled = entry;
            if (isDone()) { // cancelled before it could see the entry
                entry.cancel(false);
            }
        }

        @Override
        protected void done() {
            Future<?> entry = scheduled;
            if (entry != null) {
                entry.cancel(false);
            }
        }
    }
}
