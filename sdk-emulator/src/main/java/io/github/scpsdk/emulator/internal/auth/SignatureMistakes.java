// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.auth;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mistakes that signers make again and again, found by making each of them on purpose. */
final class SignatureMistakes {
    private final String secretKey;
    private final String given;

    SignatureMistakes(String secretKey, String given) {
        this.secretKey = secretKey;
        this.given = given;
    }

    /**
     * What was done wrong, in words; null when it is no mistake that is known.
     *
     * @param before the text to sign up to the URL: the method
     * @param url    the URL as it arrived
     * @param after  the text to sign behind the URL
     * @param client the client type, which the text ends with
     */
    @Nullable
    String find(String before, String url, String after, String client) {
        String right = before + url + after;
        String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(SignatureCheck.sign(secretKey, right)));
        if (given.equalsIgnoreCase(hex)) {
            return "it is written in hexadecimal digits, not in Base64";
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("the client type is missing at its end", right.substring(0, right.length() - client.length()));
        urls(url).forEach((mistake, text) -> wrong.put(mistake, before + text + after));
        for (Map.Entry<String, String> mistake : wrong.entrySet()) {
            if (SignatureCheck.sign(secretKey, mistake.getValue()).equals(given)) {
                return mistake.getKey();
            }
        }
        return null;
    }

    private static Map<String, String> urls(String url) {
        int query = url.indexOf('?');
        int path = url.indexOf('/', url.indexOf("://") + 3);
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("the path was signed, not the whole URL", url.substring(path));
        urls.put("the query is missing in the URL that was signed", query < 0 ? url : url.substring(0, query));
        urls.put("the path without the query was signed", url.substring(path, query < 0 ? url.length() : query));
        urls.put("the URL was signed as it is before it is percent-encoded", decoded(url));
        urls.put("the percent-encoded URL was encoded once more before it was signed", encoded(url));
        urls.put("another scheme (http or https) was signed than was called", otherScheme(url));
        return urls;
    }

    private static String decoded(String url) {
        try {
            String text = URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return url; // a percent sign leads no two digits
        }
    }

    /** Both ways are seen: every percent sign, or the whole text. */
    private static String encoded(String url) {
        String percent = url.replace("%", "%25");
        return percent.equals(url) ? URLEncoder.encode(url, StandardCharsets.UTF_8) : percent;
    }

    private static String otherScheme(String url) {
        return url.startsWith("https:") ? "http:" + url.substring(6) : "https:" + url.substring(5);
    }
}
