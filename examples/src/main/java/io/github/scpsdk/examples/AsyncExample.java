// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.filestorage.model.VolumeProtocol;
import io.github.scpsdk.filestorage.model.VolumeShowResponseV1Dot2;
import io.github.scpsdk.filestorage.v1_2.FileStorageAsyncClient;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Makes three volumes at the same time; sets a time limit and reads the status for one call. */
public final class AsyncExample {

    private AsyncExample() {}

    public static void main(String[] args) {
        try (Target target = Target.of(args);
                FileStorageClient files = target.client(FileStorageClient.builder(), "three HDD volumes");
                Cleanup cleanup = target.cleanup()) {

            FileStorageAsyncClient async = files.async();
            String name = target.freshName("sdk");

            List<CompletableFuture<VolumeShowResponseV1Dot2>> volumes = Stream.of("a", "b", "c")
                    .map(suffix -> async.createVolume(v -> v.name(name + suffix)
                                    .protocol(VolumeProtocol.NFS)
                                    .typeName("HDD")
                                    .zone(target.zone()))
                            .thenCompose(created -> {
                                String id = created.volumeId();
                                cleanup.later("volume " + name + suffix, () -> files.deleteVolume(id));
                                return async.waiters().volumeAvailable(id);
                            }))
                    .toList();
            System.out.println("Asked for three volumes at the same time:");
            Table table = new Table("volume", "state");
            volumes.stream().map(CompletableFuture::join).forEach(v -> table.row(v.name(), v.state()));
            table.print();

            async.withOptions(o -> o.timeout(Duration.ofSeconds(10))
                            .onResponse(response -> System.out.printf(
                                    "%s was answered %d.%n", response.operation(), response.status())))
                    .listVolumes()
                    .join();

            async.showVolume("..")
                    .exceptionally(e -> {
                        System.out.printf("Refused before it was sent: %s%n", e.getMessage());
                        return null;
                    })
                    .join();
        }
        System.out.println("Done.");
    }
}
