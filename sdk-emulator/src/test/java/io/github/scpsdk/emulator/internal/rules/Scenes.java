// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageScenes;
import io.github.scpsdk.emulator.internal.rules.backup.BackupScenes;
import io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmScenes;
import io.github.scpsdk.emulator.internal.rules.filestorage.FileStorageScenes;
import io.github.scpsdk.emulator.internal.rules.parallelfilestorage.ParallelFileStorageScenes;
import java.util.Map;

/** The scenes of every operation of every service that has rules. */
public final class Scenes {
    private Scenes() {}

    /** By service and operation. */
    public static Map<String, Map<String, Scene>> all() {
        return Map.of(
                "archivestorage", ArchiveStorageScenes.all(),
                "backup", BackupScenes.all(),
                "baremetal-blockstorage", BlockStorageBmScenes.all(),
                "filestorage", FileStorageScenes.all(),
                "parallel-filestorage", ParallelFileStorageScenes.all());
    }
}
