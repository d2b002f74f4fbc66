// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import io.github.scpsdk.filestorage.model.VolumeListResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A call on a warm client, from the arguments to the decoded records. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CallBenchmark {

    /** Through the SDK. */
    @Benchmark
    public VolumeListResponse sdk(CallState state) {
        return state.sdk.listVolumes(p -> p.limit(100).typeName("HDD"));
    }

    /** By hand. */
    @Benchmark
    public VolumeListResponse byHand(CallState state) throws IOException {
        return state.byHand.listVolumes("HDD", 100);
    }

    /** By hand, handed to another thread and back as the SDK does. */
    @Benchmark
    public VolumeListResponse byHandOnAnotherThread(CallState state) throws InterruptedException, ExecutionException {
        return state.byHand.listVolumesOnAnotherThread("HDD", 100);
    }
}
