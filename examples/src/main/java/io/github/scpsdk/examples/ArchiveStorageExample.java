// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.archivestorage.model.ArchivingPolicyCreateResponse;
import io.github.scpsdk.archivestorage.model.ObjectVersions;
import io.github.scpsdk.archivestorage.v1_1.ArchiveStorageClient;
import io.github.scpsdk.emulator.ScpEmulator;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Archives a bucket of object storage each day and recovers one version of an object. */
public final class ArchiveStorageExample {

    private ArchiveStorageExample() {}

    public static void main(String[] args) {
        try (Target target = Target.emulated(args, "days pass in it");
                ArchiveStorageClient archive = target.client(ArchiveStorageClient.builder(), "a bucket and a policy");
                Cleanup cleanup = target.cleanup()) {

            ScpEmulator scp = target.emulator().orElseThrow();
            scp.seed(Target.HOME)
                    .object("reports", "2026/sales.csv", 48_000)
                    .object("reports", "2026/staff.csv", 9_500)
                    .bucket("recovered");
            System.out.println("The object storage has a bucket reports with 2026/sales.csv and 2026/staff.csv.");

            String name = target.freshName("sdk");
            String bucket = archive.createBucket(b -> b.name(name)).id();
            cleanup.later("bucket", () -> archive.deleteBucketAndWait(bucket));
            archive.setBucketVersioning(bucket, v -> v.enabled(true));
            ArchivingPolicyCreateResponse policy = archive.createArchivingPolicy(
                    p -> p.bucketId(bucket),
                    p -> p.archivingSourceBucketName("reports")
                            .objectLifecycle("1")
                            .objectPath("/"));
            System.out.printf("Made the archive bucket %s and the policy %s:%n", name, policy.id());
            System.out.println("  each day, what is a day old is archived, and earlier versions are kept.");

            target.pass(Duration.ofDays(1), "A day later the first run has ended.");
            scp.seed(Target.HOME).object("reports", "2026/sales.csv", 51_200);
            System.out.println("Someone changes 2026/sales.csv.");
            target.pass(Duration.ofDays(2), "Two days later the change has been archived as well:");
            OffsetDateTime now = scp.clock().now().atOffset(ZoneOffset.UTC);
            Table runs = new Table("run", "started (UTC)", "state");
            archive.listArchivingHistories(p ->
                            p.bucketId(bucket).startAtFrom(now.minusDays(7)).startAtTo(now))
                    .contents()
                    .forEach(r -> runs.row(r.id(), Table.minute(r.startAt()), r.state()));
            runs.print();

            List<ObjectVersions> versions = archive.listBucketObjectVersions(
                            bucket, p -> p.objectPath("2026/sales.csv"))
                    .contents();
            System.out.println("Versions of 2026/sales.csv in the archive:");
            Table table = new Table("version", "bytes", "changed (UTC)", "latest");
            versions.forEach(v -> table.row(v.objectVersionId(), v.size(), Table.minute(v.modifiedAt()), v.latest()));
            table.print();

            String first = versions.get(versions.size() - 1).objectVersionId();
            archive.recoverObjectVersions(
                    bucket,
                    r -> r.recoveryTargetBucketName("recovered")
                            .sourceObjectPath("2026/sales.csv")
                            .sourceObjectVersion(first)
                            .overwrite(false));
            System.out.println("The change was a mistake, so the first version is copied back to object storage:");
            Table recoveries = new Table("recovery", "into bucket", "state");
            archive.listRecoveryHistories(p ->
                            p.bucketId(bucket).startAtFrom(now.minusDays(1)).startAtTo(now.plusDays(1)))
                    .contents()
                    .forEach(r -> recoveries.row(r.recoveryId(), r.recoveryTargetBucketName(), r.state()));
            recoveries.print();
        }
        System.out.println("Done.");
    }
}
