package io.github.scpsdk.core.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times in headers. What is no time is ignored. */
public final class HttpDates {

    private static final int MOST_DIGITS = 9;

    private HttpDates() {}

    /** A {@code Date} header. */
    public static @Nullable Instant instant(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip(), Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A {@code Retry-After} header, in seconds or as a date; null unless it is ahead. */
    public static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        boolean seconds = !value.isEmpty()
                && value.length() <= MOST_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (seconds) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Instant date = instant(value);
        return date == null || !date.isAfter(now) ? null : Duration.between(now, date);
    }
}
