/** Archive Storage: one client per API version, and the records they share. How the records become JSON is nobody else's business. */
module io.github.scpsdk.archivestorage {
    requires transitive io.github.scpsdk.core;
    requires static transitive java.compiler;

    exports io.github.scpsdk.archivestorage.model;
    exports io.github.scpsdk.archivestorage.v1_0;
    exports io.github.scpsdk.archivestorage.v1_1;
}
