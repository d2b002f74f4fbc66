// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import io.github.scpsdk.emulator.internal.rules.ServiceRules;

/** What each operation of Block Storage (BM) does, and what happens later. */
public final class BlockStorageBmRules implements ServiceRules {

    @Override
    public String service() {
        return "baremetal-blockstorage";
    }

    @Override
    public void register(Registration book) {
        volumes(book);
        groups(book);
    }

    private static void volumes(Registration book) {
        book.on("createVolume", Volumes::create)
                .on("listVolumes", Volumes::list)
                .on("showVolume", Volumes::show)
                .on("deleteVolume", Volumes::delete)
                .on("createVolumeRecovery", Recoveries::createOfVolume)
                .when(Volumes.CREATED, Volumes::becomeUsable)
                .when(Volumes.DELETED, Volumes::disappear);
        book.on("attachVolume", Attachments::attach)
                .on("detachVolume", Attachments::detach)
                .on("setVolumeQoS", QualityOfService::set);
        book.on("createVolumeSnapshotRate", SnapshotRates::create)
                .on("setVolumeSnapshotRate", SnapshotRates::update)
                .on("deleteVolumeSnapshotRate", SnapshotRates::delete);
        book.on("createVolumeSnapshotSchedule", SnapshotSchedules::createOfVolume)
                .on("setVolumeSnapshotSchedule", SnapshotSchedules::setOfVolume)
                .on("deleteVolumeSnapshotSchedule", SnapshotSchedules::deleteOfVolume)
                .when(SnapshotSchedules.HOUR_OF_VOLUME_CAME, SnapshotSchedules::takeOfVolume);
        book.on("createVolumeSnapshot", Snapshots::create)
                .on("listVolumeSnapshots", Snapshots::list)
                .on("restoreVolumeSnapshot", Snapshots::restore)
                .on("deleteVolumeSnapshot", Snapshots::delete);
        book.on("createVolumeReplication", Replications::create)
                .on("showVolumeReplication", Replications::show)
                .on("setVolumeReplicationCycle", Replications::setCycle)
                .on("setVolumeReplicationPolicy", Replications::setPolicy)
                .on("deleteVolumeReplication", Replications::delete)
                .when(Replications.SET_UP, Replications::start)
                .when(Replications.DELETED, Replications::end);
    }

    private static void groups(Registration book) {
        book.on("createVolumeGroup", VolumeGroups::create)
                .on("listVolumeGroups", VolumeGroups::list)
                .on("showVolumeGroup", VolumeGroups::show)
                .on("createVolumeGroupRecovery", Recoveries::createOfGroup)
                .on("addVolumeGroupMemberOnVolumeGroup", Members::add)
                .on("removeVolumeGroupMemberOnVolumeGroup", Members::remove)
                .when(VolumeGroups.CREATED, VolumeGroups::becomeAvailable)
                .when(VolumeGroups.DELETED, VolumeGroups::disappear);
        book.on("createVolumeGroupSnapshotSchedule", SnapshotSchedules::createOfGroup)
                .on("setVolumeGroupSnapshotSchedule", SnapshotSchedules::setOfGroup)
                .on("deleteVolumeGroupSnapshotSchedule", SnapshotSchedules::deleteOfGroup)
                .when(SnapshotSchedules.HOUR_OF_GROUP_CAME, SnapshotSchedules::takeOfGroup);
        book.on("createVolumeGroupSnapshot", GroupSnapshots::create)
                .on("listVolumeGroupSnapshots", GroupSnapshots::list)
                .on("restoreVolumeGroupSnapshot", GroupSnapshots::restore)
                .on("deleteVolumeGroupSnapshot", GroupSnapshots::delete);
        book.on("createVolumeGroupReplication", GroupReplications::create)
                .on("showVolumeGroupReplication", GroupReplications::show)
                .on("setVolumeGroupReplicationCycle", GroupReplications::setCycle)
                .on("setVolumeGroupReplicationPolicy", GroupReplications::setPolicy)
                .on("deleteVolumeGroupReplication", GroupReplications::delete)
                .when(GroupReplications.SET_UP, GroupReplications::start)
                .when(GroupReplications.DELETED, GroupReplications::end);
    }
}
