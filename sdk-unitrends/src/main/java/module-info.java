// SPDX-License-Identifier: Apache-2.0
/** Replication between Unitrends appliances. */
module io.github.scpsdk.unitrends {
    requires transitive io.github.scpsdk.core;
    requires static transitive java.compiler; // @Generated, while compiling

    exports io.github.scpsdk.unitrends.model;
    exports io.github.scpsdk.unitrends.v1_0;
}
