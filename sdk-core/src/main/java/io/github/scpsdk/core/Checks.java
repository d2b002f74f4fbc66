// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values that an application sets on a builder. Messages name the builder and the setting, never
 * the value. Immutable.
 */
final class Checks {

    private final String builder;
    private final String remedyForNull;

    /**
     * Creates the checks of a builder.
     *
     * @param builder name of the builder, for messages
     * @param remedyForNull what to do instead of setting null, as the end of a sentence
     */
    Checks(String builder, String remedyForNull) {
        this.builder = builder;
        this.remedyForNull = remedyForNull;
    }

    <T> T requireNonNull(String name, @Nullable T value) {
        if (value == null) {
            throw refused(name, "is null. Leave the setter out to " + remedyForNull);
        }
        return value;
    }

    Duration requirePositive(String name, @Nullable Duration value) {
        Duration duration = requireNonNull(name, value);
        if (duration.isZero() || duration.isNegative()) {
            throw refused(name, "must be more than zero");
        }
        return duration;
    }

    Duration requireNotNegative(String name, @Nullable Duration value) {
        Duration duration = requireNonNull(name, value);
        if (duration.isNegative()) {
            throw refused(name, "must be zero or more");
        }
        return duration;
    }

    int requireNotNegative(String name, int value) {
        if (value < 0) {
            throw refused(name, "must be zero or more");
        }
        return value;
    }

    int requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw refused(name, "must be at least 1");
        }
        return value;
    }

    private ScpConfigurationException refused(String name, String problem) {
        return new ScpConfigurationException(builder + ": " + name + " " + problem + ".");
    }
}
