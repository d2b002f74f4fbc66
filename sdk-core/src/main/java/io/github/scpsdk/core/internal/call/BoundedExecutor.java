package io.github.scpsdk.core.internal.call;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks on another executor's threads, some at a time and in order: a thousand calls begun at once need no
 * thousand threads.
 */
public final class BoundedExecutor implements Executor {

    private final Executor threads;
    private final int most;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    /**
     * Bounds an executor.
     *
     * @param threads where tasks run
     * @param most how many at a time
     */
    public BoundedExecutor(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (taken()) {
            try {
                threads.execute(this::work);
            } catch (Throwable e) { // a turn that were lost here, for want of a thread, would be missing for ever
                running.decrementAndGet();
                takeBack(task);
                throw e;
            }
        }
    }

    /** Takes back a task that has not begun. */
    public void takeBack(Runnable task) {
        waiting.remove(task);
    }

    private boolean taken() {
        return running.getAndUpdate(now -> Math.min(most, now + 1)) < most;
    }

    private void work() {
        do {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                run(task);
            }
            running.decrementAndGet();
        } while (!waiting.isEmpty() && taken()); // what came after the last poll would wait for ever
    }

    /** A turn that were lost with its task would be missing for ever. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
