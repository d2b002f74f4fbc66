// SPDX-License-Identifier: Apache-2.0
/** Volumes of ZStack, their backups and copies of these elsewhere. */
module io.github.scpsdk.zstack {
    requires transitive io.github.scpsdk.core;
    requires static transitive java.compiler; // @Generated, while compiling

    exports io.github.scpsdk.zstack.model;
    exports io.github.scpsdk.zstack.v1_0;
}
