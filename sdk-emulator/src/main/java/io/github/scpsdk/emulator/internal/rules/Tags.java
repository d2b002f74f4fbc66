// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The tags that requests carry. No storage operation returns them: on the platform, another service keeps them. */
public final class Tags {
    private Tags() {}

    /** Refuses two tags with the same key. */
    public static void check(RuleCall call) {
        Set<String> keys = new HashSet<>();
        for (JsonNode tag : call.body().path("tags")) {
            if (!keys.add(tag.path("key").asText())) {
                throw call.invalid("body.tags", "Tag keys should be unique");
            }
        }
    }
}
