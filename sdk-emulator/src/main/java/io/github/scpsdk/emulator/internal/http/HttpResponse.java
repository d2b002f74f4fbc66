package io.github.scpsdk.emulator.internal.http;

import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/**
 * One response.
 *
 * @param status  three digits
 * @param headers besides length and connection, which the server writes
 * @param body    empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {

    /** The words that belong to a status. */
    public static String reason(int status) {
        String words = status < 100 || status > 599
                ? null
                : EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT);
        return words == null ? "Status " + status : words;
    }
}
