// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.internal.http.BytesBody;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.internal.redact.SecretFields;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request as a command for a shell, to be pasted into a terminal or a ticket. Keys, tokens and signature are
 * variables of the shell: the line signs itself when it runs, and shows no secret before.
 */
final class CurlLine {

    private CurlLine() {}

    /**
     * Writes the line.
     *
     * @param request what is sent
     * @param body its body
     * @param proof what stands in the headers that prove the sender, as a shell reads it between double quotes
     * @param secrets those of the call
     */
    static String of(Request request, @Nullable BytesBody body, Map<String, String> proof, Redactor secrets) {
        StringBuilder line = new StringBuilder(256);
        if (proof.values().stream().anyMatch(value -> value.contains("$SCP_TIMESTAMP"))) {
            line.append("SCP_TIMESTAMP=$(date +%s)000; ");
        }
        line.append("curl -X ").append(request.method()).append(' ');
        line.append(quoted(secrets.mask(request.url().toString())));
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            String proven = proof.get(name);
            line.append(" -H ");
            if (proven != null) {
                line.append('"').append(name).append(": ").append(proven).append('"');
            } else {
                String value = SecretFields.isSecret(name) ? "***" : secrets.mask(headers.value(i));
                line.append(quoted(name + ": " + value));
            }
        }
        if (body != null && body.contentType() != null) {
            BodyLog shown = BodyLog.of(body.bytes(), body.contentLength(), null, secrets);
            line.append(" -H 'Content-Type: application/json' --data-raw ").append(quoted(shown.text()));
            if (shown.cut()) {
                line.append(" # the body is longer than this line shows");
            }
        } else if (body != null) {
            line.append(" --data-raw ''");
        }
        return line.toString();
    }

    /** Quotes a text, so that a shell takes it as it is. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
