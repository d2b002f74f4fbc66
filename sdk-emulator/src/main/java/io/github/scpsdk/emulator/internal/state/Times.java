// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the services write times. */
public final class Times {
    /** The zone of the names of snapshots. */
    public static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static final DateTimeFormatter MICROS = utc("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter MILLIS_Z = utc("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter SECONDS_Z = utc("yyyy-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter SECONDS = utc("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MICROS_OFFSET = utc("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'");
    private static final DateTimeFormatter SEOUL_OFFSET =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(SEOUL);
    private static final DateTimeFormatter SEOUL_IN_NAMES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HHmmss", Locale.ROOT).withZone(SEOUL);

    private Times() {}

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** {@code 2024-07-30T04:54:33.219373}: UTC that does not say so. */
    public static String micros(Instant time) {
        return MICROS.format(time);
    }

    /** {@code 2024-07-30T04:54:33}: UTC that does not say so. */
    public static String seconds(Instant time) {
        return SECONDS.format(time);
    }

    /** {@code 2024-07-30T04:54:33.219Z}. */
    public static String millisZ(Instant time) {
        return MILLIS_Z.format(time);
    }

    /** {@code 2024-07-30T04:54:33Z}. */
    public static String secondsZ(Instant time) {
        return SECONDS_Z.format(time);
    }

    /** {@code 2024-07-30T04:54:33.219373+00:00}. */
    public static String microsOffset(Instant time) {
        return MICROS_OFFSET.format(time);
    }

    /** {@code 2024-07-30T13:54:33+09:00}. */
    public static String seoul(Instant time) {
        return SEOUL_OFFSET.format(time);
    }

    /** {@code 2024-07-30_135433}: Seoul's time, as the names of snapshots end. */
    public static String inName(Instant time) {
        return SEOUL_IN_NAMES.format(time);
    }
}
