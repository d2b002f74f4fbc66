// SPDX-License-Identifier: Apache-2.0
/** Counts and times the calls of the SDK with Micrometer. */
module io.github.scpsdk.micrometer {
    requires transitive io.github.scpsdk.core;
    requires transitive micrometer.core;
    requires static transitive org.jspecify;

    exports io.github.scpsdk.micrometer;
}
