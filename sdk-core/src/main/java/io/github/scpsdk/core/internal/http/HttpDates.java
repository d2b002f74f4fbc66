// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses HTTP dates. A malformed one counts as absent. */
public final class HttpDates {

    private static final int MAX_DIGITS = 9;

    // Timestamps of thirteen digits, 2001 to 2286. The signed text has no separators, so a timestamp of another length
    // could be read in two ways; a server that sends such a year is hostile.
    private static final Instant EARLIEST = Instant.ofEpochMilli(1_000_000_000_000L);
    private static final Instant LATEST = Instant.ofEpochMilli(9_999_999_999_999L);

    /** The form that servers send, and the two obsolete ones that HTTP still requires clients to accept. */
    private static final List<DateTimeFormatter> FORMS = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(1970, 1, 1))
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC));

    private HttpDates() {}

    /** Parses a {@code Date} header. */
    public static @Nullable Instant instant(@Nullable String header) {
        if (header == null) {
            return null;
        }
        for (DateTimeFormatter form : FORMS) {
            try {
                Instant date = form.parse(header.strip(), Instant::from);
                return date.isBefore(EARLIEST) || date.isAfter(LATEST) ? null : date;
            } catch (DateTimeException e) {
                // try the next form
            }
        }
        return null;
    }

    /** Parses a {@code Retry-After} header, in seconds or as a date. Returns null unless it lies ahead. */
    public static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        boolean seconds = !value.isEmpty()
                && value.length() <= MAX_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (seconds) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Instant date = instant(value);
        return date == null || !date.isAfter(now) ? null : Duration.between(now, date);
    }
}
