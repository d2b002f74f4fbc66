// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.filestorage.model.AccessAction;
import io.github.scpsdk.filestorage.model.AccessObjectType;
import io.github.scpsdk.filestorage.model.Snapshot;
import io.github.scpsdk.filestorage.model.SnapshotFrequency;
import io.github.scpsdk.filestorage.model.SnapshotSchedule;
import io.github.scpsdk.filestorage.model.VolumeProtocol;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import java.time.Duration;

/** Shares an NFS volume with a server and protects it with a nightly snapshot. */
public final class FileStorageExample {

    private FileStorageExample() {}

    public static void main(String[] args) {
        try (Target target = Target.of(args);
                FileStorageClient files =
                        target.client(FileStorageClient.builder(), "one HDD volume, its access rule and snapshots");
                Cleanup cleanup = target.cleanup()) {

            String server = target.server("web-1", "VM"); // before anything is made that costs money
            String name = target.freshName("sdk");
            String id = files.createVolume(v -> v.name(name)
                            .protocol(VolumeProtocol.NFS)
                            .typeName("HDD")
                            .zone(target.zone()))
                    .volumeId();
            cleanup.later("volume", () -> files.deleteVolume(id));
            var volume = files.waiters().volumeAvailable(id);
            System.out.printf(
                    "Made the volume %s; the platform calls it %s. It is %s.%n", name, volume.name(), volume.state());

            System.out.printf("These servers may mount %s:%n", volume.path());
            setAccess(files, id, server, AccessAction.ADD);
            cleanup.later("access rule", () -> setAccess(files, id, server, AccessAction.REMOVE));
            Table servers = new Table("type", "server", "rule");
            files.listAccessRules(id)
                    .accessRules()
                    .forEach(r -> servers.row(r.objectType(), r.objectId(), r.accessRuleState()));
            servers.print();

            files.createSnapshotSchedule(s -> s.volumeId(id)
                    .snapshotRetentionCount(7)
                    .snapshotSchedule(SnapshotSchedule.builder()
                            .frequency(SnapshotFrequency.DAILY)
                            .hour("3")
                            .build()));
            System.out.println("A snapshot is taken each night at 3 in Seoul and kept for a week.");

            Snapshot byHand = files.createSnapshotAndWait(s -> s.volumeId(id));
            System.out.printf("Took one by hand as well: %s.%n", byHand.name());
            cleanup.later("snapshots", () -> deleteSnapshots(files, id));

            if (target.emulator().isPresent()) {
                target.pass(Duration.ofDays(3), "Three nights later there are:");
                Table snapshots = new Table("snapshot", "taken (UTC)", "state");
                files.listSnapshots(p -> p.volumeId(id))
                        .snapshots()
                        .forEach(s -> snapshots.row(s.name(), Table.minute(s.createdAt()), s.state()));
                snapshots.print();
            }
        }
        System.out.println("Done.");
    }

    private static void setAccess(FileStorageClient files, String volume, String server, String action) {
        files.setAccessRule(
                volume, r -> r.objectId(server).objectType(AccessObjectType.VM).action(action));
    }

    /** The platform deletes no volume that has snapshots. */
    private static void deleteSnapshots(FileStorageClient files, String volume) {
        for (Snapshot taken : files.listSnapshots(p -> p.volumeId(volume)).snapshots()) {
            files.deleteSnapshot(taken.id(), p -> p.volumeId(volume));
        }
    }
}
