// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.parallelfilestorage;

import io.github.scpsdk.emulator.internal.rules.ServiceRules;

/** What each operation of Parallel File Storage does, and what happens later. */
public final class ParallelFileStorageRules implements ServiceRules {

    @Override
    public String service() {
        return "parallel-filestorage";
    }

    @Override
    public void register(Registration book) {
        book.on("createVolume", Volumes::create)
                .on("listVolumes", Volumes::list)
                .on("showVolume", Volumes::show)
                .on("setVolumeCapacity", Volumes::setCapacity)
                .on("deleteVolume", Volumes::delete)
                .when(Volumes.CREATED, Volumes::becomeAvailable)
                .when(Volumes.DELETED, (volume, world) -> world.store().remove(volume));
        book.on("listAccessRule", AccessRules::list).on("setAccessRule", AccessRules::set);
        book.on("createSnapshot", Snapshots::create)
                .on("listSnapshots", Snapshots::list)
                .on("restoreSnapshot", Snapshots::restore)
                .on("deleteSnapshot", Snapshots::delete)
                .when(Snapshots.DELETED, (snapshot, world) -> world.store().remove(snapshot));
    }
}
