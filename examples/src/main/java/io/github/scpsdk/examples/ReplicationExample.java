// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.filestorage.model.ReplicationPolicy;
import io.github.scpsdk.filestorage.model.Snapshot;
import io.github.scpsdk.filestorage.model.VolumeProtocol;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;

/** Replicates a volume to another region and fails over to the replica, as after a disaster. */
public final class ReplicationExample {

    private ReplicationExample() {}

    public static void main(String[] args) {
        try (Target target = Target.of(args);
                FileStorageClient west = target.client(
                        FileStorageClient.builder(), Target.HOME, "two HDD volumes, one in " + Target.AWAY);
                FileStorageClient east = target.client(FileStorageClient.builder(), Target.AWAY, "nothing more");
                Cleanup cleanup = target.cleanup()) {

            String name = target.freshName("sdk");
            String source = west.createVolume(v -> v.name(name)
                            .protocol(VolumeProtocol.NFS)
                            .typeName("HDD")
                            .zone(target.zone()))
                    .volumeId();
            cleanup.later("volume in " + Target.HOME, () -> delete(west, source));
            var volume = west.waiters().volumeAvailable(source);
            System.out.printf("Made the volume %s; the platform calls it %s.%n", name, volume.name());

            String zone = west.listVolumeReplicationZones(
                            p -> p.typeName("HDD").sourceZone(volume.zone()).replicationType("replication"))
                    .zones()
                    .get(0);
            var created = west.createVolumeReplication(r -> r.name(name + "_dr")
                    .volumeId(source)
                    .zone(zone)
                    .replicationType("replication")
                    .replicationFrequency("5min"));
            String replica = created.replicationVolumeId();
            cleanup.later("volume in " + Target.AWAY, () -> delete(east, replica));
            cleanup.later("replication", () -> end(east, created.replicationId(), replica));
            var replication = west.waiters().volumeReplicationInUse(created.replicationId(), source);
            System.out.printf(
                    "It is copied every %s to the zone %s (policy %s):%n",
                    replication.replicationFrequency(),
                    replication.replicationVolumeZone(),
                    replication.replicationPolicy());
            print(west, source, east, replica);

            System.out.printf(
                    "Suppose that %s is lost. The replication is paused and deleted at the replica's side:%n",
                    Target.HOME);
            cleanup.now("replication");
            print(west, source, east, replica);
            System.out.println("Servers in " + Target.AWAY + " can now mount the replica and write to it.");
        }
        System.out.println("Done.");
    }

    /** It must be paused first. */
    private static void end(FileStorageClient east, String replicationId, String replica) {
        east.setVolumeReplication(
                replicationId,
                p -> p.volumeId(replica),
                r -> r.replicationUpdateType("policy").replicationPolicy(ReplicationPolicy.PAUSED));
        east.deleteVolumeReplicationAndWait(replicationId, p -> p.volumeId(replica));
    }

    /** The platform takes snapshots of both sides for a replication, and deletes no volume that has some. */
    private static void delete(FileStorageClient files, String volumeId) {
        for (Snapshot taken : files.listSnapshots(p -> p.volumeId(volumeId)).snapshots()) {
            files.deleteSnapshot(taken.id(), p -> p.volumeId(volumeId));
        }
        files.deleteVolume(volumeId);
    }

    private static void print(FileStorageClient west, String source, FileStorageClient east, String replica) {
        var here = west.showVolume(source);
        var there = east.showVolume(replica);
        new Table("region", "volume", "purpose", "state")
                .row(Target.HOME, here.name(), here.purpose(), here.state())
                .row(Target.AWAY, there.name(), there.purpose(), there.state())
                .print();
    }
}
