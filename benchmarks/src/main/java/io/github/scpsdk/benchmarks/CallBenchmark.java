// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import io.github.scpsdk.filestorage.model.VolumeListResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A call on a warm client, from the arguments to the decoded records. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // set before each trial
public class CallBenchmark {

    /** Volumes in the response. */
    @Param({"1", "20", "1000"})
    int volumes;

    /** Who calls. */
    @Param
    Way way;

    private ServerProcess server;
    private Way.Client client;

    /** Starts the server and opens the client. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        server = new ServerProcess(volumes);
        client = way.open(server.url());
    }

    /** Ends both. */
    @TearDown(Level.Trial)
    public void close() {
        client.close();
        server.close();
    }

    /** One call. */
    @Benchmark
    public VolumeListResponse listVolumes() throws IOException {
        return client.listVolumes("HDD", 100);
    }
}
