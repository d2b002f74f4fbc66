// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.auth;

import io.github.scpsdk.emulator.internal.http.HttpHeaders;
import io.github.scpsdk.emulator.internal.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who signed a request, and whether it was signed as it arrived. */
public final class SignatureCheck {
    /** Headers without which the gateway knows no route. */
    public static final List<String> HEADERS =
            List.of("Scp-Accesskey", "Scp-Signature", "Scp-Timestamp", "Scp-ClientType");

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{13}");

    private final Map<String, String> secretKeys;
    private final Clock clock;

    /**
     * Checks against a set of keys.
     *
     * @param secretKeys by access key; may change while in use
     * @param clock      what "now" is
     */
    public SignatureCheck(Map<String, String> secretKeys, Clock clock) {
        this.secretKeys = secretKeys;
        this.clock = clock;
    }

    /**
     * Passes, or refuses with 401.
     *
     * @param method as sent
     * @param url    absolute, as sent
     */
    public void check(String method, String url, HttpHeaders headers) {
        for (String name : HEADERS) {
            if (headers.all(name).size() > 1) {
                throw Refusal.unauthorized("header." + name + ": is given more than once");
            }
        }
        String clientType = sent(headers, "Scp-ClientType");
        if (!clientType.equals("Openapi")) {
            throw Refusal.unauthorized("header.Scp-ClientType: Input should be 'Openapi'");
        }
        String timestamp = sent(headers, "Scp-Timestamp");
        checkTime(timestamp);
        String accessKey = sent(headers, "Scp-Accesskey");
        String secretKey = secretKeys.get(accessKey);
        if (secretKey == null) {
            throw Refusal.unauthorized("header.Scp-Accesskey: is no key that is known here");
        }
        if (headers.all("Scp-AccountId").size() > 1) {
            throw Refusal.unauthorized("header.Scp-AccountId: is given more than once");
        }
        String account = sent(headers, "Scp-AccountId");
        String after = timestamp + accessKey + account + clientType;
        String message = method + url + after;
        String given = sent(headers, "Scp-Signature");
        if (!same(sign(secretKey, message), given)) {
            String mistake = new SignatureMistakes(secretKey, given).find(method, url, after, clientType);
            throw Refusal.unauthorized("header.Scp-Signature: does not belong to this request; "
                    + (mistake == null ? "" : "the mistake: " + mistake + "; ") + "the text to sign is '" + message
                    + "', the key the secret key of this access key");
        }
    }

    private void checkTime(String timestamp) {
        if (!MILLISECONDS.matcher(timestamp).matches()) {
            throw Refusal.unauthorized("header.Scp-Timestamp: Input should be milliseconds since 1970, 13 digits");
        }
        Duration away = Duration.ofMillis(Long.parseLong(timestamp) - clock.millis());
        if (away.abs().compareTo(WINDOW) > 0) {
            throw Refusal.unauthorized("header.Scp-Timestamp: is " + away.abs().toSeconds() + " seconds "
                    + (away.isNegative() ? "behind" : "ahead of") + " the clock here; "
                    + WINDOW.toSeconds() + " are allowed");
        }
    }

    private static String sent(HttpHeaders headers, String name) {
        String value = headers.first(name);
        return value == null ? "" : value;
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.ISO_8859_1), given.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Base64 of the HMAC-SHA256. The bytes of the message are those that arrived, which the server reads as Latin 1. */
    static String sign(String secretKey, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
