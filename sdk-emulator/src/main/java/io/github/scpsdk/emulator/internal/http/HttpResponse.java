// SPDX-License-Identifier: Apache-2.0
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
 * @param delivery how much of it gets to the client
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record HttpResponse(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

    /** How much of a response gets to the client. */
    public enum Delivery {
        /** All of it. */
        WHOLE,
        /** The head and half of the body; then the connection ends. */
        TRUNCATED,
        /** Nothing: the connection is reset. */
        RESET
    }

    /** A response that gets to the client. */
    public HttpResponse(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Delivery.WHOLE);
    }

    /** The words that belong to a status. */
    public static String reason(int status) {
        String words = status < 100 || status > 599
                ? null
                : EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT);
        return words == null ? "Status " + status : words;
    }
}
