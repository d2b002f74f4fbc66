// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The source of an operation or a schema.
 *
 * @param kind how surely it is known
 * @param of   the API version at which it was read
 * @param date the day of the source, or the day it was read where the source has none
 * @param name the provider's own name of a schema that has another here; may be empty
 * @param note what else a reader should know; may be empty
 */
public record KnownFrom(Kind kind, String of, LocalDate date, String name, String note) {

    /** The kinds of sources, the most certain first. */
    public enum Kind {
        /** The provider's page. */
        PAGE,
        /** The provider's own client, which compiles against it. */
        VENDOR_CLIENT,
        /** An older version, because nothing says that it changed. */
        CARRIED_OVER,
        /** Documented examples, which show names and values but no rules. */
        EXAMPLE,
        /** Conclusions from other versions. */
        DERIVED;

        /** The kind as descriptions write it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    /** Returns whether the source is the page of this version. */
    public boolean pageOf(String version) {
        return kind == Kind.PAGE && of.equals(version);
    }
}
