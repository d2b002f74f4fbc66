// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.TestRequest.RawResponse;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {
    private static final String NEW_VOLUME =
            "{'name':'my_volume','protocol':'CIFS','cifs_password':'s3cr3t!word','type_name':'HDD'}";
    private static final String RULE = "{'object_id':'web-1','object_type':'VM','action':'add'}";

    private ScpEmulator scp;
    private TestClient files;

    @BeforeEach
    void start() {
        scp = ScpEmulator.builder().strictReferences().start();
        files = TestClient.of(scp, "filestorage 1.1");
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    @Test
    void carriesTheStateToAnotherEmulator() {
        scp.delay("filestorage", "createVolume", Duration.ofMinutes(1));
        scp.seed("kr-west1").server("web-1", "web");
        scp.clock().advance(Duration.ofDays(3));
        String id = files.ok("POST /volumes", NEW_VOLUME).path("volume_id").textValue();
        String saved = control("GET state", "").body();

        try (ScpEmulator other = ScpEmulator.builder().strictReferences().start()) {
            other.loadState(saved);
            TestClient there = TestClient.of(other, "filestorage 1.1");
            assertThat(there.ok("GET /volumes/" + id)).isEqualTo(files.ok("GET /volumes/" + id));
            other.clock().advance(Duration.ofMinutes(1));
            assertThat(there.ok("GET /volumes/" + id).path("state").textValue()).isEqualTo("available");
            there.ok("PUT /volumes/" + id + "/access-rules", RULE);
            assertThat(there.ok("POST /volumes", NEW_VOLUME).path("volume_id").textValue())
                    .isNotEqualTo(id);
        }
        assertThat(saved).contains("volume created").doesNotContain("s3cr3t!word");
    }

    @Test
    void loadsNothingThatIsNoState() {
        String id = files.ok("POST /volumes", NEW_VOLUME).path("volume_id").textValue();
        for (String wrong : new String[] {"{", "{}", "{\"format\":1,\"resources\":[{}]}"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> scp.loadState(wrong));
            assertThat(control("PUT state", wrong).status()).isEqualTo(400);
        }
        files.ok("GET /volumes/" + id);
    }

    @Test
    void seedsServersSubnetsAndBuckets() {
        String rules = "PUT /volumes/"
                + files.ok("POST /volumes", NEW_VOLUME).path("volume_id").textValue() + "/access-rules";
        assertThat(files.refused(rules, RULE)).isEqualTo("404 VirtualServer.VirtualServerNotFound");

        RawResponse seeded = control(
                "POST seed",
                "{\"region\":\"kr-west1\",\"servers\":[{\"id\":\"web-1\"}],\"subnets\":[{\"id\":\"net-1\"}],"
                        + "\"buckets\":[{\"name\":\"photos\",\"objects\":[{\"path\":\"a/b.jpg\",\"size\":7}]}]}");

        assertThat(seeded.status()).isEqualTo(200);
        files.ok(rules, RULE);
        assertThat(scp.saveState()).contains("photos/a/b.jpg", "net-1");
        assertThat(control("POST seed", "{\"servers\":[]}").body()).contains("The body has no text 'region'.");
    }

    @Test
    void movesTheClockAndForgetsTheState() {
        control("PUT delays", "{\"filestorage\":{\"createVolume\":\"PT1H\"}}");
        String id = files.ok("POST /volumes", NEW_VOLUME).path("volume_id").textValue();
        control("POST clock", "{\"advance\":\"PT1H\"}");
        assertThat(files.ok("GET /volumes/" + id).path("state").textValue()).isEqualTo("available");

        control("DELETE state", "");

        assertThat(files.refused("GET /volumes/" + id)).startsWith("404 ");
        assertThat(control("POST clock", "{\"advance\":\"-PT1H\"}").status()).isEqualTo(400);
        assertThat(control("POST clock", "{\"advance\":\"soon\"}").status()).isEqualTo(400);
    }

    @Test
    void showsTheRequestsAndWhyTheyWereRefused() {
        files.refused("GET /volumes/none");
        assertThat(control("GET requests", "").body())
                .contains("\"operation\":\"showVolume\",\"status\":404,\"refusal\":\"volume-unknown: Volume none");
        control("DELETE requests", "");
        assertThat(control("GET requests", "").body()).isEqualTo("{\"requests\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PUT delays | {'files':{'createVolume':'PT1S'}} | There is no service 'files'; there are archivestorage, ",
                "PUT delays | {'filestorage':{'create':'PT1S'}} | filestorage has no operation 'create'.",
                "PUT delays | {'filestorage':{'createVolume':'-PT1S'}} | A delay is 0 or more",
                "POST faults | {'kind':'LATENCY','operation':'createBucketz'} | No service has an operation 'createBucketz'.",
                "POST faults | {'kind':'LATENCY','service':'backup','operation':'createBucket'} | backup has no operation",
                "POST seed | {'region':'mars'} | There is no region 'mars'; there are kr-east1, kr-south1, ",
                "POST seed | {'region':'kr-west1','servers':[{'id':'a','type':'CAR'}]} | one of VM, GPU, ",
                "POST seed | {'region':'kr-west1','servers':[{'id':'a','os':'CP/M'}]} | one of LINUX, WINDOWS, not 'CP/M'",
                "POST seed | {'region':'kr-west1','buckets':[{'name':'b','objects':[{'path':'a','size':-1}]}]} | not -1."
            })
    void refusesNamesThatDoNotExist(String action, String body, String why) {
        RawResponse refused = control(action, body.replace('\'', '"'));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(TestClient.json(refused).path("error").textValue()).contains(why);
    }

    @ParameterizedTest
    @CsvSource({
        "Host: evil.example, 403",
        "Host: filestorage.kr-west1.e.samsungsdscloud.com, 403",
        "Host: localhost; Origin: http://evil.example, 403",
        "Host: localhost; Origin: null, 403",
        "Host: localhost; Origin: http://localhost, 200",
        "Host: [::1]:80, 200"
    })
    void refusesForeignHostsAndOrigins(String headers, int status) {
        RawResponse response = send(
                "GET /_emulator/clock HTTP/1.1\r\n" + headers.replace("; ", "\r\n") + "\r\nConnection: close\r\n\r\n");
        assertThat(response.status()).isEqualTo(status);
    }

    @Test
    void hasNoOtherPaths() {
        assertThat(control("GET nothing", "").status()).isEqualTo(404);
        assertThat(control("TRACE state", "").status()).isEqualTo(404);
    }

    private RawResponse control(String action, String body) {
        String[] words = action.split(" ", 2);
        return send(words[0] + " /_emulator/" + words[1] + " HTTP/1.1\r\nHost: 127.0.0.1:" + scp.port()
                + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private RawResponse send(String request) {
        return RawResponse.to(request.getBytes(StandardCharsets.UTF_8), scp.port());
    }
}
