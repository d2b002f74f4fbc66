// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.filestorage.model.VolumeListResponse;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The clients that are compared. */
public enum Way {
    /** This SDK. */
    SDK("the SDK"),
    /** The SDK of another checkout, if there is one: what a change has gained. */
    OTHER_SDK("the SDK there"),
    /** OkHttp, a signature, and Jackson's streaming parser into the same records: the least that a call can cost. */
    STREAMING("streaming by hand"),
    /** OkHttp, a signature, and Jackson's databind into the same records: what people write. */
    DATABIND("databind by hand");

    /** The folder of the other checkout. */
    private static final @Nullable String OTHER = System.getProperty("other.checkout");

    /** What tables call it. */
    final String text;

    Way(String text) {
        this.text = text;
    }

    /** Returns those to compare. */
    static List<Way> all() {
        return Arrays.stream(values())
                .filter(way -> way != OTHER_SDK || OTHER != null)
                .toList();
    }

    /** Returns the class path of a process that makes the calls. */
    String classPath() {
        return this == OTHER_SDK
                ? ServerProcess.CLASS_PATH.replaceAll("[^:;]*/(sdk-(core|filestorage)/target)", OTHER + "/$1")
                : ServerProcess.CLASS_PATH;
    }

    /** Lists volumes. */
    interface Client extends AutoCloseable {
        VolumeListResponse listVolumes(String typeName, int limit) throws IOException;

        @Override
        default void close() {}
    }

    Client open(HttpUrl server) {
        return switch (this) {
            case SDK, OTHER_SDK -> sdk(server);
            case STREAMING -> new ByHand(withoutLimits(), server, new StreamingReader());
            case DATABIND -> new ByHand(new OkHttpClient(), server, new DatabindReader());
        };
    }

    /** OkHttp's limits of time wake a thread for each read and write, which would make any comparison easy. */
    private static OkHttpClient withoutLimits() {
        return new OkHttpClient.Builder()
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .build();
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
