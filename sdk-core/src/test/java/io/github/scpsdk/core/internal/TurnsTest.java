package io.github.scpsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** How tasks take turns on other threads. */
class TurnsTest {

    @Test
    void noTurnIsLostWhenThereIsNoThreadForIt() {
        List<Error> troubles = new ArrayList<>(List.of(new OutOfMemoryError("no thread is to be had")));
        List<String> done = new ArrayList<>();
        Turns turns = new Turns(
                task -> {
                    if (!troubles.isEmpty()) {
                        throw troubles.remove(0);
                    }
                    task.run();
                },
                1);

        assertThatThrownBy(() -> turns.execute(() -> done.add("first"))).isInstanceOf(OutOfMemoryError.class);
        turns.execute(() -> done.add("second"));

        assertThat(done).containsExactly("second");
    }

    @Test
    void whatIsRefusedIsNotDoneLater() {
        List<RuntimeException> troubles = new ArrayList<>(List.of(new RejectedExecutionException()));
        List<String> done = new ArrayList<>();
        Turns turns = new Turns(
                task -> {
                    if (!troubles.isEmpty()) {
                        throw troubles.remove(0);
                    }
                    task.run();
                },
                1);

        assertThatThrownBy(() -> turns.execute(() -> done.add("first"))).isInstanceOf(RejectedExecutionException.class);
        turns.execute(() -> done.add("second"));

        assertThat(done).containsExactly("second");
    }
}
