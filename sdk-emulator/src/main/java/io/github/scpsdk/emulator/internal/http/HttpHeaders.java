// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Header fields by name in any case, in order of arrival per name. */
public final class HttpHeaders {
    private final Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void add(String name, String value) {
        byName.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
    }

    /** All values of a header; empty when it was not sent. */
    public List<String> all(String name) {
        return Collections.unmodifiableList(byName.getOrDefault(name, List.of()));
    }

    /** The first value of a header. */
    public @Nullable String first(String name) {
        List<String> values = byName.get(name);
        return values == null ? null : values.get(0);
    }

    /** All headers as they came, names in alphabetical order. */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        byName.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }
}
