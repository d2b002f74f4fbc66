// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks in order on another executor, a limited number at a time: a thousand calls that begin at once need no
 * thousand threads.
 */
public final class BoundedExecutor implements Executor {

    private final Executor threads;
    private final int limit;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    /**
     * Bounds an executor.
     *
     * @param threads where tasks run
     * @param limit how many at a time
     */
    public BoundedExecutor(Executor threads, int limit) {
        this.threads = threads;
        this.limit = limit;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (takeSlot()) {
            try {
                threads.execute(this::work);
            } catch (Throwable e) { // no thread: release the slot, or the limit shrinks for good
                running.decrementAndGet();
                remove(task);
                throw e;
            }
        }
    }

    /** Removes a task that has not begun. */
    public void remove(Runnable task) {
        waiting.remove(task);
    }

    private boolean takeSlot() {
        return running.getAndUpdate(now -> Math.min(limit, now + 1)) < limit;
    }

    private void work() {
        do {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                run(task);
            }
            running.decrementAndGet();
        } while (!waiting.isEmpty() && takeSlot()); // a task that came after the last poll
    }

    /** Runs a task whose failure must not take the slot with it. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
