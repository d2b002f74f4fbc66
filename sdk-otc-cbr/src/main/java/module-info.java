// SPDX-License-Identifier: Apache-2.0
/** Backups of Open Telekom Cloud and their replication to another region. */
module io.github.scpsdk.otccbr {
    requires transitive io.github.scpsdk.core;
    requires static transitive java.compiler; // @Generated, while compiling

    exports io.github.scpsdk.otccbr.model;
    exports io.github.scpsdk.otccbr.v3_0;
}
