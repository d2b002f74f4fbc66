// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Limits the requests to a host at a time. OkHttp's own limit knows nothing of calls that run on the thread of their
 * caller.
 */
final class HostLimit {

    private final int perHost;
    private final Map<String, Slots> hosts = new ConcurrentHashMap<>();

    HostLimit(int perHost) {
        this.perHost = perHost;
    }

    Slots slots(String host) {
        Slots known = hosts.get(host);
        if (known != null) {
            return known;
        }
        Slots created = new Slots(perHost);
        Slots earlier = hosts.putIfAbsent(host, created);
        return earlier == null ? created : earlier;
    }

    /** Returns how many requests to a host are in progress. */
    int active(String host) {
        return perHost - slots(host).free();
    }

    /** Returns how many requests to a host wait, with those that were cancelled and whose turn has not come. */
    int queued(String host) {
        return slots(host).waiting();
    }

    /** The slots of one host, given in the order in which they were asked for. */
    static final class Slots {

        private final Queue<BooleanSupplier> waiting = new ArrayDeque<>();
        private int free;

        private Slots(int free) {
            this.free = free;
        }

        /**
         * Runs a task that has a slot from then on: now, or on the thread that releases one. It must not block.
         *
         * @param task returns false to give the slot back
         */
        void whenFree(BooleanSupplier task) {
            synchronized (this) {
                if (free == 0) {
                    waiting.add(task);
                    return;
                }
                free--;
            }
            if (!task.getAsBoolean()) {
                release();
            }
        }

        synchronized int waiting() {
            return waiting.size();
        }

        synchronized int free() {
            return free;
        }

        /** Waits for a slot. Returns whether there was one in time. */
        boolean await(long nanos) throws InterruptedException {
            synchronized (this) {
                if (free > 0) {
                    free--;
                    return true;
                }
            }
            CompletableFuture<Boolean> slot = new CompletableFuture<>();
            whenFree(() -> slot.complete(true)); // false when nobody waits any more
            try {
                return slot.get(nanos, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return !slot.complete(false);
            } catch (InterruptedException e) {
                if (!slot.complete(false)) {
                    release();
                }
                throw e;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e); // never completed that way
            }
        }

        /** Gives a slot back, to the one who waits longest. */
        void release() {
            BooleanSupplier next;
            do {
                synchronized (this) {
                    next = waiting.poll();
                    if (next == null) {
                        free++;
                        return;
                    }
                }
            } while (!next.getAsBoolean());
        }
    }
}
