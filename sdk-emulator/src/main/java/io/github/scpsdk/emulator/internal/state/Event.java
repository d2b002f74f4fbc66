// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import java.time.Instant;
import java.util.Comparator;

/**
 * Something that happens to a resource at a time, for example that a volume becomes available.
 *
 * @param resource to which it happens
 * @param name     under which the rules of the resource's service say what happens
 * @param due      on the emulator's clock
 * @param number   settles the order of events of the same time
 */
public record Event(Resource resource, String name, Instant due, long number) {
    static final Comparator<Event> ORDER = Comparator.comparing(Event::due).thenComparingLong(Event::number);

    @Override
    public boolean equals(Object other) {
        return other instanceof Event event && event.number == number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
