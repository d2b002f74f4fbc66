// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of a URL. */
final class QueryText {
    private QueryText() {}

    /** Names and values in order of arrival. */
    static Map<String, List<String>> decode(@Nullable String raw, RequestViolations violations) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = PercentText.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            if (name == null || name.isEmpty()) {
                violations.add("query", "Parameter names should be percent-encoded UTF-8 and not empty");
                continue;
            }
            String value = PercentText.decode(equals < 0 ? "" : pair.substring(equals + 1), true);
            if (value == null) {
                violations.add("query." + name, "Input should be percent-encoded UTF-8");
                value = "";
            }
            query.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
        }
        return query;
    }
}
