// SPDX-License-Identifier: Apache-2.0
package demo;

import io.github.scpsdk.filestorage.model.VolumeV1Dot2;
import io.github.scpsdk.filestorage.v1_2.FileStorageAsyncClient;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import io.github.scpsdk.springboot.ScpClients;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application that uses the clients, blocking and not, of two accounts. */
@SpringBootApplication
public class Application {

    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("dr")
    FileStorageClient drFiles(ScpClients clients) {
        return clients.get("dr", FileStorageClient.class);
    }

    @RestController
    static class Volumes {

        private final FileStorageClient files;
        private final FileStorageAsyncClient async;
        private final FileStorageClient dr;

        Volumes(FileStorageClient files, FileStorageAsyncClient async, @Qualifier("dr") FileStorageClient dr) {
            this.files = files;
            this.async = async;
            this.dr = dr;
        }

        @PostMapping("/volumes/{name}")
        String create(@PathVariable("name") String name) {
            return files.createVolume(v -> v.name(name).zone("kr-west1-a").protocol("NFS").typeName("HDD"))
                    .volumeId();
        }

        @GetMapping("/volumes")
        List<String> list() {
            return files.listVolumes().filestorages().stream().map(VolumeV1Dot2::name).toList();
        }

        @GetMapping("/async-volumes")
        CompletableFuture<Integer> count() {
            return async.listVolumes().thenApply(page -> page.count());
        }

        @GetMapping("/dr-volumes")
        int dr() {
            return dr.listVolumes().count();
        }

        @GetMapping("/slow")
        int slow() throws InterruptedException {
            Check.SLOW.countDown();
            Thread.sleep(1000);
            int count = files.listVolumes().count();
            Check.SLOW_ANSWER.complete(count);
            return count;
        }
    }
}
