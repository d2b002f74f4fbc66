// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.time.Duration;
import java.util.regex.Pattern;

/** The names of buckets that are in use, or were until an hour ago. */
final class BucketNames {
    static final Kind KIND = new Kind(ArchiveStorageRules.SERVICE, "name");
    static final String FREE = "name free";

    private static final Duration BLOCKED = Duration.ofHours(1);

    /** 3 to 63 of these characters; no two signs side by side, but for hyphens; no address; not the word admin. */
    private static final Pattern GOOD = Pattern.compile(
            "(?!.*(\\.\\.|\\.-|-\\.))(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)(?!admin$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private BucketNames() {}

    /** The name that a bucket asks for, or a refusal. */
    static String require(RuleCall call) {
        String name = String.valueOf(call.text("name"));
        if (!GOOD.matcher(name).matches()) {
            throw call.invalid("body.name", "String should match pattern '" + GOOD + "'");
        }
        if (call.store().find(KIND, call.region(), name) != null) {
            throw call.refuse("name-taken", name);
        }
        return name;
    }

    static void take(RuleCall call, Resource bucket) {
        call.store().add(KIND, bucket.region(), String.valueOf(bucket.text("name")), null);
    }

    static void freeLater(World world, Resource bucket) {
        Resource name = world.store().find(KIND, bucket.region(), bucket.text("name"));
        if (name != null) {
            name.later(BLOCKED, FREE);
        }
    }
}
