// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.emulator.TestRequest.RawResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that were known before there was an emulator, sent to the hosts of the platform. */
class KnownSignaturesTest {
    private static final String ACCESS_KEY = "2sd2gg=2agbdSD26svcD";
    private static final String SECRET_KEY = "5n1Qp0kXr8Tz+Example/Secret==";
    private static final String REPLICATION = """
            {"name": "my_volume", "replication_frequency": "5min", "region": "kr-east1", "volume_id": "v",
             "replication_type": "replication"}""";

    @ParameterizedTest
    @CsvSource({
        "POST, filestorage.kr-west1.e, /v1/replications, 1605290625682, '',"
                + " KL4sNdW5l4ea3M86fY11HkQss2crAOARf3ov32EzAmY=",
        "POST, filestorage.kr-west1.e, /v1/replications, 1605290625682, rwww523320dfvwbbefefsdvwdadsfa24c,"
                + " 5zMiYpeP3mKTuMkOvoDxZ952JtFC7twy209orLLkbfc=",
        "GET, archivestorage.kr-south1.g, /v1/archiving-histories?bucket_id=3d036efe-f576-48b0-8375-6d3704a95b63"
                + "&start_at_from=2025-04-01T00%3A00%3A00%2B09%3A00&start_at_to=2025-04-30T23%3A59%3A59%2B09%3A00,"
                + " 1767225600000, '', cFZRBPNsu+I4ga+87NiANzphhVa6mHD6fTMEOeiABLE=",
        "GET, filestorage.kr-east1.s, /v1/volumes?offset=0&limit=20&name=%EB%B3%BC%EB%A5%A8%201, 1605290625682, '',"
                + " RYJP2a1DBLbcYh+Xnz78ezD+veOvn0AeGIv319QdqFo="
    })
    void areAccepted(String method, String host, String target, long timestamp, String account, String signature) {
        Clock then = Clock.fixed(Instant.ofEpochMilli(timestamp), ZoneOffset.UTC);
        String version = host.startsWith("filestorage") ? "filestorage 1.1" : "archivestorage 1.1";
        try (ScpEmulator scp = ScpEmulator.builder()
                .replaying()
                .key(ACCESS_KEY, SECRET_KEY)
                .clock(then)
                .start()) {
            TestRequest request = TestRequest.of(method, target, version)
                    .header("Host", host + ".samsungsdscloud.com")
                    .header("Scp-Accesskey", ACCESS_KEY)
                    .header("Scp-Timestamp", String.valueOf(timestamp))
                    .header("Scp-Signature", signature)
                    .header("Scp-AccountId", account);
            if (method.equals("POST")) {
                request.json(REPLICATION);
            }

            RawResponse response = request.sendTo(scp);

            assertThat(response.status()).as(response.body()).isEqualTo(method.equals("POST") ? 202 : 200);
            assertThat(scp.requests().get(0).region()).isEqualTo(host.split("\\.", 3)[1]);
        }
    }
}
