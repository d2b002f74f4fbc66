// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameters of {@link TestService#LIST_NOTES}. */
public record ListNotesParams(
        @Nullable String name,
        @Nullable Integer limit,
        @Nullable OffsetDateTime from,
        List<String> states) {}
