// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import static java.util.Objects.requireNonNull;

import io.github.scpsdk.blockstoragebm.model.MemberVolumeWithRecoveryInfo;
import io.github.scpsdk.blockstoragebm.model.ReplicationPolicyMode;
import io.github.scpsdk.blockstoragebm.model.ReplicationSyncState;
import io.github.scpsdk.blockstoragebm.v1_4.BlockStorageBmClient;
import java.util.List;

/** Prints volume groups of bare-metal servers, and deletes them, which takes several steps. */
final class VolumeGroups {

    private VolumeGroups() {}

    /** It must be broken off first. */
    static void endReplication(BlockStorageBmClient west, String group) {
        var replication = requireNonNull(west.showVolumeGroupReplication(group).result());
        if (ReplicationSyncState.SNAPMIRROED.equals(replication.syncState())) {
            west.setVolumeGroupReplicationPolicy(group, r -> r.policy(ReplicationPolicyMode.BREAK));
        }
        west.deleteVolumeGroupReplicationAndWait(group);
    }

    /** A group is gone with its last member; volumes are deleted when no server uses them. */
    static void delete(BlockStorageBmClient blocks, String group) {
        List<String> volumes = members(blocks, group).stream()
                .map(member -> requireNonNull(member.id()))
                .toList();
        blocks.removeVolumeGroupMemberOnVolumeGroup(group, r -> r.volumeIds(volumes));
        volumes.forEach(volume -> deleteVolume(blocks, volume));
    }

    /** Takes a volume from its servers and deletes it. */
    static void deleteVolume(BlockStorageBmClient blocks, String volume) {
        List<String> servers = requireNonNull(blocks.showVolume(volume).result()).attachments().stream()
                .map(server -> requireNonNull(server.id()))
                .toList();
        if (!servers.isEmpty()) {
            blocks.detachVolume(volume, r -> r.attachments(servers));
        }
        blocks.deleteVolume(volume);
    }

    private static List<MemberVolumeWithRecoveryInfo> members(BlockStorageBmClient blocks, String group) {
        return requireNonNull(blocks.showVolumeGroup(group).result()).memberVolumes();
    }

    /** Prints the volumes of a group. */
    static void print(BlockStorageBmClient blocks, String group) {
        Table table = new Table("volume", "size", "snapshot space", "state");
        members(blocks, group)
                .forEach(m -> table.row(
                        m.name(),
                        m.sizeGb() + " GB",
                        m.snapshotRate() == null ? null : m.snapshotRate() + " %",
                        m.state()));
        table.print();
    }

    /** Prints both sides of a replication. */
    static void printReplication(BlockStorageBmClient blocks, String group) {
        var replication =
                requireNonNull(blocks.showVolumeGroupReplication(group).result());
        Table table = new Table("group", "region", "purpose", "access", "replication");
        replication
                .relatedVolumeGroups()
                .forEach(g -> table.row(g.name(), g.region(), g.purpose(), g.auth(), replication.syncState()));
        table.print();
    }
}
