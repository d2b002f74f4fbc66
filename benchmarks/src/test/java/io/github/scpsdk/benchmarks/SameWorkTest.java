// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.filestorage.model.VolumeListResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A comparison is worth something only if both sides do the same. */
@Timeout(60)
class SameWorkTest {

    @Test
    void bothReadTheSameVolumes() throws Exception {
        CallState state = new CallState();
        state.volumes = 3;
        state.open();
        try {
            VolumeListResponse bySdk = new CallBenchmark().sdk(state);
            assertThat(bySdk.filestorages()).hasSize(3);
            assertThat(new CallBenchmark().byHand(state)).isEqualTo(bySdk);
            assertThat(new CallBenchmark().byHandOnAnotherThread(state)).isEqualTo(bySdk);
        } finally {
            state.close();
        }
    }

    @Test
    void bothMakeAFirstCall() throws Exception {
        FirstCallBenchmark first = new FirstCallBenchmark();
        first.open();
        try {
            assertThat(first.byHand()).isEqualTo(first.sdk());
        } finally {
            first.close();
        }
    }
}
