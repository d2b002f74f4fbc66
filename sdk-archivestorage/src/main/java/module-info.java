// SPDX-License-Identifier: Apache-2.0
/** Archive Storage: one client per API version, and the records they share. */
module io.github.scpsdk.archivestorage {
    requires transitive io.github.scpsdk.core;
    requires static transitive java.compiler; // @Generated, while compiling

    exports io.github.scpsdk.archivestorage.model;
    exports io.github.scpsdk.archivestorage.v1_0;
    exports io.github.scpsdk.archivestorage.v1_1;
    exports io.github.scpsdk.archivestorage.v1_3;
}
