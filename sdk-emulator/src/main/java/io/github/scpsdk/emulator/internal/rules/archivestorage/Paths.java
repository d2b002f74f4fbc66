// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import org.jspecify.annotations.Nullable;

/** Paths in buckets. A slash at the beginning means nothing, and one at the end means a folder. */
final class Paths {
    private Paths() {}

    /** A path as objects have it. */
    static String plain(@Nullable String path) {
        return path == null ? "" : path.startsWith("/") ? path.substring(1) : path;
    }

    /** What the objects of a folder begin with; empty for the root. */
    static String folder(@Nullable String path) {
        String plain = plain(path);
        return plain.isEmpty() || plain.endsWith("/") ? plain : plain + "/";
    }
}
