// SPDX-License-Identifier: Apache-2.0
/** Block Storage (BM): one client per API version, and the records they share. */
module io.github.scpsdk.blockstoragebm {
    requires transitive io.github.scpsdk.core;
    requires static transitive java.compiler; // @Generated, while compiling

    exports io.github.scpsdk.blockstoragebm.model;
    exports io.github.scpsdk.blockstoragebm.v1_0;
    exports io.github.scpsdk.blockstoragebm.v1_1;
    exports io.github.scpsdk.blockstoragebm.v1_2;
    exports io.github.scpsdk.blockstoragebm.v1_3;
    exports io.github.scpsdk.blockstoragebm.v1_4;
}
