// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads times for records that an {@code ObjectMapper} of the application makes. */
public final class DateTimes {

    private DateTimes() {}

    /**
     * Reads a time as the client does: one without a zone is in UTC, and a given offset stays.
     *
     * @param field name of the JSON field, for the message
     * @param text the time, or null
     * @return the time; null if the text is null or blank
     * @throws IllegalArgumentException if the text is no time
     */
    public static @Nullable OffsetDateTime read(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        OffsetDateTime time = Scalars.dateTime(text);
        if (time == null) {
            throw new IllegalArgumentException(field + " is no date-time");
        }
        return time;
    }

    /**
     * Reads a time that the platform sends in a field for any text.
     *
     * @param text the text
     * @return the time; null if the text is none
     */
    public static @Nullable OffsetDateTime readOrNull(String text) {
        return text.isBlank() ? null : Scalars.dateTime(text);
    }
}
