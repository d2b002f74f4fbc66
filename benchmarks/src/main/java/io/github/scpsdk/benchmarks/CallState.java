// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import okhttp3.OkHttpClient;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A server on loopback that answers a list of volumes, and two clients that ask for it. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set before each trial
public class CallState {

    static final String ACCESS_KEY = "benchmark-access-key";
    static final String SECRET_KEY = "benchmark-secret-key";

    /** Volumes in the response. */
    @Param({"1", "100"})
    int volumes;

    private Server server;

    FileStorageClient sdk;
    ByHand byHand;

    /** Both clients have an OkHttp client of the same making, and a warm pool after the first call. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        server = new Server(response(volumes));
        sdk = sdk(server);
        byHand = new ByHand(new OkHttpClient(), server.url());
    }

    /** Ends both. */
    @TearDown(Level.Trial)
    public void close() {
        sdk.close();
        server.close();
    }

    static FileStorageClient sdk(Server server) {
        return FileStorageClient.builder()
                .endpointOverride(URI.create(server.url().toString()))
                .credentials(ScpCredentials.of(ACCESS_KEY, SECRET_KEY))
                .build();
    }

    /** The documented response, with its first volume as often as wanted. */
    static byte[] response(int volumes) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (InputStream documented = CallState.class.getResourceAsStream("/response-200.json")) {
            ObjectNode response = (ObjectNode) json.readTree(documented);
            JsonNode volume = response.get("filestorages").get(0);
            ArrayNode list = response.putArray("filestorages");
            for (int i = 0; i < volumes; i++) {
                list.add(volume);
            }
            return json.writeValueAsBytes(response.put("count", volumes));
        }
    }
}
