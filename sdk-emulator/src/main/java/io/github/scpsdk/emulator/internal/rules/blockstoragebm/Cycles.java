// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import io.github.scpsdk.emulator.internal.state.Times;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** When replicas are brought up to date. Long cycles do so a minute before midnight in Seoul. */
final class Cycles {
    private Cycles() {}

    /** The last time of a cycle that is not after another time. */
    static Instant last(String cycle, Instant now) {
        ZonedDateTime time = now.atZone(Times.SEOUL);
        ZonedDateTime minute = time.truncatedTo(ChronoUnit.MINUTES);
        ZonedDateTime night = time.truncatedTo(ChronoUnit.DAYS).withHour(23).withMinute(59);
        ZonedDateTime lastNight = night.isAfter(time) ? night.minusDays(1) : night;
        ZonedDateTime last = switch (cycle) {
            case "5MIN" -> minute.minusMinutes(minute.getMinute() % 5);
            case "HOURLY" -> time.truncatedTo(ChronoUnit.HOURS);
            case "DAILY" -> lastNight;
            case "WEEKLY" -> lastNight.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            default -> lastNight.withDayOfMonth(1);
        };
        return last.toInstant();
    }
}
