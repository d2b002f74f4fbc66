// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.testing.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
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
                    .isBetween(TimeUnit.MILLISECONDS.toNanos(millis), TimeUnit.MILLISECONDS.toNanos(millis + 30_000));
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

    @Test
    void anAlarmThatIsCancelledNeverRuns() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        for (long millis : new long[] {50, 250, 400}) { // soon, put aside, and put aside until it is in the timer
            Future<?> alarm = alarms.set(TimeUnit.MILLISECONDS.toNanos(millis), ran::incrementAndGet);
            if (millis == 400) {
                Thread.sleep(250);
            }
            alarm.cancel(false);
        }
        CompletableFuture<Void> later = new CompletableFuture<>();
        alarms.set(TimeUnit.MILLISECONDS.toNanos(500), () -> later.complete(null));
        later.get();
        assertThat(ran).hasValue(0);
    }

    @Test
    void noAlarmIsLostWhileBeatsBeginAndStop() throws Exception {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            CompletableFuture<Void> due = new CompletableFuture<>();
            all.add(due);
            alarms.set(TimeUnit.MILLISECONDS.toNanos(200), () -> due.complete(null));
            Thread.sleep(i % 8 == 0 ? 230 : i % 5 * 20L); // long enough for a beat to find nothing, or not
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
    }

    @Test
    void noAlarmIsTakenAfterTheEnd() throws InterruptedException {
        Future<?> before = alarms.set(TimeUnit.MINUTES.toNanos(1), () -> {});
        alarms.end();
        for (long nanos : new long[] {0, TimeUnit.MINUTES.toNanos(1)}) {
            assertThatThrownBy(() -> alarms.set(nanos, () -> {})).isInstanceOf(RejectedExecutionException.class);
        }
        before.cancel(false);
        Eventually.isTrue("the end", () -> is(Thread.State.TERMINATED));
    }

    /** As when there is no memory for one. */
    @Test
    void goesOnAfterItsThreadCouldNotStart() throws Exception {
        AtomicInteger started = new AtomicInteger();
        Alarms unlucky = new Alarms(task -> {
            if (started.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(task);
        });
        long nanos = TimeUnit.MILLISECONDS.toNanos(300);
        assertThatThrownBy(() -> unlucky.set(nanos, () -> {})).isInstanceOf(OutOfMemoryError.class);
        CompletableFuture<Void> due = new CompletableFuture<>();
        unlucky.set(nanos, () -> due.complete(null));
        due.get(20, TimeUnit.SECONDS);
        unlucky.end();
    }

    private boolean is(Thread.State state) {
        return thread != null && thread.getState() == state;
    }
}
