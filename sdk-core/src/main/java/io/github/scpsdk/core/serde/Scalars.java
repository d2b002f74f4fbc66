// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers, truth values and times that the platform writes. An unreadable text gives null, never a
 * guess.
 */
final class Scalars {

    private static final int MAX_NUMBER = 100;
    private static final String PLAIN = "0000-00-00T00:00:00.000000000";

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM:ss", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            // otherwise the 30th of February is read as the 28th
            .withResolverStyle(ResolverStyle.STRICT);

    private Scalars() {}

    static @Nullable Long integer(String text, long min, long max) {
        BigDecimal number = decimal(text);
        if (number == null) {
            return null;
        }
        try {
            // refuses fractions and numbers that are too large, without building huge numbers
            long value = number.longValueExact();
            return value >= min && value <= max ? value : null;
        } catch (ArithmeticException e) {
            return null;
        }
    }

    static @Nullable BigDecimal decimal(String text) {
        String number = text.strip();
        if (number.isEmpty() || number.length() > MAX_NUMBER || !isAsciiNumber(number)) {
            return null;
        }
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Double float64(String text) {
        BigDecimal number = decimal(text);
        if (number == null) {
            return null;
        }
        double value = number.doubleValue();
        return Double.isFinite(value) && (value != 0 || number.signum() == 0) ? value : null;
    }

    static @Nullable Boolean bool(String text) {
        // equalsIgnoreCase would accept letters of other scripts that share an upper case
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    static @Nullable OffsetDateTime dateTime(String text) {
        try {
            if (isPlain(text)) {
                return plain(text);
            }
            TemporalAccessor time = TIME.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
            // the platform's own SDK reads a time without a zone as UTC
            return time instanceof LocalDateTime local ? local.atOffset(ZoneOffset.UTC) : (OffsetDateTime) time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Returns whether a time is {@code 2026-01-31T23:59:59.123456} or shorter, with or without Z. Nearly
     * every time in a response is.
     */
    private static boolean isPlain(String text) {
        int end = text.endsWith("Z") ? text.length() - 1 : text.length();
        if (end < 19 || end == 20 || end > 29) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char expected = PLAIN.charAt(i);
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads such a time without a formatter. Its attempts at optional parts made more than half of the
     * garbage of reading a list.
     */
    private static OffsetDateTime plain(String text) {
        int end = text.endsWith("Z") ? text.length() - 1 : text.length();
        int nanos = 0;
        for (int i = 20; i < 29; i++) {
            nanos = nanos * 10 + (i < end ? text.charAt(i) - '0' : 0);
        }
        return OffsetDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                nanos,
                ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    static @Nullable LocalDateTime localDateTime(String text, DateTimeFormatter format) {
        try {
            return LocalDateTime.parse(text.strip(), format);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Returns whether a number has ASCII characters only. BigDecimal also accepts the digits of other
     * scripts.
     */
    private static boolean isAsciiNumber(String text) {
        return text.chars()
                .allMatch(c -> (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E');
    }
}
