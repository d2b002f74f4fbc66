// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.internal.waiting.WaitState;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.schema.WaiterSpec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an interrupt does to a thread that waits. */
@Timeout(180)
class InterruptedWaitsTest {

    private static final WaiterSpec<String> AVAILABLE = WaiterSpec.<String>builder(
                    ServiceVersion.builder("storage", "1.1")
                            .hostTemplate("https://storage.example.com")
                            .authentication(AuthScheme.none())
                            .build(),
                    "volumeAvailable",
                    "showVolume")
            .state(state -> state)
            .reached("available")
            .build();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void interruptionEndsAPauseAndKeepsTheFlag() {
        Timer interrupting = new Timer() {

            private int pauses;
            private long now;

            @Override
            public long nanos() {
                return now;
            }

            @Override
            public void pause(long nanos) throws InterruptedException {
                if (++pauses == 2) {
                    throw new InterruptedException();
                }
                now += nanos;
            }
        };

        assertThatThrownBy(() -> new Waiters(interrupting, () -> 0.5)
                        .run(
                                new WaitState<>(AVAILABLE, "v-1", WaitOptions.standard(), null),
                                WaitOptions.standard(),
                                within -> "creating"))
                .isInstanceOf(ScpInterruptedException.class)
                .hasMessageContaining("waiting for v-1 ended after 5.0 s and 2 polls (last state seen: creating): the"
                        + " thread was interrupted. What is under way on the platform goes on.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedThreadDoesNotEvenPoll() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Waiters.until(AVAILABLE, null, "v-1", WaitOptions.standard(), within -> {
                    throw new AssertionError("looked");
                }))
                .isInstanceOf(ScpInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interruptionIsQuickWithRealTime() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        WaitOptions options = WaitOptions.builder()
                .interval(Duration.ofMinutes(5))
                .onState(progress -> looked.countDown())
                .build();
        Thread waiting = new Thread(() ->
                end.set(catchThrowable(() -> Waiters.until(AVAILABLE, null, "v-1", options, within -> "creating"))));
        waiting.start();
        assertThat(looked.await(1, TimeUnit.MINUTES)).isTrue();
        waiting.interrupt();
        waiting.join(60_000); // by itself it would take minutes

        assertThat(end.get()).isInstanceOf(ScpInterruptedException.class);
    }
}
