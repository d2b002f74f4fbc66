// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** How tasks take turns on other threads. */
class BoundedExecutorTest {

    @Test
    void noTurnIsLostWithoutAThreadForIt() {
        goesOnAfter(OutOfMemoryError.class, () -> {
            throw new OutOfMemoryError("no thread is to be had");
        });
    }

    @Test
    void whatIsRefusedIsNotDoneLater() {
        goesOnAfter(RejectedExecutionException.class, () -> {
            throw new RejectedExecutionException();
        });
    }

    private static void goesOnAfter(Class<? extends Throwable> type, Runnable trouble) {
        List<Runnable> troubles = new ArrayList<>(List.of(trouble));
        List<String> done = new ArrayList<>();
        BoundedExecutor turns = new BoundedExecutor(task -> (troubles.isEmpty() ? task : troubles.remove(0)).run(), 1);

        assertThatThrownBy(() -> turns.execute(() -> done.add("first"))).isInstanceOf(type);
        turns.execute(() -> done.add("second"));

        assertThat(done).containsExactly("second");
    }
}
