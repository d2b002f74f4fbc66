// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.filestorage.model.ReplicationPolicy;
import io.github.scpsdk.filestorage.model.Snapshot;
import io.github.scpsdk.filestorage.model.VolumeProtocol;
import io.github.scpsdk.filestorage.model.VolumeShowResponseV1Dot2;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;

/** Replicates a volume to another region, fails over to the replica as after a disaster, and cleans up. */
public final class ReplicationExample {

    private ReplicationExample() {}

    public static void main(String[] args) throws InterruptedException {
        try (Target target = Target.of(args);
                FileStorageClient west = target.client(
                        FileStorageClient.builder(), Target.HOME, "two HDD volumes, one in " + Target.AWAY);
                FileStorageClient east = target.client(FileStorageClient.builder(), Target.AWAY, "nothing more")) {

            String name = target.freshName("sdk");
            var volume = west.createVolumeAndWait(v ->
                    v.name(name).protocol(VolumeProtocol.NFS).typeName("HDD").zone(target.zone()));
            show("Made", Target.HOME, volume);

            String zone = west.listVolumeReplicationZones(
                            p -> p.typeName("HDD").sourceZone(volume.zone()).replicationType("replication"))
                    .zones()
                    .get(0);
            var replication = west.createVolumeReplicationAndWait(r -> r.name(name + "_dr")
                    .volumeId(volume.id())
                    .zone(zone)
                    .replicationType("replication")
                    .replicationFrequency("5min"));
            String replica = replication.replicationVolumeId();
            System.out.printf(
                    "It is copied every %s to %s (policy %s).%n",
                    replication.replicationFrequency(),
                    replication.replicationVolumeZone(),
                    replication.replicationPolicy());
            show("Its copy is", Target.AWAY, east.showVolume(replica));

            System.out.println("Suppose that " + Target.HOME + " is lost. At the replica's side:");
            east.setVolumeReplication(
                    replication.replicationId(),
                    p -> p.volumeId(replica),
                    r -> r.replicationUpdateType("policy").replicationPolicy(ReplicationPolicy.PAUSED));
            System.out.println("  paused the replication;");
            east.deleteVolumeReplication(replication.replicationId(), p -> p.volumeId(replica));
            System.out.println("  ended it. The copy is a volume of its own, which can be written.");
            show("Now", Target.AWAY, east.showVolume(replica));

            delete("copy", east, replica);
            delete("volume", west, volume.id());
            System.out.println("Done.");
        }
    }

    /** The platform takes snapshots of both sides for a replication, and deletes no volume that has some. */
    private static void delete(String what, FileStorageClient files, String volumeId) throws InterruptedException {
        for (Snapshot taken : files.listSnapshots(p -> p.volumeId(volumeId)).snapshots()) {
            Cleanup.deleting(
                    "snapshot " + taken.name(), () -> files.deleteSnapshot(taken.id(), p -> p.volumeId(volumeId)));
        }
        Cleanup.deleting(what, () -> files.deleteVolume(volumeId));
    }

    private static void show(String intro, String region, VolumeShowResponseV1Dot2 volume) {
        System.out.printf(
                "%s %s in %s: %s, purpose %s.%n", intro, volume.name(), region, volume.state(), volume.purpose());
    }
}
