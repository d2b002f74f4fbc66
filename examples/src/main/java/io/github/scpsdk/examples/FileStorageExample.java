package io.github.scpsdk.examples;

import io.github.scpsdk.filestorage.model.SnapshotDetail;
import io.github.scpsdk.filestorage.model.VolumeCreateResponse;
import io.github.scpsdk.filestorage.model.VolumeShowResponse;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.time.Duration;
import java.time.Instant;

/** Makes an NFS volume, looks at it, takes a snapshot, and cleans up. */
public final class FileStorageExample {

    private FileStorageExample() {}

    public static void main(String[] args) throws InterruptedException {
        try (Target target = Target.of(args, "one HDD volume and one snapshot of it");
                FileStorageClient files =
                        target.configure(FileStorageClient.builder()).build()) {

            String name = target.freshName("sdk");
            VolumeCreateResponse created =
                    files.createVolume(v -> v.name(name).protocol("NFS").typeName("HDD"));
            System.out.printf("Asked for the volume %s; its id is %s.%n", name, created.volumeId());
            try {
                VolumeShowResponse volume = whenAvailable(files, created.volumeId());
                System.out.printf("It is %s, made %s.%n", volume.state(), volume.createdAt());

                SnapshotDetail snapshot =
                        files.createSnapshot(s -> s.volumeId(volume.id())).snapshot();
                System.out.printf("Took the snapshot %s.%n", snapshot.name());
                files.listSnapshots(p -> p.volumeId(volume.id()))
                        .snapshots()
                        .forEach(s -> System.out.printf("  snapshot %s, %s%n", s.name(), s.createdAt()));
                Cleanup.deleting("snapshot", () -> files.deleteSnapshot(snapshot.id(), p -> p.volumeId(volume.id())));
            } finally {
                Cleanup.deleting("volume", () -> files.deleteVolume(created.volumeId()));
            }
            System.out.println("Done.");
        }
    }

    /** The create answers before the volume can be mounted. */
    private static VolumeShowResponse whenAvailable(FileStorageClient files, String volumeId)
            throws InterruptedException {
        Instant limit = Instant.now().plus(Duration.ofMinutes(10));
        while (true) {
            VolumeShowResponse volume = files.showVolume(volumeId);
            if ("available".equalsIgnoreCase(volume.state())) {
                return volume;
            }
            if ("error".equalsIgnoreCase(volume.state()) || Instant.now().isAfter(limit)) {
                throw new IllegalStateException(
                        "The volume " + volumeId + " is " + volume.state() + ", not available.");
            }
            Thread.sleep(5_000);
        }
    }
}
