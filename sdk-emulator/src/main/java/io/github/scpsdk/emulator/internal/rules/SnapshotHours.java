// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import io.github.scpsdk.emulator.internal.state.Times;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When schedules take snapshots: at an hour in Seoul, each day or on one day of the week. */
public final class SnapshotHours {
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private SnapshotHours() {}

    /**
     * The first time after another.
     *
     * @param day for example {@code SUN}; null for each day
     */
    public static Instant next(int hour, @Nullable String day, Instant after) {
        ZonedDateTime next =
                after.atZone(Times.SEOUL).truncatedTo(ChronoUnit.DAYS).withHour(hour);
        while (!next.toInstant().isAfter(after)
                || (day != null && next.getDayOfWeek() != DayOfWeek.of(DAYS.indexOf(day) + 1))) {
            next = next.plusDays(1);
        }
        return next.toInstant();
    }
}
