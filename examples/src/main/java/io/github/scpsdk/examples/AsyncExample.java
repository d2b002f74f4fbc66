// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.filestorage.model.VolumeProtocol;
import io.github.scpsdk.filestorage.v1_2.FileStorageAsyncClient;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Makes three volumes at the same time and deletes them again; sets a time limit and reads the status for one call. */
public final class AsyncExample {

    private AsyncExample() {}

    public static void main(String[] args) {
        try (Target target = Target.of(args);
                FileStorageClient files = target.client(FileStorageClient.builder(), "three HDD volumes")) {

            FileStorageAsyncClient async = files.async();

            List<CompletableFuture<String>> volumes = Stream.of("a", "b", "c")
                    .map(suffix -> async.createVolumeAndWait(v -> v.name(target.freshName("sdk") + suffix)
                            .protocol(VolumeProtocol.NFS)
                            .typeName("HDD")
                            .zone(target.zone())))
                    .map(ready -> ready.thenApply(volume -> {
                        System.out.printf("Volume %s is %s.%n", volume.name(), volume.state());
                        return volume.id();
                    }))
                    .toList();

            CompletableFuture<?>[] deleted = volumes.stream()
                    .map(id -> id.thenCompose(async::deleteVolume))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(deleted).join();
            System.out.println("All three are being deleted.");

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
            System.out.println("Done.");
        }
    }
}
