// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.parallelfilestorage.v1_1.ParallelFileStorageClient;
import java.util.List;

/** Shares a parallel file system with a GPU node and lets it grow while it is in use. */
public final class ParallelFileStorageExample {

    private ParallelFileStorageExample() {}

    public static void main(String[] args) {
        try (Target target = Target.of(args);
                ParallelFileStorageClient files =
                        target.client(ParallelFileStorageClient.builder(), "one volume that grows from 1 to 4 TB");
                Cleanup cleanup = target.cleanup()) {

            String node = target.server("gpu-1", "GPU_NODE"); // before anything is made that costs money
            String name = target.freshName("sdk");
            String id = files.createVolume(v -> v.name(name).capacityTb(1).zone(target.zone()))
                    .id();
            cleanup.later("volume", () -> files.deleteVolume(id));
            var volume = files.waiters().volumeAvailable(id);
            System.out.printf("Made the volume %s of %d TB.%n", volume.name(), volume.capacityTb());

            files.setAccessRule(
                    id,
                    r -> r.addAccessRules(a -> a.objectId(node).objectType("GPU_NODE"))
                            .removeAccessRules(List.of()));
            cleanup.later(
                    "access rule",
                    () -> files.setAccessRule(
                            id,
                            r -> r.addAccessRules(List.of())
                                    .removeAccessRules(a -> a.objectId(node).objectType("GPU_NODE"))));
            System.out.printf("These nodes may mount %s:%n", volume.mountPath());
            Table nodes = new Table("node", "state", "access");
            files.listAccessRule(id)
                    .accessRules()
                    .forEach(r -> nodes.row(r.objectName(), r.objectState(), r.accessState()));
            nodes.print();

            System.out.println("It fills up, so it grows twice:");
            Table sizes = new Table("volume", "size", "state");
            for (int terabytes : List.of(2, 4)) {
                files.setVolumeCapacity(id, c -> c.capacityTb(terabytes));
                var grown = files.waiters().volumeAvailable(id);
                sizes.row(grown.name(), grown.capacityTb() + " TB", grown.state());
            }
            sizes.print();

            try {
                files.setVolumeCapacity(id, c -> c.capacityTb(1));
            } catch (ScpServiceException e) {
                System.out.printf(
                        "It cannot shrink: %s%n", e.errors().get(0).detail().get(0));
            }
        }
        System.out.println("Done.");
    }
}
