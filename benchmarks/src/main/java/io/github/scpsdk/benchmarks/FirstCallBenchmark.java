// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scpsdk.filestorage.model.VolumeListResponse;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The first call of a process: classes, client, connection, response. Each measurement is a JVM of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(15)
@SuppressWarnings("NullAway.Init") // set before each trial
public class FirstCallBenchmark {

    private static final byte[] ANSWER = "{\"count\":0,\"filestorages\":[]}".getBytes(UTF_8);

    private Server server;

    /** Starts the server. */
    @Setup
    public void open() throws IOException {
        server = new Server(ANSWER);
    }

    /** Ends it. */
    @TearDown
    public void close() {
        server.close();
    }

    /** Through the SDK. */
    @Benchmark
    public VolumeListResponse sdk() {
        try (FileStorageClient client = CallState.sdk(server)) {
            return client.listVolumes(p -> p.limit(100).typeName("HDD"));
        }
    }

    /** By hand. */
    @Benchmark
    public VolumeListResponse byHand() throws IOException {
        return new ByHand(new OkHttpClient(), server.url()).listVolumes("HDD", 100);
    }
}
