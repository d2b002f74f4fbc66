// SPDX-License-Identifier: Apache-2.0
/** File Storage: one client per API version, and the records they share. */
module io.github.scpsdk.filestorage {
    requires transitive io.github.scpsdk.core;
    requires static transitive java.compiler; // @Generated, while compiling

    exports io.github.scpsdk.filestorage;
    exports io.github.scpsdk.filestorage.model;
    exports io.github.scpsdk.filestorage.v1_0;
    exports io.github.scpsdk.filestorage.v1_1;
    exports io.github.scpsdk.filestorage.v1_2;
}
