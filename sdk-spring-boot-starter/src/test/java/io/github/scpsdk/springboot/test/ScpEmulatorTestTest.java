// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

@ScpEmulatorTest
@Import(VolumeReport.class)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ScpEmulatorTestTest {

    @Autowired
    private ScpEmulator scp;

    @Autowired
    private FileStorageClient files;

    @RepeatedTest(2)
    void everyTestStartsClean(@Autowired VolumeReport report) {
        assertThat(scp.requests()).isEmpty();
        assertThat(report.volumes()).isZero();
        files.createVolume(
                v -> v.name("my_volume").zone("kr-west1-a").protocol("NFS").typeName("HDD"));
        assertThat(report.volumes()).isEqualTo(1);
    }

    @Test
    void theRestOfTheApplicationIsLeftOut(@Autowired ObjectProvider<NeedsADatabase> other) {
        assertThat(other.getIfAvailable()).isNull();
    }

    @Nested
    @Order(1)
    class Inside {
        @RepeatedTest(2)
        void isCleanToo() {
            assertThat(files.listVolumes().count()).isZero();
            files.createVolume(
                    v -> v.name("my_volume").zone("kr-west1-a").protocol("NFS").typeName("HDD"));
        }
    }

    @Nested
    @Order(2) // after tests that leave a volume in the client of the class around it
    @ActiveProfiles("prod")
    class TheProfileOfProduction {
        @Test
        void canBeTested() {
            assertThat(files.listVolumes().count()).isZero();
        }
    }
}
