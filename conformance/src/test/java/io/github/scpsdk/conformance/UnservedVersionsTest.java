// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ServiceVersionInfo;
import io.github.scpsdk.core.VersionNotServedException;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import org.junit.jupiter.api.Test;

/** A platform that has stopped serving the versions of its guide. */
class UnservedVersionsTest {

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
