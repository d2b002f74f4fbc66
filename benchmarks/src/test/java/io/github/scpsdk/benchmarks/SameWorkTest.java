// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.filestorage.model.VolumeListResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A comparison is worth something only if all sides do the same. */
@Timeout(180)
class SameWorkTest {

    @Test
    void allReadTheSameVolumes() throws IOException {
        Map<Way, VolumeListResponse> read = new EnumMap<>(Way.class);
        try (Server server = new Server(Responses.list(3))) {
            for (Way way : Way.all()) {
                try (Way.Client client = way.open(server.url())) {
                    read.put(way, client.listVolumes("HDD", 100));
                }
            }
        }
        assertThat(read.get(Way.SDK).filestorages()).hasSize(3);
        assertThat(read.values()).allSatisfy(one -> assertThat(one).isEqualTo(read.get(Way.SDK)));
    }

    @Test
    void allMakeAFirstCall() throws Exception {
        Https https = new Https();
        assertThat(ColdStart.measure(1, List.of(), List.of())).containsOnlyKeys(Way.all());
        assertThat(ColdStart.measure(1, https.server(), https.client())).containsOnlyKeys(Way.all());
    }

    @Test
    void whatACallCostsIsReported() throws IOException {
        try (ServerProcess server = new ServerProcess(1);
                ClientProcess client = new ClientProcess(Way.SDK, server.url(), server.url(), 2)) {
            client.start(10);
            ClientProcess.Cost cost = client.cost();
            assertThat(cost.cpu()).isPositive();
            assertThat(cost.allocation()).isPositive();
            assertThat(cost.time()).isPositive();
        }
    }
}
