// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.filestorage.model.AccessAction;
import io.github.scpsdk.filestorage.model.AccessObjectType;
import io.github.scpsdk.filestorage.model.Snapshot;
import io.github.scpsdk.filestorage.model.SnapshotFrequency;
import io.github.scpsdk.filestorage.model.SnapshotSchedule;
import io.github.scpsdk.filestorage.model.VolumeProtocol;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import java.util.Objects;

/** Shares an NFS volume with a server, protects it with a daily snapshot, and cleans up. */
public final class FileStorageExample {

    private FileStorageExample() {}

    public static void main(String[] args) throws InterruptedException {
        try (Target target = Target.of(args);
                FileStorageClient files =
                        target.client(FileStorageClient.builder(), "one HDD volume, its access rule and snapshots")) {

            String server = target.server(); // before anything is made that costs money
            String name = target.freshName("sdk");
            var volume = files.createVolumeAndWait(v ->
                    v.name(name).protocol(VolumeProtocol.NFS).typeName("HDD").zone(target.zone()));
            System.out.printf("Made the volume %s; the platform calls it %s.%n", name, volume.name());
            try {
                files.setAccessRule(
                        volume.id(),
                        r -> r.objectId(server).objectType(AccessObjectType.VM).action(AccessAction.ADD));
                files.listAccessRules(volume.id())
                        .accessRules()
                        .forEach(rule -> System.out.printf(
                                "  %s %s may mount it: %s%n",
                                rule.objectType(), rule.objectId(), rule.accessRuleState()));

                files.createSnapshotSchedule(s -> s.volumeId(volume.id())
                        .snapshotRetentionCount(7)
                        .snapshotSchedule(SnapshotSchedule.builder()
                                .frequency(SnapshotFrequency.DAILY)
                                .hour("3")
                                .build()));
                System.out.println("A snapshot is taken each night at 3 and kept for a week.");

                Snapshot now = files.createSnapshotAndWait(s -> s.volumeId(volume.id()));
                System.out.printf("Took one by hand as well: %s, made %s.%n", now.name(), now.createdAt());

                files.listSnapshotSchedule(p -> p.volumeId(volume.id()))
                        .snapshotSchedule()
                        .forEach(s -> files.deleteSnapshotSchedule(
                                Objects.requireNonNull(s.id()), p -> p.volumeId(volume.id())));
                Cleanup.deleting("snapshot", () -> files.deleteSnapshot(now.id(), p -> p.volumeId(volume.id())));
                files.setAccessRule(
                        volume.id(),
                        r -> r.objectId(server).objectType(AccessObjectType.VM).action(AccessAction.REMOVE));
            } finally {
                Cleanup.deleting("volume", () -> files.deleteVolume(volume.id()));
            }
            System.out.println("Done.");
        }
    }
}
