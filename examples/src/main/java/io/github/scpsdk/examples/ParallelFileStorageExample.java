// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.parallelfilestorage.v1_1.ParallelFileStorageClient;

/** Makes a volume, shows how to mount it, and cleans up. */
public final class ParallelFileStorageExample {

    private ParallelFileStorageExample() {}

    public static void main(String[] args) throws InterruptedException {
        try (Target target = Target.of(args);
                ParallelFileStorageClient files =
                        target.client(ParallelFileStorageClient.builder(), "one volume of 1 TB")) {

            String name = target.freshName("sdk");
            var volume = files.createVolume(v -> v.name(name).capacityTb(1).zone(target.zone()));
            System.out.printf("Asked for the volume %s; its id is %s.%n", name, volume.id());
            try {
                System.out.printf(
                        "Servers mount it from %s.%n",
                        files.showVolume(volume.id()).mountPath());
                System.out.println("Volumes in this region:");
                for (var v : files.listVolumesPaginator()) {
                    System.out.printf("  %s, %d TB, %s%n", v.name(), v.capacityTb(), v.state());
                }
            } finally {
                Cleanup.deleting("volume", () -> files.deleteVolume(volume.id()));
            }
            System.out.println("Done.");
        }
    }
}
