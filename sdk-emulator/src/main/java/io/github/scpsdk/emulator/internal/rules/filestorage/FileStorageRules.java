// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.filestorage;

import io.github.scpsdk.emulator.internal.rules.ServiceRules;

/** What each operation of File Storage does, and what happens later. */
public final class FileStorageRules implements ServiceRules {

    @Override
    public String service() {
        return "filestorage";
    }

    @Override
    public void register(Registration book) {
        book.on("createVolume", Volumes::create)
                .on("listVolumes", Volumes::list)
                .on("showVolume", Volumes::show)
                .on("setVolume", Volumes::set)
                .on("deleteVolume", Volumes::delete)
                .when(Volumes.CREATED, Volumes::becomeAvailable)
                .when(Volumes.DELETED, Volumes::disappear);
        book.on("listAccessRules", AccessRules::list).on("setAccessRule", AccessRules::set);
        book.on("createSnapshot", Snapshots::create)
                .on("listSnapshots", Snapshots::list)
                .on("restoreSnapshot", Snapshots::restore)
                .on("deleteSnapshot", Snapshots::delete)
                .when(Snapshots.DELETED, (snapshot, world) -> world.store().remove(snapshot));
        book.on("createSnapshotSchedule", SnapshotSchedules::create)
                .on("listSnapshotSchedule", SnapshotSchedules::list)
                .on("setSnapshotSchedule", SnapshotSchedules::set)
                .on("deleteSnapshotSchedule", SnapshotSchedules::delete)
                .when(SnapshotSchedules.HOUR_CAME, SnapshotSchedules::takeSnapshot);
        book.on("createVolumeReplication", Replications::create)
                .on("listVolumeReplications", Replications::list)
                .on("showVolumeReplication", Replications::show)
                .on("setVolumeReplication", Replications::set)
                .on("deleteVolumeReplication", Replications::delete)
                .on("listVolumeReplicationRegion", ReplicationTargets::listRegions)
                .on("listVolumeReplicationZones", ReplicationTargets::listZones)
                .when(Replications.SET_UP, Replications::start)
                .when(Replications.DELETED, Replications::end);
    }
}
