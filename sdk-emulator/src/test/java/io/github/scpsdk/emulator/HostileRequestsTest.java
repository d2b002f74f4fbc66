// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.emulator.TestRequest.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests with something in them changed at random, always in the same way: each gets a response, and never a 500. */
class HostileRequestsTest {
    @RegisterExtension
    static final ScpEmulatorExtension REPLAYING = new ScpEmulatorExtension(
            () -> ScpEmulator.builder().replaying().strictRequests().start());

    private static final String BODY =
            "{\"name\":\"my_volume\",\"protocol\":\"NFS\",\"type_name\":\"HDD\",\"tags\":[{\"key\":\"a\",\"value\":null}]}";
    private static final String SPICES = "%/?&=.[]{}:,\"\\|+;'0e-x~\t@#<>ntr9";

    private final Random random = new Random(20260101);

    @Test
    void areAnsweredWhateverTheTarget(ScpEmulator scp) {
        List<String> targets = List.of(
                "/kr-west1/v1/volumes?offset=0&limit=20&name=%EB%B3%BC%201",
                "/kr-west1/v1/snapshots/s-1/restore?volume_id=v-1", "/kr-west1/v1/volumes/v-1");
        for (int i = 0; i < 1_500; i++) {
            String target = changed(targets.get(i % 3));
            RawResponse response =
                    TestRequest.of("GET", target, "filestorage 1.1").sendTo(scp);
            assertThat(response.status()).as(target).isIn(200, 400, 401, 403, 404, 406);
        }
    }

    @Test
    void areAnsweredWhateverTheBody(ScpEmulator scp) {
        for (int i = 0; i < 1_500; i++) {
            String body = changed(BODY);
            RawResponse response =
                    TestRequest.files("POST", "/volumes").json(body).sendTo(scp);
            assertThat(response.status()).as(body).isIn(202, 400);
        }
    }

    @Test
    @SuppressWarnings("StringConcatToTextBlock") // lines end in CR LF here
    void areAnsweredWhateverTheBytes(ScpEmulator scp) {
        String request = "POST /kr-west1/v1/volumes HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Scp-Accesskey: a\r\nScp-Signature: b\r\nScp-Timestamp: 1\r\nScp-ClientType: Openapi\r\n"
                + "Scp-Api-Version: filestorage 1.1\r\nContent-Length: 2\r\n\r\n{}";
        for (int i = 0; i < 1_500; i++) {
            // HTTP/1.0 ends the connection, the tail ends a head or body that became longer
            String bytes = changed(request).replace("HTTP/1.1", "HTTP/1.0") + "\r\n\r\n" + " ".repeat(100) + "\r\n\r\n";
            RawResponse response = RawResponse.to(bytes.getBytes(StandardCharsets.ISO_8859_1), scp.port());
            assertThat(response.status()).as(bytes).isIn(400, 401, 403, 404, 406, 413, 501, 505);
        }
    }

    private String changed(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            int at = random.nextInt(changed.length());
            String spice = random.nextInt(20) == 0
                    ? Character.toString(random.nextInt(0x10000))
                    : String.valueOf(SPICES.charAt(random.nextInt(SPICES.length())));
            switch (random.nextInt(3)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, spice);
                default -> changed.replace(at, at + 1, spice);
            }
        }
        return changed.toString();
    }
}
