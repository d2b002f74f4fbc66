// SPDX-License-Identifier: Apache-2.0
/**
 * The core of the SDK, used by every service module: settings, credentials, signing, retries, errors, JSON.
 *
 * <p>Applications see the API. Generated code also sees {@code schema}, {@code serde} and {@code runtime}. The
 * packages below {@code internal} are exported to no module.
 */
// the service modules below are named before they are compiled; no other place in core names a service
@SuppressWarnings("module")
module io.github.scpsdk.core {
    requires transitive com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires transitive okhttp3;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.github.scpsdk.core;
    exports io.github.scpsdk.core.runtime to
            io.github.scpsdk.archivestorage,
            io.github.scpsdk.backup,
            io.github.scpsdk.blockstoragebm,
            io.github.scpsdk.filestorage,
            io.github.scpsdk.otccbr,
            io.github.scpsdk.parallelfilestorage,
            io.github.scpsdk.unitrends,
            io.github.scpsdk.zstack;
    exports io.github.scpsdk.core.schema to
            io.github.scpsdk.archivestorage,
            io.github.scpsdk.backup,
            io.github.scpsdk.blockstoragebm,
            io.github.scpsdk.filestorage,
            io.github.scpsdk.otccbr,
            io.github.scpsdk.parallelfilestorage,
            io.github.scpsdk.unitrends,
            io.github.scpsdk.zstack;
    exports io.github.scpsdk.core.serde to
            io.github.scpsdk.archivestorage,
            io.github.scpsdk.backup,
            io.github.scpsdk.blockstoragebm,
            io.github.scpsdk.filestorage,
            io.github.scpsdk.otccbr,
            io.github.scpsdk.parallelfilestorage,
            io.github.scpsdk.unitrends,
            io.github.scpsdk.zstack;
}
