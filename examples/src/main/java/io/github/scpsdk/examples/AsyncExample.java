package io.github.scpsdk.examples;

import io.github.scpsdk.filestorage.model.VolumeShowResponse;
import io.github.scpsdk.filestorage.v1_1.FileStorageAsyncClient;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Shows all volumes at the same time, and sets a time limit and reads the status for one of the calls. */
public final class AsyncExample {

    private AsyncExample() {}

    public static void main(String[] args) {
        try (Target target = Target.of(args);
                FileStorageClient files = target.client(FileStorageClient.builder(), "nothing")) {

            FileStorageAsyncClient async = files.async();

            List<CompletableFuture<VolumeShowResponse>> volumes = async.listVolumes()
                    .thenApply(list -> list.filestorages().stream()
                            .map(volume -> async.showVolume(volume.id()))
                            .toList())
                    .join();
            volumes.forEach(volume -> System.out.printf(
                    "Volume %s is %s.%n", volume.join().name(), volume.join().state()));

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
