// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.scpsdk.filestorage.model.VolumeListResponse;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One call as people write it without an SDK: OkHttp, a signature, Jackson. No retries, no checks, one limit of time. */
final class ByHand {

    private final OkHttpClient http;
    private final HttpUrl endpoint;
    private final ObjectReader reader;

    ByHand(OkHttpClient http, HttpUrl endpoint) {
        this.http = http;
        this.endpoint = endpoint;
        this.reader = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readerFor(VolumeListResponse.class);
    }

    VolumeListResponse listVolumes(String typeName, int limit) throws IOException {
        try (Response response = http.newCall(volumesRequest(typeName, limit)).execute()) {
            return read(response);
        }
    }

    /** The same, but on a thread of OkHttp's, so that who waits could stop waiting at any time. */
    VolumeListResponse listVolumesOnAnotherThread(String typeName, int limit)
            throws InterruptedException, ExecutionException {
        CompletableFuture<VolumeListResponse> volumes = new CompletableFuture<>();
        http.newCall(volumesRequest(typeName, limit)).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                volumes.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call call, Response response) throws IOException {
                try (response) {
                    volumes.complete(read(response));
                }
            }
        });
        return volumes.get();
    }

    private Request volumesRequest(String typeName, int limit) {
        HttpUrl url = endpoint.newBuilder()
                .addPathSegment("v1")
                .addPathSegment("volumes")
                .addQueryParameter("limit", Integer.toString(limit))
                .addQueryParameter("type_name", typeName)
                .build();
        String timestamp = Long.toString(System.currentTimeMillis());
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("Accept-Language", "en-US")
                .header("Scp-Api-Version", "filestorage 1.1")
                .header("Scp-Accesskey", CallState.ACCESS_KEY)
                .header("Scp-Timestamp", timestamp)
                .header("Scp-ClientType", "Openapi")
                .header("Scp-Signature", signature("GET" + url + timestamp + CallState.ACCESS_KEY + "Openapi"))
                .build();
    }

    private VolumeListResponse read(Response response) throws IOException {
        if (!response.isSuccessful()) {
            throw new IOException("Answered " + response.code());
        }
        return reader.readValue(response.body().byteStream());
    }

    private static String signature(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(CallState.SECRET_KEY.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
