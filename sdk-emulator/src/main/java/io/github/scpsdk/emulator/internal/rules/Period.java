// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A period that two parameters ask for; both bounds belong to it.
 *
 * @param first null when it is open
 * @param last  null when it is open
 */
public record Period(@Nullable Instant first, @Nullable Instant last) {

    /** The period of a call. Either parameter may be left out. A time without a zone means UTC. */
    public static Period of(RuleCall call, String from, String to) {
        return new Period(time(call, from), time(call, to));
    }

    /** Whether a time belongs to it. */
    public boolean contains(Instant time) {
        return (first == null || !time.isBefore(first)) && (last == null || !time.isAfter(last));
    }

    /** Whether it ends before it begins. */
    public boolean isReversed() {
        return first != null && last != null && last.isBefore(first);
    }

    private static @Nullable Instant time(RuleCall call, String parameter) {
        String text = call.query(parameter);
        if (text == null) {
            return null;
        }
        try {
            String iso = text.replace(' ', 'T');
            return iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw call.invalid("query." + parameter, "Input should be a valid datetime");
        }
    }
}
