// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.filestorage.model.VolumeListResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A comparison is worth something only if all sides do the same. */
@Timeout(60)
class SameWorkTest {

    @Test
    void allReadTheSameVolumes() throws IOException {
        Map<Way, VolumeListResponse> read = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            CallBenchmark benchmark = new CallBenchmark();
            benchmark.volumes = 3;
            benchmark.way = way;
            benchmark.open();
            try {
                read.put(way, benchmark.listVolumes());
            } finally {
                benchmark.close();
            }
        }
        assertThat(read.get(Way.SDK).filestorages()).hasSize(3);
        assertThat(read.values()).allSatisfy(one -> assertThat(one).isEqualTo(read.get(Way.SDK)));
    }

    @Test
    void allMakeAFirstCall() throws Exception {
        assertThat(ColdStart.measure(1)).containsOnlyKeys(Way.values());
    }
}
