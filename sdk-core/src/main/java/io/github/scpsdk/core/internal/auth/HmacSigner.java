// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scpsdk.core.ScpCredentials;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The platform's signature: an HMAC over method, URL, time, access key, account and client type, joined
 * without a separator. The body is not part of it. That is why an endpoint override with plain http needs
 * permission.
 */
public final class HmacSigner implements RequestSigner {

    /** The header of the signature. */
    public static final String SIGNATURE = "Scp-Signature";

    private static final String CLIENT_TYPE = "Openapi";
    private static final String ALGORITHM = "HmacSHA256";

    private volatile @Nullable Keyed last;

    /** Creates the signer. */
    public HmacSigner() {}

    @Override
    public void authenticate(Headers.Builder headers, String method, HttpUrl url, Identity identity, Instant now) {
        ScpCredentials credentials = identity.credentials();
        String timestamp = Long.toString(now.toEpochMilli());
        headers.set("Scp-Accesskey", credentials.accessKey());
        headers.set(SIGNATURE, signature(credentials, method, url.toString(), timestamp, identity.accountId()));
        headers.set("Scp-Timestamp", timestamp);
        headers.set("Scp-ClientType", CLIENT_TYPE);
        if (identity.accountId() != null) {
            headers.set("Scp-AccountId", identity.accountId());
        }
        if (credentials.authToken() != null) {
            headers.set("X-Auth-Token", credentials.authToken());
        }
    }

    @Override
    public boolean sets(String header) {
        return header.regionMatches(true, 0, "Scp-", 0, 4) || header.equalsIgnoreCase("X-Auth-Token");
    }

    @Override
    public String signedText(String method, HttpUrl url, Identity identity, Instant now) {
        return message(
                identity.credentials(),
                method,
                url.toString(),
                Long.toString(now.toEpochMilli()),
                identity.accountId());
    }

    @Override
    public Map<String, String> shellHeaders(String method, HttpUrl url, Identity identity) {
        String account =
                identity.accountId() == null ? "" : " '" + identity.accountId().replace("'", "'\\''") + "'";
        String signature = "$(printf %s " + method + " '" + url.toString().replace("'", "'\\''")
                + "' \"$SCP_TIMESTAMP$SCP_ACCESS_KEY\"" + account + " " + CLIENT_TYPE
                + " | openssl dgst -sha256 -hmac \"$SCP_SECRET_KEY\" -binary | base64)";
        return Map.of(
                "Scp-Accesskey",
                "$SCP_ACCESS_KEY",
                "Scp-Timestamp",
                "$SCP_TIMESTAMP",
                SIGNATURE,
                signature,
                "X-Auth-Token",
                "$SCP_AUTH_TOKEN");
    }

    @Override
    public boolean dated() {
        return true;
    }

    private static String message(
            ScpCredentials credentials, String method, String url, String timestamp, @Nullable String accountId) {
        String account = accountId == null ? "" : accountId;
        return String.join("", method, url, timestamp, credentials.accessKey(), account, CLIENT_TYPE);
    }

    private String signature(
            ScpCredentials credentials, String method, String url, String timestamp, @Nullable String accountId) {
        String message = message(credentials, method, url, timestamp, accountId);
        try {
            byte[] signature = mac(credentials.secretKey()).doFinal(message.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ", which every Java must have", e);
        }
    }

    private Mac mac(String secretKey) throws GeneralSecurityException {
        Keyed known = last;
        if (known == null || !known.secretKey.equals(secretKey)) {
            known = new Keyed(secretKey);
            last = known;
        }
        try {
            return (Mac) known.mac.clone();
        } catch (CloneNotSupportedException e) { // of a provider that is not the JDK's
            return new Keyed(secretKey).mac;
        }
    }

    /** A key that is ready to sign, to be cloned: looking up its provider costs more than a signature. */
    private static final class Keyed {

        private final String secretKey;
        private final Mac mac;

        private Keyed(String secretKey) throws GeneralSecurityException {
            this.secretKey = secretKey;
            this.mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), ALGORITHM));
        }
    }
}
