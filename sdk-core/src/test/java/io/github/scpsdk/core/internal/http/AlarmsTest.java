// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.testing.Eventually;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlarmsTest {

    private volatile @Nullable Thread thread;
    private final Alarms alarms = new Alarms(task -> thread = new Thread(task));

    @AfterEach
    void end() {
        alarms.end();
    }

    @Test
    void anAlarmIsDueAtItsTime() throws Exception {
        alarms.set(TimeUnit.MINUTES.toNanos(1), () -> {});
        for (long millis : new long[] {0, 1, 30, 250}) {
            CompletableFuture<Long> due = new CompletableFuture<>();
            long start = System.nanoTime();
            alarms.set(TimeUnit.MILLISECONDS.toNanos(millis), () -> due.complete(System.nanoTime()));
            assertThat(due.get() - start)
                    .isBetween(TimeUnit.MILLISECONDS.toNanos(millis), TimeUnit.MILLISECONDS.toNanos(millis + 5000));
        }
    }

    @Test
    void theThreadSleepsWhileNobodySetsAlarms() throws InterruptedException {
        alarms.set(TimeUnit.MINUTES.toNanos(1), () -> {}).cancel(false);
        Eventually.isTrue("a wait without an end", () -> is(Thread.State.WAITING));
    }

    @Test
    void theThreadEndsWithTheLastAlarm() throws Exception {
        CompletableFuture<Void> due = new CompletableFuture<>();
        alarms.set(TimeUnit.MILLISECONDS.toNanos(300), () -> due.complete(null));
        alarms.end();
        due.get();
        Eventually.isTrue("the end", () -> is(Thread.State.TERMINATED));
    }

    private boolean is(Thread.State state) {
        return thread != null && thread.getState() == state;
    }
}
