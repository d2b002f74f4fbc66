// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import io.github.scpsdk.codegen.read.ServiceFile.PagingSpec;
import io.github.scpsdk.codegen.read.ServiceFile.Style;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code paging} of {@code service.yaml}. */
final class PagingReader {

    private static final Map<String, Style> STYLES = Map.of(
            "limit-offset", Style.LIMIT_OFFSET, "page-size", Style.PAGE_SIZE, "limit-marker", Style.LIMIT_MARKER);

    private final ServiceFileReader file;

    PagingReader(ServiceFileReader file) {
        this.file = file;
    }

    Map<String, PagingSpec> read(@Nullable Object section) {
        Map<String, PagingSpec> paging = new LinkedHashMap<>();
        Set<String> keys = Set.of("style", "items", "total", "marker", "more", "identity");
        file.entries("paging", section, keys).forEach((id, entry) -> {
            String path = "paging/" + id;
            SourceLocation place = file.lines().place(path);
            Style style = STYLES.get(file.text(path, entry, "style"));
            if (style == null) {
                throw new InvalidDescriptionException(place, "'style' must be limit-offset, page-size or limit-marker");
            }
            if (entry.containsKey("marker") != (style == Style.LIMIT_MARKER)) {
                throw new InvalidDescriptionException(place, "'marker' belongs to limit-marker, and to nothing else");
            }
            if (!entry.containsKey("identity")) {
                throw new InvalidDescriptionException(
                        place, "'identity' is missing; [] where nothing tells items apart");
            }
            paging.put(
                    id,
                    new PagingSpec(
                            place,
                            style,
                            file.text(path, entry, "items"),
                            file.optional(path, entry, "total"),
                            file.optional(path, entry, "marker"),
                            file.optional(path, entry, "more"),
                            file.texts(path, entry, "identity")));
        });
        return paging;
    }
}
