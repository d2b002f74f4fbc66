// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import java.util.List;
import java.util.Map;

/** Between which regions storage is replicated. */
public final class RegionPairs {
    private static final Map<String, List<String>> TARGETS =
            Map.of("kr-west1", List.of("kr-east1"), "kr-east1", List.of("kr-west1"));

    private RegionPairs() {}

    /** The regions that a region can be replicated to. */
    public static List<String> targetsOf(String region) {
        return TARGETS.getOrDefault(region, List.of());
    }
}
