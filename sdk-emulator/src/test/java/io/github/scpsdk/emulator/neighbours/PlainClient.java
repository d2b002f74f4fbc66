// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.emulator.ZStackEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A plain HTTP client of one emulator, which has logged in. JSON may be written with {@code '}. */
final class PlainClient {
    static final String PROJECT = "f841e01fd2b14e7fa41b6ae7aa6b0594";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String header;
    private final String token;

    PlainClient(URI base, String header, String token) {
        this.base = base.toString();
        this.header = header;
        this.token = token;
    }

    static PlainClient of(OtcCbrEmulator otc) {
        return of(otc, OtcCbrEmulator.DEFAULT_REGION, PROJECT);
    }

    static PlainClient of(OtcCbrEmulator otc, String region, String project) {
        PlainClient client = new PlainClient(otc.endpoint(region), "", "");
        String token = client.send("POST /v3/auth/tokens", otcLogin(OtcCbrEmulator.DEMO_PASSWORD, project))
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();
        return new PlainClient(otc.endpoint(region), "X-Auth-Token", token);
    }

    static String otcLogin(String password, String project) {
        return "{'auth':{'identity':{'methods':['password'],'password':{'user':{'name':'" + OtcCbrEmulator.DEMO_USER
                + "','password':'" + password + "','domain':{'name':'" + OtcCbrEmulator.DEMO_DOMAIN
                + "'}}}},'scope':{'project':{'id':'" + project + "'}}}}";
    }

    static PlainClient of(UnitrendsEmulator appliance) {
        PlainClient client = new PlainClient(appliance.endpoint(), "", "");
        String token = client.ok("POST /api/login", unitrendsLogin(UnitrendsEmulator.DEMO_PASSWORD))
                .path("auth_token")
                .textValue();
        return new PlainClient(appliance.endpoint(), "AuthToken", token);
    }

    static String unitrendsLogin(String password) {
        return "{'username':'" + UnitrendsEmulator.DEMO_USER + "','password':'" + password + "'}";
    }

    static PlainClient of(ZStackEmulator zstack) {
        PlainClient client = new PlainClient(zstack.endpoint(), "", "");
        String session = client.ok("PUT /zstack/v1/accounts/login", zstackLogin(ZStackEmulator.DEMO_PASSWORD))
                .at("/inventory/uuid")
                .textValue();
        return new PlainClient(zstack.endpoint(), "Authorization", "OAuth " + session);
    }

    static String zstackLogin(String password) {
        return "{'logInByAccount':{'accountName':'" + ZStackEmulator.DEMO_USER + "','password':'" + sha512(password)
                + "'}}";
    }

    private static String sha512(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token as it is sent. */
    String token() {
        return token;
    }

    /** A request such as {@code GET /v3/…}; the path of OTC may have {@code {project}}. */
    HttpResponse<String> send(String line, String body) {
        String[] words = line.split(" ", 2);
        URI uri = URI.create(words[1].startsWith("http") ? words[1] : base + words[1].replace("{project}", PROJECT));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        words[0],
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!header.isEmpty()) {
            request.header(header, token);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body of a success; null where it is empty. */
    JsonNode ok(String line, String body) {
        HttpResponse<String> response = send(line, body);
        assertThat(response.statusCode())
                .as("%s %s: %s %s", line, body, response.body(), response.headers())
                .isBetween(200, 299);
        return json(response.body());
    }

    JsonNode ok(String line) {
        return ok(line, "");
    }

    /** Status and body of a response, as in {@code 404 {…}}. */
    String answer(String line, String body) {
        HttpResponse<String> response = send(line, body);
        return response.statusCode() + " " + response.body();
    }

    String answer(String line) {
        return answer(line, "");
    }

    /** What a job of ZStack led to: starts it, and asks at its address until it is done. */
    JsonNode done(String line, String body) {
        HttpResponse<String> response = send(line, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        String location = json(response.body()).path("location").textValue();
        HttpResponse<String> job = send("GET " + location, "");
        assertThat(job.statusCode()).as(job.body()).isEqualTo(200);
        return json(job.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
