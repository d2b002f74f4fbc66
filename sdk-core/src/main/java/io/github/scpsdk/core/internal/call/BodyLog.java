// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.internal.redact.SecretFields;
import io.github.scpsdk.core.serde.JsonFactories;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A body for the log: bounded, and without secrets. Masked are the values of fields whose names speak of secrets, and
 * every secret of the call wherever it stands.
 *
 * @param text the body, or its beginning
 * @param cut whether there is more of it
 */
record BodyLog(String text, boolean cut) {

    /** Most bytes that are shown of a body. */
    static final int MAX_SHOWN = 8 * 1024;

    /** Most bytes of a response that are kept to be shown: masking makes it shorter. */
    static final int MAX_KEPT = 2 * MAX_SHOWN;

    private static final String MASK = "***";

    /**
     * Makes a body fit to be logged.
     *
     * @param body its bytes
     * @param size how many there were of it
     * @param charset of a body that is no JSON; null for UTF-8
     * @param secrets those of the call
     */
    static BodyLog of(byte[] body, long size, @Nullable Charset charset, Redactor secrets) {
        ByteArrayOutputStream masked = new ByteArrayOutputStream(Math.min(body.length, MAX_SHOWN) + 64);
        boolean whole = body.length == size && copy(body, masked);
        String text = masked.size() == 0 // it is no JSON
                ? new String(body, charset == null ? UTF_8 : charset)
                : masked.toString(UTF_8);
        boolean cut = masked.size() == 0 ? body.length < size : !whole;
        String safe = secrets.safe(cut ? secrets.maskCut(text) : text, MAX_SHOWN);
        return new BodyLog(safe, cut || text.length() > MAX_SHOWN);
    }

    /** Copies JSON as far as it can be read and shown. Returns whether that is all of it. */
    private static boolean copy(byte[] body, ByteArrayOutputStream masked) {
        try (JsonParser in = JsonFactories.parser(body);
                JsonGenerator out = JsonFactories.generator(masked)) {
            out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            int depth = 0; // below a field that may hold secrets
            boolean secret = false;
            for (JsonToken token; (token = in.nextToken()) != null; ) {
                if (token == JsonToken.FIELD_NAME) {
                    secret = depth > 0 || SecretFields.isSecret(in.currentName());
                    out.writeFieldName(in.currentName());
                    continue;
                }
                boolean hidden = secret || depth > 0;
                if (token.isStructStart()) {
                    depth += hidden ? 1 : 0;
                } else if (token.isStructEnd()) {
                    depth = Math.max(0, depth - 1);
                }
                if (hidden && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    out.writeString(MASK);
                } else {
                    out.copyCurrentEvent(in);
                }
                secret = false;
                if (masked.size() + out.getOutputBuffered() > MAX_SHOWN) {
                    return in.nextToken() == null;
                }
            }
            return true;
        } catch (IOException e) { // it breaks off, or is no JSON from here on
            return false;
        }
    }
}
