// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The period of a history in which a run is looked for. It begins a day early and ends a week late, because the clock of
 * this machine may be wrong and runs take hours.
 *
 * @param from its beginning
 * @param to its end
 */
public record Period(OffsetDateTime from, OffsetDateTime to) {

    private static final Duration BEFORE = Duration.ofDays(1);
    private static final Duration AFTER = Duration.ofDays(7);

    static Period since(OffsetDateTime begin) {
        return new Period(begin.minus(BEFORE), now().plus(AFTER));
    }

    static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC).withNano(0);
    }
}
