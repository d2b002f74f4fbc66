// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scpsdk.filestorage.model.VolumeListResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One call as people write it without an SDK: OkHttp, a signature, Jackson. No retries, no checks, no limit of time. */
final class ByHand implements Way.Client {

    static final String ACCESS_KEY = "benchmark-access-key";
    static final String SECRET_KEY = "benchmark-secret-key";

    /** Reads the body of a response. */
    interface Reader {
        VolumeListResponse read(InputStream body) throws IOException;
    }

    private final OkHttpClient http;
    private final HttpUrl endpoint;
    private final Reader reader;

    ByHand(OkHttpClient http, HttpUrl endpoint, Reader reader) {
        this.http = http;
        this.endpoint = endpoint;
        this.reader = reader;
    }

    @Override
    public VolumeListResponse listVolumes(String typeName, int limit) throws IOException {
        try (Response response = http.newCall(volumesRequest(typeName, limit)).execute()) {
            return read(response);
        }
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
                .header("Scp-Accesskey", ACCESS_KEY)
                .header("Scp-Timestamp", timestamp)
                .header("Scp-ClientType", "Openapi")
                .header("Scp-Signature", signature("GET" + url + timestamp + ACCESS_KEY + "Openapi"))
                .build();
    }

    private VolumeListResponse read(Response response) throws IOException {
        if (!response.isSuccessful()) {
            throw new IOException("Answered " + response.code());
        }
        return reader.read(response.body().byteStream());
    }

    private static String signature(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET_KEY.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
