package io.github.scpsdk.examples;

import io.github.scpsdk.filestorage.model.Snapshot;
import io.github.scpsdk.filestorage.model.SnapshotDetail;
import io.github.scpsdk.filestorage.model.VolumeCreateResponseV1Dot2;
import io.github.scpsdk.filestorage.model.VolumeProtocol;
import io.github.scpsdk.filestorage.model.VolumeShowResponseV1Dot2;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;

/** Makes an NFS volume, waits until it can be mounted, takes a snapshot, and cleans up. */
public final class FileStorageExample {

    private FileStorageExample() {}

    public static void main(String[] args) throws InterruptedException {
        try (Target target = Target.of(args);
                FileStorageClient files =
                        target.client(FileStorageClient.builder(), "one HDD volume and one snapshot of it")) {

            String name = target.freshName("sdk");
            VolumeCreateResponseV1Dot2 created = files.createVolume(v ->
                    v.name(name).protocol(VolumeProtocol.NFS).typeName("HDD").zone(target.zone()));
            System.out.printf("Asked for the volume %s; its id is %s.%n", name, created.volumeId());
            try {
                VolumeShowResponseV1Dot2 volume = files.waiters().volumeAvailable(created.volumeId());
                System.out.printf(
                        "The platform calls it %s; it is %s, made %s.%n",
                        volume.name(), volume.state(), volume.createdAt());

                SnapshotDetail snapshot =
                        files.createSnapshot(s -> s.volumeId(volume.id())).snapshot();
                System.out.printf("Took the snapshot %s.%n", snapshot.name());
                for (Snapshot s :
                        files.listSnapshots(p -> p.volumeId(volume.id())).snapshots()) {
                    System.out.printf("  snapshot %s, %s%n", s.name(), s.createdAt());
                }
                Cleanup.deleting("snapshot", () -> files.deleteSnapshot(snapshot.id(), p -> p.volumeId(volume.id())));
            } finally {
                Cleanup.deleting("volume", () -> files.deleteVolume(created.volumeId()));
            }
            System.out.println("Done.");
        }
    }
}
