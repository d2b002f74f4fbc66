// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.ScpCredentials;
import java.time.Instant;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The responses that are known for the platform's signature. */
class HmacSignerTest {

    private static final ScpCredentials KEYS =
            ScpCredentials.of("2sd2gg=2agbdSD26svcD", "5n1Qp0kXr8Tz+Example/Secret==");

    @ParameterizedTest
    @CsvSource({
        "POST, https://filestorage.kr-west1.e.samsungsdscloud.com/v1/replications, 1605290625682,,"
                + " KL4sNdW5l4ea3M86fY11HkQss2crAOARf3ov32EzAmY=",
        "POST, https://filestorage.kr-west1.e.samsungsdscloud.com/v1/replications, 1605290625682,"
                + " rwww523320dfvwbbefefsdvwdadsfa24c, 5zMiYpeP3mKTuMkOvoDxZ952JtFC7twy209orLLkbfc=",
        "GET, https://archivestorage.kr-south1.g.samsungsdscloud.com/v1/archiving-histories?bucket_id=3d036efe-f576-48b0-8375-6d3704a95b63"
                + "&start_at_from=2025-04-01T00%3A00%3A00%2B09%3A00&start_at_to=2025-04-30T23%3A59%3A59%2B09%3A00,"
                + " 1767225600000,, cFZRBPNsu+I4ga+87NiANzphhVa6mHD6fTMEOeiABLE=",
        "GET, https://filestorage.kr-east1.s.samsungsdscloud.com/v1/volumes?offset=0&limit=20&name=%EB%B3%BC%EB%A5%A8%201,"
                + " 1605290625682,, RYJP2a1DBLbcYh+Xnz78ezD+veOvn0AeGIv319QdqFo="
    })
    void signsAsThePlatformDoes(String method, String url, long timestamp, String account, String signature) {
        Headers.Builder headers = new Headers.Builder();

        new HmacSigner()
                .authenticate(
                        headers,
                        method,
                        HttpUrl.get(url),
                        new Identity(KEYS, account),
                        Instant.ofEpochMilli(timestamp));

        assertThat(headers.get("Scp-Signature")).isEqualTo(signature);
        assertThat(headers.get("Scp-Timestamp")).isEqualTo(Long.toString(timestamp));
        assertThat(headers.get("Scp-AccountId")).isEqualTo(account);
    }

    @Test
    void sendsATokenWhenThereIsOne() {
        Headers.Builder headers = new Headers.Builder();

        new HmacSigner()
                .authenticate(
                        headers,
                        "GET",
                        HttpUrl.get("https://example.com/"),
                        new Identity(KEYS.withAuthToken("tok"), null),
                        Instant.EPOCH);

        assertThat(headers.get("X-Auth-Token")).isEqualTo("tok");
    }

    @Test
    void signsWithTheKeysOfEachRequest() {
        HmacSigner signer = new HmacSigner();
        String first = signature(signer, KEYS);
        assertThat(signature(signer, ScpCredentials.of(KEYS.accessKey(), "another-secret")))
                .isNotEqualTo(first);
        assertThat(signature(signer, KEYS)).isEqualTo(first).isEqualTo(signature(new HmacSigner(), KEYS));
    }

    private static String signature(HmacSigner signer, ScpCredentials keys) {
        Headers.Builder headers = new Headers.Builder();
        signer.authenticate(
                headers, "GET", HttpUrl.get("https://example.com/"), new Identity(keys, null), Instant.EPOCH);
        return headers.get("Scp-Signature");
    }
}
