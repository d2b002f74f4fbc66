// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.scpsdk.core.ScpSettings;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.model.ReplicationCreateResponse;
import io.github.scpsdk.filestorage.model.Volume;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import io.github.scpsdk.parallelfilestorage.v1_0.ParallelFileStorageClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One set of settings for the clients of several services, and clients that work in several regions. */
class RegionsTest {

    private ScpEmulator emulator;
    private ScpSettings settings;
    private FileStorageClient west;

    @BeforeEach
    void start() {
        emulator = ScpEmulator.builder().strictRequests().start();
        settings = ScpSettings.builder()
                .endpointOverride(emulator.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .accountId("account-1")
                .language("ko-KR")
                .build();
        west = FileStorageClient.builder().settings(settings).build();
    }

    @AfterEach
    void stop() {
        west.close();
        emulator.close();
    }

    private static List<String> ids(FileStorageClient client) {
        return client.listVolumesPaginator().stream().map(Volume::id).toList();
    }

    @Test
    void settingsServeTheClientsOfSeveralServices() {
        try (ParallelFileStorageClient parallel = ParallelFileStorageClient.builder()
                .settings(settings)
                .accountId("account-2")
                .build()) {
            west.listVolumes();
            parallel.listVolumes();
        }
        assertThat(emulator.requests())
                .extracting(
                        request -> request.header("Scp-Accesskey"),
                        request -> request.header("Accept-Language"),
                        request -> request.header("Scp-AccountId"))
                .containsExactly(
                        tuple(ScpEmulator.DEMO_ACCESS_KEY, "ko-KR", "account-1"),
                        tuple(ScpEmulator.DEMO_ACCESS_KEY, "ko-KR", "account-2"));
    }

    @Test
    void aVolumeIsListedInItsOwnRegionOnly() {
        FileStorageClient east = west.inRegion("kr-east1");
        String inWest = west.createVolume(
                        v -> v.name("west_volume").protocol("NFS").typeName("HDD"))
                .volumeId();
        String inEast = east.async()
                .createVolume(v -> v.name("east_volume").protocol("NFS").typeName("HDD"))
                .join()
                .volumeId();

        assertThat(ids(west)).containsExactly(inWest);
        assertThat(ids(east)).containsExactly(inEast);
        assertThat(west.async().inRegion("kr-east1").listVolumes().join().count())
                .isEqualTo(1);
        assertThat(east.inRegion("kr-west1").waiters().volumeAvailable(inWest).name())
                .startsWith("west_volume");
    }

    @Test
    void aReplicaIsListedInTheRegionItWasMadeFor() {
        String source = west.createVolume(
                        v -> v.name("my_volume").protocol("NFS").typeName("HDD"))
                .volumeId();
        west.waiters().volumeAvailable(source);
        ReplicationCreateResponse pair = west.createVolumeReplication(r -> r.name("my_replica")
                .region("kr-east1")
                .volumeId(source)
                .replicationType("replication")
                .replicationFrequency("5min"));

        assertThat(ids(west)).containsExactly(source);
        assertThat(ids(west.inRegion("kr-east1"))).containsExactly(pair.replicationVolumeId());
    }

    @Test
    void closingAViewInARegionLeavesTheClientOpen() {
        try (FileStorageClient east = west.inRegion("kr-east1")) {
            assertThat(east.listVolumes().count()).isZero();
        }
        assertThat(west.listVolumes().count()).isZero();
        assertThat(west.inRegion("kr-east1").listVolumes().count()).isZero();
    }
}
