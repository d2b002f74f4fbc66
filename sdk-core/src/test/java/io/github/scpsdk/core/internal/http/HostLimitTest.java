// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class HostLimitTest {

    private final HostLimit.Slots slots = new HostLimit(1).slots("host");

    @Test
    void givesASlotToTheOneWhoWaitsLongest() {
        List<String> got = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
            slots.whenFree(() -> got.add(name));
        }
        assertThat(got).containsExactly("first");
        slots.release();
        assertThat(got).containsExactly("first", "second");
        slots.release();
        assertThat(got).containsExactly("first", "second", "third");
    }

    @Test
    void passesOverAnyNumberThatHaveGivenUp() throws InterruptedException {
        assertThat(slots.await(0)).isTrue();
        for (int i = 0; i < 1_000_000; i++) {
            slots.whenFree(() -> false);
        }
        slots.release();
        assertThat(slots.await(0)).isTrue();
    }

    @Test
    void givesBackTheSlotOfOneWhoWaitedTooLong() throws InterruptedException {
        assertThat(slots.await(0)).isTrue();
        assertThat(slots.await(1)).isFalse();
        slots.release();
        assertThat(slots.await(0)).isTrue();
    }
}
