// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.filestorage.model.VolumeListResponse;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.io.IOException;
import java.net.URI;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** The clients that are compared. */
public enum Way {
    /** This SDK. */
    SDK,
    /** OkHttp, a signature, and Jackson's streaming parser into the same records: the least that a call can cost. */
    STREAMING,
    /** OkHttp, a signature, and Jackson's databind into the same records: what people write. */
    DATABIND;

    /** Lists volumes. */
    interface Client extends AutoCloseable {
        VolumeListResponse listVolumes(String typeName, int limit) throws IOException;

        @Override
        default void close() {}
    }

    Client open(HttpUrl server) {
        return switch (this) {
            case SDK -> sdk(server);
            case STREAMING -> new ByHand(new OkHttpClient(), server, new StreamingReader());
            case DATABIND -> new ByHand(new OkHttpClient(), server, new DatabindReader());
        };
    }

    private static Client sdk(HttpUrl url) {
        FileStorageClient client = FileStorageClient.builder()
                .endpointOverride(URI.create(url.toString()))
                .credentials(ScpCredentials.of(ByHand.ACCESS_KEY, ByHand.SECRET_KEY))
                .build();
        return new Client() {
            @Override
            public VolumeListResponse listVolumes(String typeName, int limit) {
                return client.listVolumes(p -> p.limit(limit).typeName(typeName));
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }
}
