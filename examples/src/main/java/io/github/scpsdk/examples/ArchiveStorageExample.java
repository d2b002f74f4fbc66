// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.archivestorage.model.BucketObject;
import io.github.scpsdk.archivestorage.model.BucketShowResponse;
import io.github.scpsdk.archivestorage.v1_1.ArchiveStorageClient;

/** Makes a bucket, switches versioning on, lists what is in it, and cleans up. */
public final class ArchiveStorageExample {

    private ArchiveStorageExample() {}

    public static void main(String[] args) throws InterruptedException {
        try (Target target = Target.of(args);
                ArchiveStorageClient archive = target.client(ArchiveStorageClient.builder(), "one empty bucket")) {

            String name = target.freshName("sdk");
            String bucketId = archive.createBucket(b -> b.name(name)).id();
            System.out.printf("Made the bucket %s; its id is %s.%n", name, bucketId);
            try {
                archive.setBucketVersioning(bucketId, v -> v.enabled(true));
                System.out.println("Objects in it now keep their earlier versions.");

                BucketShowResponse bucket = archive.showBucket(bucketId);
                System.out.printf("It is %s and holds:%n", bucket.state());
                for (BucketObject object : archive.listBucketObjects(bucketId).contents()) {
                    System.out.printf(
                            "  %s %s, %s bytes%n", object.objectType(), object.objectName(), object.objectSize());
                }
            } finally {
                Cleanup.deleting("bucket", () -> archive.deleteBucket(bucketId));
            }
            System.out.println("Done.");
        }
    }
}
