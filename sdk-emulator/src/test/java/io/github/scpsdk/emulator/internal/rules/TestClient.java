// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.TestRequest;
import io.github.scpsdk.emulator.TestRequest.RawResponse;

/** Speaks one version of one service in one region, with signed requests of its own. JSON may be written with {@code '}. */
public final class TestClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ScpEmulator scp;
    private final String api;
    private final String region;

    private TestClient(ScpEmulator scp, String api, String region) {
        this.scp = scp;
        this.api = api;
        this.region = region;
    }

    /** A client of kr-west1, for example of {@code filestorage 1.1}. */
    public static TestClient of(ScpEmulator scp, String api) {
        return new TestClient(scp, api, "kr-west1");
    }

    public TestClient in(String otherRegion) {
        return new TestClient(scp, api, otherRegion);
    }

    public TestClient speaking(String otherApi) {
        return new TestClient(scp, otherApi, region);
    }

    public boolean speaks(String version) {
        return api.equals(version);
    }

    public ScpEmulator emulator() {
        return scp;
    }

    /** A request such as {@code GET /volumes}, below {@code /v1}; with a body unless that is empty. */
    public TestRequest request(String line, String body) {
        String[] words = line.split(" ", 2);
        TestRequest request = TestRequest.of(words[0], "/" + region + "/v1" + words[1], api);
        return body.isEmpty() ? request : request.json(body.replace('\'', '"'));
    }

    /** The body of a success. */
    public JsonNode ok(String line) {
        return ok(line, "");
    }

    /** The body of a success. */
    public JsonNode ok(String line, String body) {
        RawResponse response = request(line, body).sendTo(scp);
        assertThat(response.status())
                .as("%s %s: %s %s", line, body, response.body(), response.headers())
                .isBetween(200, 299);
        return json(response);
    }

    /** Status and code of a refusal, as in {@code 404 filestorage.Notfound.volume}. */
    public String refused(String line) {
        return refused(line, "");
    }

    /** Status and code of a refusal, as in {@code 404 filestorage.Notfound.volume}. */
    public String refused(String line, String body) {
        RawResponse response = request(line, body).sendTo(scp);
        JsonNode error = json(response).path("errors").path(0);
        assertThat(error.path("status").intValue()).isEqualTo(response.status());
        return response.status() + " " + error.path("code").textValue();
    }

    /** The detail of a refusal, as JSON. */
    public String detail(String line, String body) {
        return json(request(line, body).sendTo(scp))
                .path("errors")
                .path(0)
                .path("detail")
                .toString();
    }

    public static JsonNode json(RawResponse response) {
        return json(response.body());
    }

    /** JSON that may be written with {@code '}. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.startsWith("{'") ? text.replace('\'', '"') : text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
