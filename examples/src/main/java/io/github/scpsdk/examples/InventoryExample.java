// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.archivestorage.v1_1.ArchiveStorageClient;
import io.github.scpsdk.backup.v1_4.BackupClient;
import io.github.scpsdk.blockstoragebm.v1_4.BlockStorageBmClient;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.filestorage.model.VolumePurpose;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import io.github.scpsdk.parallelfilestorage.v1_1.ParallelFileStorageClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads only: what a tenant has in all services and regions, and what of it nobody uses. */
public final class InventoryExample {
    private final Table all = new Table("region", "service", "name", "state", "used by");
    private final List<String> orphans = new ArrayList<>();
    private String region = "";
    private String service = "";

    public static void main(String[] args) {
        try (Target target = Target.of(args);
                FileStorageClient files = target.client(FileStorageClient.builder(), "nothing");
                ParallelFileStorageClient parallel = target.client(ParallelFileStorageClient.builder(), "nothing");
                BlockStorageBmClient blocks = target.client(BlockStorageBmClient.builder(), "nothing");
                BackupClient backups = target.client(BackupClient.builder(), "nothing");
                ArchiveStorageClient archive = target.client(ArchiveStorageClient.builder(), "nothing")) {
            SampleTenant.fill(target, files, parallel, blocks, backups, archive);
            InventoryExample inventory = new InventoryExample();
            for (String region : List.of(Target.HOME, Target.AWAY)) {
                inventory.read(region, "File Storage", in -> in.files(files.inRegion(region)));
                inventory.read(region, "Parallel File Storage", in -> in.parallel(parallel.inRegion(region)));
                inventory.read(region, "Block Storage (BM)", in -> in.blocks(blocks.inRegion(region)));
                inventory.read(region, "Backup", in -> in.backups(backups.inRegion(region)));
                inventory.read(region, "Archive Storage", in -> in.archive(archive.inRegion(region)));
            }
            inventory.all.print();
            System.out.printf("Nobody uses %d of these:%n", inventory.orphans.size());
            inventory.orphans.forEach(orphan -> System.out.println("  " + orphan));
        }
        System.out.println("Done.");
    }

    /** An account need not have every service. */
    private void read(String ofRegion, String ofService, Consumer<InventoryExample> reading) {
        region = ofRegion;
        service = ofService;
        try {
            reading.accept(this);
        } catch (ScpException e) {
            System.out.printf("%s in %s cannot be read: %s%n", service, region, e.getMessage());
        }
    }

    private void add(String name, String state, String usedBy) {
        all.row(region, service, name, state, usedBy);
        if (usedBy.isEmpty()) {
            orphans.add(name + " of " + service + " in " + region);
        }
    }

    private void files(FileStorageClient files) {
        for (var v : files.listVolumesPaginator()) {
            String copied = v.purpose().equals(VolumePurpose.NONE) ? "" : "a replication";
            String servers =
                    Table.count(files.listAccessRules(v.id()).accessRules().size(), "server");
            add(v.name(), v.state(), servers.isEmpty() ? copied : servers);
        }
    }

    private void parallel(ParallelFileStorageClient files) {
        for (var v : files.listVolumesPaginator()) {
            var nodes = files.listAccessRule(v.id()).accessRules();
            add(v.name(), v.state(), Table.count(nodes.size(), "node"));
        }
    }

    private void blocks(BlockStorageBmClient blocks) {
        for (var v : blocks.listVolumesPaginator()) {
            add("" + v.name(), "" + v.state(), Table.count(v.attachments().size(), "server"));
        }
    }

    private void backups(BackupClient backups) {
        for (var b : backups.listBackupsPaginator()) {
            boolean deleted = Boolean.TRUE.equals(backups.showBackup(b.id()).isServerDeleted());
            add(b.name(), b.state(), deleted ? "" : b.serverName());
        }
    }

    private void archive(ArchiveStorageClient archive) {
        for (var b : archive.listBuckets(p -> p.limit(1000)).buckets()) {
            var bucket = archive.showBucket(b.id());
            add(bucket.name(), bucket.state(), Objects.toString(bucket.archivingSourceBucketName(), ""));
        }
    }
}
