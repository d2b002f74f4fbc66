// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.archivestorage.v1_1.ArchiveStorageClient;
import io.github.scpsdk.backup.model.BackupPolicyCategory;
import io.github.scpsdk.backup.model.BackupPolicyType;
import io.github.scpsdk.backup.model.BackupScheduleFrequency;
import io.github.scpsdk.backup.model.BackupScheduleType;
import io.github.scpsdk.backup.model.ServerCategory;
import io.github.scpsdk.backup.v1_4.BackupClient;
import io.github.scpsdk.blockstoragebm.model.BlockStorageAttachmentObjectType;
import io.github.scpsdk.blockstoragebm.model.DiskType;
import io.github.scpsdk.blockstoragebm.v1_4.BlockStorageBmClient;
import io.github.scpsdk.filestorage.model.AccessAction;
import io.github.scpsdk.filestorage.model.AccessObjectType;
import io.github.scpsdk.filestorage.model.VolumeProtocol;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import io.github.scpsdk.parallelfilestorage.v1_1.ParallelFileStorageClient;
import java.util.List;
import java.util.Objects;

/** What a small company has in the emulator, some of it forgotten. Against the platform it makes nothing. */
final class SampleTenant {
    private static final String WEB = "8a2c3a2e-6f0b-4a53-9c8e-3f7d1b5c9e10";
    private static final String DATABASE = "5f0c6f2e9a7b4c1d8e3f2a1b0c9d8e7f";

    private SampleTenant() {}

    static void fill(
            Target target,
            FileStorageClient files,
            ParallelFileStorageClient parallel,
            BlockStorageBmClient blocks,
            BackupClient backups,
            ArchiveStorageClient archive) {
        target.emulator().ifPresent(scp -> {
            scp.seed(Target.HOME)
                    .server(WEB, "web-1")
                    .server(DATABASE, "db-1", "BM", "LINUX")
                    .object("photos", "a.jpg", 4_096);
            String shared = volume(files, "shared", Target.HOME);
            files.setAccessRule(
                    shared, r -> r.objectId(WEB).objectType(AccessObjectType.VM).action(AccessAction.ADD));
            files.createVolumeReplication(r -> r.name("shared_dr")
                    .volumeId(shared)
                    .zone(Target.AWAY + "-a")
                    .replicationType("replication")
                    .replicationFrequency("daily"));
            volume(files, "old_release", Target.HOME);
            volume(files.inRegion(Target.AWAY), "test_of_may", Target.AWAY);

            parallel.createVolume(v -> v.name("training").capacityTb(10).zone(Target.HOME + "-a"));

            block(blocks, "db-data");
            String spare = block(blocks, "db-spare");
            blocks.detachVolume(spare, r -> r.attachments(List.of(DATABASE)));

            backups.createBackup(b -> b.name("web-nightly")
                    .serverUuid(WEB)
                    .serverCategory(ServerCategory.VIRTUAL_SERVER)
                    .policyCategory(BackupPolicyCategory.AGENTLESS)
                    .policyType(BackupPolicyType.VM_IMAGE)
                    .schedules(s -> s.type(BackupScheduleType.FULL)
                            .frequency(BackupScheduleFrequency.DAILY)
                            .startTime("02:30:00")));

            String kept = archive.createBucket(b -> b.name("photo-archive")).id();
            archive.createArchivingPolicy(
                    p -> p.bucketId(kept),
                    p -> p.archivingSourceBucketName("photos")
                            .objectLifecycle("30")
                            .objectPath("/"));
            archive.createBucket(b -> b.name("never-used"));
        });
    }

    private static String volume(FileStorageClient files, String name, String region) {
        return files.createVolumeAndWait(v -> v.name(name)
                        .protocol(VolumeProtocol.NFS)
                        .typeName("HDD")
                        .zone(region + "-a"))
                .id();
    }

    private static String block(BlockStorageBmClient blocks, String name) {
        return Objects.requireNonNull(blocks.createVolume(v -> v.name(name)
                        .diskType(DiskType.HDD)
                        .sizeGb(500)
                        .zone(Target.HOME + "-a")
                        .attachments(a -> a.objectId(DATABASE).objectType(BlockStorageAttachmentObjectType.BM)))
                .resourceId());
    }
}
