// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.error;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.redact.Redactor;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the body of an error as text, whatever charset a proxy on the way writes. */
final class BodyText {

    private static final int HEAD = 1024;
    private static final Pattern META = Pattern.compile(
            "<meta[^>]{1,100}?charset\\s{0,9}=\\s{0,9}[\"']?([\\w.:+-]{1,40})", Pattern.CASE_INSENSITIVE);

    private BodyText() {}

    /**
     * Returns the body as text: in the charset of its {@code Content-Type}, else in UTF-8 if that is what it is, else in
     * the charset that the page itself names.
     */
    static String of(AttemptResult.Response response, Redactor secrets) {
        byte[] body = response.body();
        String utf8 = new String(body, UTF_8);
        Charset charset = charset(response);
        // read in a wrong charset, a secret would be hidden from the mask but not from a reader who turns it back
        boolean secret = !secrets.mask(utf8).equals(utf8);
        return secret || charset.equals(UTF_8) ? utf8 : new String(body, charset);
    }

    private static Charset charset(AttemptResult.Response response) {
        Charset named = response.charset();
        if (named == null && !isUtf8(response.body())) {
            named = inPage(response.body());
        }
        return named == null ? UTF_8 : named;
    }

    private static boolean isUtf8(byte[] body) {
        try {
            CharBuffer ignored = UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static @Nullable Charset inPage(byte[] body) {
        String head = new String(body, 0, Math.min(body.length, HEAD), ISO_8859_1);
        Matcher meta = META.matcher(head);
        return meta.find() ? AttemptResult.Response.charset(meta.group(1)) : null;
    }
}
