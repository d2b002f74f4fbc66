// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.ErrorResponse.Envelope;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.internal.auth.HmacSigner;
import io.github.scpsdk.core.internal.auth.Identity;
import io.github.scpsdk.core.internal.auth.TokenSigner;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.redact.Redactor;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mutation testing missed: the small print of errors, header values, quotas and tokens. */
class ErrorReaderTest {

    private final Redactor secrets = new Redactor();

    ErrorReaderTest() {
        secrets.add("90210");
        secrets.add("canary-Secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"x\",\"path\":\"/\"}|GATEWAY",
                "{\"error\":\"x\",\"requestId\":\"r\"}|GATEWAY",
                "{\"error\":\"x\",\"timestamp\":\"t\"}|GATEWAY",
                "{\"error\":\"x\"}|OTHER",
                "{\"path\":\"/\",\"requestId\":\"r\"}|OTHER",
                "{\"errors\":[{\"code\":\"x\"}]}|SERVICE",
                "{\"errors\":[{\"title\":\"x\"}]}|SERVICE",
                "{\"errors\":[{\"detail\":\"x\"}]}|OTHER",
                "{\"errors\":[]}|OTHER",
                "{\"errors\":\"x\"}|OTHER"
            })
    void tellsWhoSpeaks(String body, Envelope envelope) {
        assertThat(read(body).envelope()).isEqualTo(envelope);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "text/html; charset=EUC-KR|EUC-KR|<p>접근이 거부되었습니다</p>",
                "text/html; Charset = \"euc-kr\"|EUC-KR|<p>접근이 거부되었습니다</p>",
                "text/plain;charset=ks_c_5601-1987|EUC-KR|접근이 거부되었습니다",
                "text/html;charset=Shift_JIS|Shift_JIS|<p>アクセス</p>",
                "text/html;charset=utf-16|UTF-16|<p>접근이 거부되었습니다</p>",
                "text/html|EUC-KR|<html><meta http-equiv='Content-Type' content='text/html; charset=euc-kr'><p>접근</p>",
                "text/html|EUC-KR|<html><META charset=euc-kr><p>접근</p>",
                "text/html|UTF-8|<html><meta charset=euc-kr><p>접근</p>",
                "text/html;charset=no-such-charset|UTF-8|<p>접근이 거부되었습니다</p>",
                "text/html;charset=?|UTF-8|<p>접근이 거부되었습니다</p>",
                "text/html;charset=|UTF-8|<p>접근이 거부되었습니다</p>",
                "-|UTF-8|접근이 거부되었습니다"
            })
    void readsTextInItsCharset(String type, String charset, String body) {
        Headers headers = type == null ? Headers.of() : Headers.of("Content-Type", type);
        byte[] bytes = body.getBytes(Charset.forName(charset));

        ErrorResponse error =
                new ErrorReader(secrets).read(new AttemptResult.Response(502, headers, bytes, false, null), null);

        assertThat(error.text())
                .isEqualTo(
                        body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip());
    }

    @Test
    void readsJsonInTheCharsetOfAProxy() {
        byte[] bytes = "{\"errors\":[{\"code\":\"x\",\"detail\":\"거부\"}]}".getBytes(Charset.forName("EUC-KR"));
        Headers headers = Headers.of("Content-Type", "application/json; charset=EUC-KR");

        ErrorResponse error =
                new ErrorReader(secrets).read(new AttemptResult.Response(400, headers, bytes, false, null), null);

        assertThat(error.errors().get(0).detail()).containsExactly("거부");
    }

    @Test
    void aWrongCharsetHidesNoSecretFromTheMask() {
        byte[] bytes = "Your key canary-Secret is wrong".getBytes(UTF_8);
        for (String charset : List.of("UTF-16LE", "IBM037", "UTF-32", "EUC-KR")) {
            Headers headers = Headers.of("Content-Type", "text/plain; charset=" + charset);
            ErrorResponse error =
                    new ErrorReader(secrets).read(new AttemptResult.Response(400, headers, bytes, false, null), null);
            assertThat(error.text()).as(charset).isEqualTo("Your key *** is wrong");
        }
    }

    @Test
    void prefersTheIdOfTheBodyToTheHeaders() {
        assertThat(read("{\"error\":\"x\",\"requestId\":\"body\"}").requestId()).isEqualTo("body");
        assertThat(read("{\"error\":\"x\",\"path\":\"/\"}").requestId()).isEqualTo("header");
        assertThat(read("{\"errors\":[{\"code\":\"x\"},{\"request_id\":\"second\"}]}")
                        .requestId())
                .isEqualTo("second");
        assertThat(read("nothing").requestId()).isEqualTo("header");
        assertThat(read("{\"errors\":[{\"code\":\"x\"},{\"global_request_id\":\"g\"}]}")
                        .globalRequestId())
                .isEqualTo("g");
        assertThat(read("{\"errors\":[{\"code\":\"x\"}]}").globalRequestId()).isEqualTo("everywhere");
        assertThat(read("{\"error\":\"x\",\"path\":\"/\"}").globalRequestId()).isEqualTo("everywhere");
        assertThat(read("nothing").globalRequestId()).isEqualTo("everywhere");
    }

    @Test
    void readsAHundredErrorsAndDetailsAndNoMore() {
        String error = "{\"code\":\"x\",\"detail\":[" + "\"d\",".repeat(150) + "\"d\"]},";
        ErrorResponse response = read("{\"errors\":[" + error.repeat(120) + "{}]}");

        assertThat(response.errors()).hasSize(100);
        assertThat(response.errors().get(0).detail()).hasSize(100);
    }

    @Test
    void masksWhateverFormAResponseHas() {
        ErrorResponse response =
                read("{\"errors\":[{\"code\":90210,\"status\":\"400\",\"detail\":{\"a\":[90210,true,null]},"
                        + "\"response\":{\"canary-Secret\":[\"a canary-Secret\",90210,7,true,null,{\"x\":1.5}]}}]}");

        assertThat(response.errors().get(0).code()).isEqualTo("***");
        assertThat(response.errors().get(0).status()).isNull();
        assertThat(response.errors().get(0).detail()).containsExactly("{\"a\":[\"***\",true,null]}");
        assertThat(response.errors().get(0).response())
                .hasToString("{\"***\":[\"a ***\",\"***\",7,true,null,{\"x\":1.5}]}");
        assertThat(read("{\"errors\":[{\"code\":\"x\",\"status\":404,\"response\":\"text\"}]}")
                        .errors()
                        .get(0))
                .satisfies(error -> assertThat(error.status()).isEqualTo(404))
                .satisfies(error -> assertThat(error.response()).isNull());
        assertThat(read("{\"errors\":[{\"code\":\" \",\"title\":\"t\"}]}")
                        .errors()
                        .get(0)
                        .code())
                .isNull();
    }

    @Test
    void takesMarkupOutOfPagesOnly() {
        assertThat(read("a <b> c").text()).isEqualTo("a <b> c");
        assertThat(read(" <p>a</p>\n\n b").text()).isEqualTo("a b");
    }

    @Test
    void sendsATokenAndNoSignature() {
        TokenSigner token = new TokenSigner("X-Token", null);
        ScpCredentials keys = ScpCredentials.of("access", "secret");
        HttpUrl url = HttpUrl.get("https://example.com");
        Headers.Builder headers = new Headers.Builder();
        token.authenticate(headers, "GET", url, new Identity(keys.withAuthToken("t"), null), Instant.EPOCH);

        assertThat(headers.build()).isEqualTo(Headers.of("X-Token", "t"));
        assertThat(token.dated()).isFalse();
        assertThat(token.signedText("GET", url, new Identity(keys, null), Instant.EPOCH))
                .isNull();
        assertThat(token.sets("x-token")).isTrue();
        assertThat(token.sets("x-other")).isFalse();
        assertThatThrownBy(() ->
                        token.authenticate(new Headers.Builder(), "GET", url, new Identity(keys, null), Instant.EPOCH))
                .hasMessageStartingWith("This service wants a token in X-Token");
    }

    @Test
    void ownsItsHeadersWhateverTheirCase() {
        HmacSigner hmac = new HmacSigner();
        assertThat(hmac.sets("scp-signature")).isTrue();
        assertThat(hmac.sets("x-auth-token")).isTrue();
        assertThat(hmac.sets("x-other")).isFalse();
    }

    private ErrorResponse read(String body) {
        return new ErrorReader(secrets)
                .read(
                        new AttemptResult.Response(
                                500,
                                Headers.of("X-Request-Id", "header", "X-Global-Request-Id", "everywhere"),
                                body.getBytes(UTF_8),
                                false,
                                null),
                        null);
    }
}
