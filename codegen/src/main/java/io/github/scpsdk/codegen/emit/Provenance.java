// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import io.github.scpsdk.codegen.read.KnownFrom;
import org.jspecify.annotations.Nullable;

/** Says where an operation or a schema is known from. */
final class Provenance {

    private Provenance() {}

    /** A few words for a table; none where the guide is the source. */
    static String words(@Nullable KnownFrom from) {
        if (from == null) {
            return "";
        }
        return switch (from.kind()) {
            case PAGE -> "page of " + from.of();
            case VENDOR_CLIENT -> "vendor's client of " + from.of();
            case CARRIED_OVER -> "carried over from " + from.of();
            case EXAMPLE -> "examples of " + from.of();
            case DERIVED -> "derived from " + from.of();
        };
    }

    /** A sentence for the Javadoc of an operation; none where its page of this version, or the guide, is the source. */
    static String sentence(@Nullable KnownFrom from, String version) {
        if (from == null || from.pageOf(version)) {
            return "";
        }
        String sentence = switch (from.kind()) {
            case PAGE -> "known from its page of API version " + from.of() + ", not of this one";
            case VENDOR_CLIENT ->
                "known from the vendor's own client of API version " + from.of()
                        + "; no page of the documentation was read";
            case CARRIED_OVER -> "carried over from API version " + from.of() + "; no page of this version was read";
            case EXAMPLE -> "known only from documented examples of API version " + from.of();
            case DERIVED -> "derived from API version " + from.of() + "; no source shows it";
        };
        String note = from.note().isEmpty() ? "" : " " + JavadocText.sentence(from.note());
        return JavadocText.sentence(sentence) + note;
    }

    /** A sentence for the Javadoc of a record, where what it says is in doubt. */
    static String doubt(@Nullable KnownFrom from) {
        boolean doubtful =
                from != null && (from.kind() == KnownFrom.Kind.EXAMPLE || from.kind() == KnownFrom.Kind.DERIVED);
        return doubtful ? sentence(from, "") : "";
    }
}
