// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A whole application, whatever its properties say. */
@SpringBootTest(properties = {"scp.region=kr-east1", "scp.endpoint-override=https://gateway.example.com/"})
@AutoConfigureScpEmulator
class AutoConfigureScpEmulatorTest {

    @RepeatedTest(2)
    void callsTheEmulator(
            @Autowired VolumeReport report,
            @Autowired NeedsADatabase other,
            @Autowired FileStorageClient files,
            @Autowired ScpEmulator scp) {
        assertThat(files.endpoint().url()).isEqualTo(scp.endpoint("kr-east1"));
        assertThat(report.volumes()).isZero();
        files.createVolume(
                v -> v.name("my_volume").zone("kr-east1-a").protocol("NFS").typeName("HDD"));
        assertThat(report.volumes()).isEqualTo(1);
        assertThat(other).isNotNull();
    }
}
