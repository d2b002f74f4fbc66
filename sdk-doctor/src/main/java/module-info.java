// SPDX-License-Identifier: Apache-2.0
/** A program that finds out why calls fail. */
module io.github.scpsdk.doctor {
    requires io.github.scpsdk.archivestorage;
    requires io.github.scpsdk.backup;
    requires io.github.scpsdk.blockstoragebm;
    requires io.github.scpsdk.filestorage;
    requires io.github.scpsdk.parallelfilestorage;
    requires static org.jspecify;

    exports io.github.scpsdk.doctor;
}
