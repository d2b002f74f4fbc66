// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.RawRequest;
import io.github.scpsdk.core.ServiceVersionInfo;
import io.github.scpsdk.core.VersionNotServedException;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A platform that has stopped serving the versions of its guide. */
class UnservedVersionsTest {

    @ParameterizedTest
    @CsvSource({
        "archivestorage, /v1/buckets, 1.3",
        "backup, /v1/backups, 1.4",
        "baremetal-blockstorage, /v1/volumes, 1.4",
        "filestorage, /v1/volumes, 1.2",
        "parallel-filestorage, /v1/volumes, 1.1"
    })
    void servesTheNewestOfEachServiceOnly(String service, String list, String newest) throws IOException {
        try (ScpEmulator scp = ScpEmulator.builder().certainVersionsOnly().start();
                Stream<Path> documents = Files.list(Path.of("../api", service))) {
            List<String> versions = documents
                    .map(document -> document.getFileName().toString())
                    .filter(name -> name.matches("\\d.*"))
                    .map(name -> name.replace(".yaml", ""))
                    .sorted()
                    .toList();
            assertThat(versions).endsWith(newest);
            for (String version : versions) {
                try (GeneratedClient client =
                        GeneratedClient.of(service, version, scp.endpoint("kr-west1"), Platform.KEYS, builder -> {})) {
                    if (version.equals(newest)) {
                        assertThat(client.scp().raw(RawRequest.get(list)).info().status())
                                .isEqualTo(200);
                    } else {
                        assertThatThrownBy(() -> client.scp().raw(RawRequest.get(list)))
                                .as(service + " " + version)
                                .isInstanceOf(VersionNotServedException.class);
                    }
                }
            }
        }
    }

    @Test
    void refusesTheOldVersionAndNamesTheServedOne() {
        try (ScpEmulator scp = ScpEmulator.builder().certainVersionsOnly().start();
                FileStorageClient old = FileStorageClient.builder()
                        .endpointOverride(scp.endpoint("kr-west1"))
                        .credentials(Platform.KEYS)
                        .build();
                io.github.scpsdk.filestorage.v1_2.FileStorageClient current =
                        io.github.scpsdk.filestorage.v1_2.FileStorageClient.builder()
                                .endpointOverride(scp.endpoint("kr-west1"))
                                .credentials(Platform.KEYS)
                                .build()) {
            assertThatThrownBy(old::listVolumes)
                    .isInstanceOf(VersionNotServedException.class)
                    .hasMessageContaining("client.versions() lists the versions that it serves");
            assertThatThrownBy(() ->
                            old.withOptions(o -> o.listServedVersions(true)).listVolumes())
                    .isInstanceOfSatisfying(
                            VersionNotServedException.class,
                            refused -> assertThat(refused.servedVersions())
                                    .extracting(ServiceVersionInfo::version)
                                    .containsExactly("1.2"))
                    .hasMessageEndingWith("The endpoint serves 1.2 (CURRENT).");
            assertThat(current.listVolumes().count()).isZero();
        }
    }
}
