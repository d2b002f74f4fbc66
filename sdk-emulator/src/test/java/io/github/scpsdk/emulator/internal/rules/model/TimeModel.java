// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import java.time.Duration;
import java.util.List;

/** Lets time pass: seconds, in which operations end, and days, in which schedules and policies do their work. */
final class TimeModel implements Model {
    private static final List<Duration> SPANS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofHours(7),
            Duration.ofDays(1),
            Duration.ofDays(3));

    @Override
    public List<Operation> operations() {
        return List.of((exchange, step) -> exchange.advance(SPANS.get(step.first() % SPANS.size())));
    }

    @Override
    public void lookAtAll(Exchange exchange) {
        // time is nothing to look at
    }
}
