// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NewestFirstTest {
    @Test
    void agreesWithASortedMapWhateverIsAddedAndRemoved() {
        Store store = new Store(new ShiftedClock(Clock.systemUTC()));
        Kind kind = new Kind("test", "thing");
        Random random = new Random(7);
        NewestFirst actual = new NewestFirst();
        TreeMap<Long, Resource> expected = new TreeMap<>();
        List<Resource> removed = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int action = random.nextInt(10);
            if (action < 5 || expected.isEmpty()) {
                add(store.add(kind, "r", "id-" + i, null), actual, expected);
            } else if (action < 9 || removed.isEmpty()) {
                Long key = expected.ceilingKey(
                        (long) random.nextInt(expected.lastKey().intValue() + 1));
                Resource gone = expected.remove(key);
                actual.delete(gone);
                actual.delete(gone);
                removed.add(gone);
            } else { // as when the journal repeats a change
                add(removed.remove(random.nextInt(removed.size())), actual, expected);
            }
            if (i % 100 == 0) {
                assertThat(actual)
                        .containsExactlyElementsOf(expected.descendingMap().values());
                assertThat(actual.size()).isEqualTo(expected.size());
            }
        }
    }

    private static void add(Resource resource, NewestFirst actual, TreeMap<Long, Resource> expected) {
        actual.insert(resource);
        expected.put(resource.number(), resource);
    }
}
