// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.control;

import io.github.scpsdk.emulator.internal.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** The status page: one file, whose own script and style are the only ones that the browser may run. */
final class Page {
    private static final String RESOURCE = "status.html";

    private Page() {}

    static HttpResponse response() {
        return Loaded.RESPONSE;
    }

    private static HttpResponse load() {
        try (InputStream in = Page.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing.");
            }
            byte[] page = in.readAllBytes();
            return new HttpResponse(200, headers(new String(page, StandardCharsets.UTF_8)), page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> headers(String page) {
        return Map.of(
                "Content-Type",
                "text/html; charset=utf-8",
                "Cache-Control",
                "no-store",
                "X-Content-Type-Options",
                "nosniff",
                "Referrer-Policy",
                "no-referrer",
                "Content-Security-Policy",
                "default-src 'none'; script-src " + hash(page, "script") + "; style-src " + hash(page, "style")
                        + "; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    /** How a content security policy names the text of the one element of a name. */
    private static String hash(String page, String element) {
        int start = page.indexOf("<" + element + ">") + element.length() + 2;
        String text = page.substring(start, page.indexOf("</" + element + ">"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class Loaded {
        static final HttpResponse RESPONSE = load();
    }
}
