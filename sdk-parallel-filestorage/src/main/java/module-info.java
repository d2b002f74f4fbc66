// SPDX-License-Identifier: Apache-2.0
/** Parallel File Storage: one client per API version, and the records they share. */
module io.github.scpsdk.parallelfilestorage {
    requires transitive io.github.scpsdk.core;
    requires static transitive java.compiler; // @Generated, while compiling

    exports io.github.scpsdk.parallelfilestorage.model;
    exports io.github.scpsdk.parallelfilestorage.v1_0;
    exports io.github.scpsdk.parallelfilestorage.v1_1;
}
