// SPDX-License-Identifier: Apache-2.0
/** Backup: one client per API version, and the records they share. */
module io.github.scpsdk.backup {
    requires transitive io.github.scpsdk.core;
    requires static transitive java.compiler; // @Generated, while compiling

    exports io.github.scpsdk.backup.model;
    exports io.github.scpsdk.backup.v1_0;
    exports io.github.scpsdk.backup.v1_1;
    exports io.github.scpsdk.backup.v1_2;
    exports io.github.scpsdk.backup.v1_4;
}
