// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the body of a failure has its words. Immutable.
 *
 * @param at the field that holds the error or a list of errors; null where that is the body itself
 * @param code the field with the code of an error
 * @param message the field with its words
 * @param otherwise the field with words that count where {@code message} has none
 * @param cause the field with the error behind it
 * @param inSuccess whether a 2xx that holds an error is a failure
 * @param refusals statuses from 500 on that are a plain refusal where the body holds an error, so that nothing is in doubt
 */
public record ErrorFormat(
        @Nullable String at,
        String code,
        String message,
        @Nullable String otherwise,
        @Nullable String cause,
        boolean inSuccess,
        Set<Integer> refusals) {

    /** Copies the statuses. */
    public ErrorFormat {
        refusals = Set.copyOf(refusals);
    }
}
