// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.List;
import java.util.Optional;

/**
 * The answer to what became of a create whose outcome is unknown: what the platform lists that may be what it made. The
 * platform has no key for a request, so this goes by the fields that were sent and by when something was made.
 * Immutable. The accessors are the promise; the constructor may grow.
 *
 * @param candidates everything that may be it; unmodifiable
 * @param <T> what the platform lists
 */
public record Verification<T>(List<T> candidates) {

    /**
     * Creates the answer, in the SDK and in tests of code that uses it.
     *
     * @param candidates everything that may be it, copied
     */
    public Verification {
        candidates = List.copyOf(candidates);
    }

    /**
     * Returns whether the platform lists nothing that may be it, so that the create can be called again.
     *
     * @return whether there is no candidate
     */
    public boolean isAbsent() {
        return candidates.isEmpty();
    }

    /**
     * Returns whether several things may be it, so that somebody has to look.
     *
     * @return whether there is more than one candidate
     */
    public boolean isAmbiguous() {
        return candidates.size() > 1;
    }

    /**
     * Returns what the create made.
     *
     * @return the only candidate; empty when there is none, or when there are several
     */
    public Optional<T> found() {
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }
}
