// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import static java.util.Objects.requireNonNull;

import io.github.scpsdk.blockstoragebm.model.BlockStorageAttachmentObjectType;
import io.github.scpsdk.blockstoragebm.model.DiskType;
import io.github.scpsdk.blockstoragebm.model.ReplicationCycle;
import io.github.scpsdk.blockstoragebm.model.ReplicationPolicyMode;
import io.github.scpsdk.blockstoragebm.v1_4.BlockStorageBmClient;
import java.util.ArrayList;
import java.util.List;

/** Keeps two volumes of a database consistent in a group: goes back to a snapshot beside them, and copies them to another region. */
public final class BlockStorageBmExample {

    private BlockStorageBmExample() {}

    public static void main(String[] args) {
        try (Target target = Target.of(args);
                BlockStorageBmClient west = target.client(
                        BlockStorageBmClient.builder(), Target.HOME, "six HDD volumes of 100 GB in three groups");
                BlockStorageBmClient east = target.client(BlockStorageBmClient.builder(), Target.AWAY, "nothing more");
                Cleanup cleanup = target.cleanup()) {

            String server = target.server("db-1", "BM"); // before anything is made that costs money
            String name = target.freshName("sdk");
            List<String> volumes = new ArrayList<>();
            for (String part : List.of("-data", "-log")) {
                String id = requireNonNull(west.createVolume(v -> v.name(name + part)
                                .diskType(DiskType.HDD)
                                .sizeGb(100)
                                .zone(target.zone())
                                .attachments(a -> a.objectId(server).objectType(BlockStorageAttachmentObjectType.BM)))
                        .resourceId());
                cleanup.later("volume " + name + part, () -> VolumeGroups.deleteVolume(west, id));
                west.waiters().volumeInUse(id);
                west.createVolumeSnapshotRate(id, r -> r.snapshotRate(100));
                volumes.add(id);
            }
            String group = requireNonNull(
                    west.createVolumeGroup(g -> g.name(name).volumeIds(volumes).zone(target.zone()))
                            .resourceId());
            cleanup.later("group with its volumes", () -> VolumeGroups.delete(west, group));
            west.waiters().volumeGroupAvailable(group);
            System.out.printf("Made two volumes for the server and the group %s of both:%n", name);
            VolumeGroups.print(west, group);

            String snapshot =
                    requireNonNull(west.createVolumeGroupSnapshotAndWait(group).snapshotId());
            String recovery = requireNonNull(west.createVolumeGroupRecovery(
                            group, r -> r.snapshotId(snapshot).blockStorageNamePrefix("back-"))
                    .resourceId());
            cleanup.later("recovered group with its volumes", () -> VolumeGroups.delete(west, recovery));
            west.waiters().volumeGroupAvailable(recovery);
            System.out.println("Took a snapshot of both at one moment and recovered it beside them:");
            VolumeGroups.print(west, recovery);

            String replica = requireNonNull(west.createVolumeGroupReplication(
                            group,
                            r -> r.name(name + "-dr")
                                    .region(Target.AWAY)
                                    .zone(Target.AWAY + "-a")
                                    .cycle(ReplicationCycle.HOURLY)
                                    .replicationVolumeNamePrefix("dr-"))
                    .resourceId());
            cleanup.later("copied group with its volumes", () -> VolumeGroups.delete(east, replica));
            cleanup.later("replication", () -> VolumeGroups.endReplication(west, group));
            west.waiters().volumeGroupReplicationSynced(group);
            System.out.printf("Each hour the group is copied to %s:%n", Target.AWAY);
            VolumeGroups.printReplication(west, group);

            System.out.printf("Suppose that %s is lost. The replication is broken off:%n", Target.HOME);
            east.setVolumeGroupReplicationPolicy(replica, r -> r.policy(ReplicationPolicyMode.BREAK));
            VolumeGroups.printReplication(east, replica);
        }
        System.out.println("Done.");
    }
}
