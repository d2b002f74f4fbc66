// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import io.github.scpsdk.emulator.internal.rules.World;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names that the platform gives. */
final class StorageNames {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int HEX_DIGITS = 11;

    private StorageNames() {}

    /** A new name in the storage system, such as {@code vo240812063154d4a6abf418e}. */
    static String of(World world, String prefix) {
        return prefix + TIME.format(world.now()) + world.ids().hex32().substring(0, HEX_DIGITS);
    }

    /** The name of a resource across services. */
    static String srn(World world, String region, String resource) {
        String environment = region.startsWith("kr-south") ? "g" : "e";
        return "srn:" + environment + "::" + world.accountId() + ":" + region + "::" + resource;
    }
}
