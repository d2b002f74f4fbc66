// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.runtime.TestBuilder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/** A time in which pauses pass at once, for tests that would otherwise have to sit them out. The rest of it is real. */
public class TestTime implements Timer {

    private final AtomicLong skipped = new AtomicLong();
    private final List<Long> pauses = new CopyOnWriteArrayList<>();

    /** Sets this time, and what stands in for chance, on a builder. */
    public <B extends TestBuilder<?, B>> B on(B builder, DoubleSupplier random) {
        return builder.timer(this).random(random);
    }

    /** The pauses that were asked for, in nanoseconds. */
    public List<Long> pauses() {
        return pauses;
    }

    @Override
    public long nanos() {
        return System.nanoTime() + skipped.get();
    }

    @Override
    public void pause(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(nanos);
        skipped.addAndGet(nanos);
    }
}
