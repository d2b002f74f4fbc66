/** Parallel File Storage: one client per API version, and the records they share. How the records become JSON is nobody else's business. */
module io.github.scpsdk.parallelfilestorage {
    requires transitive io.github.scpsdk.core;
    requires static transitive java.compiler;

    exports io.github.scpsdk.parallelfilestorage.model;
    exports io.github.scpsdk.parallelfilestorage.v1_0;
}
