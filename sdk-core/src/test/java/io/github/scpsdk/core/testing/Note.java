// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resource of the {@link TestService}, with a component of every kind. */
public record Note(
        @Nullable String id,
        @Nullable String name,
        @Nullable Integer size,
        @Nullable Boolean on,
        @Nullable OffsetDateTime createdAt,
        List<Note> parts,
        @Nullable String secret,
        @Nullable Long bytes) {

    public Note(@Nullable String id, @Nullable String name) {
        this(id, name, null, null, null, List.of(), null, null);
    }

    public static Note named(@Nullable String name) {
        return new Note(null, name);
    }
}
