// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached the emulator, and its outcome.
 *
 * @param method    as sent
 * @param target    the request target as sent, byte for byte, region prefix and query included
 * @param path      the target's path without the region prefix, still encoded
 * @param query     the target's query, still encoded, null when there is none
 * @param headers   names in alphabetical order and in the case they came in; signatures, tokens and cookies are
 *                  {@code ***}
 * @param body      as sent; empty when there was none
 * @param region    as far as it was told
 * @param operation as the description names it, null when the request was refused before it was clear
 * @param status    of the response
 * @param refusal   why the request was refused, null when it was not
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a test wants the bytes
public record ReceivedRequest(
        String method,
        String target,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers,
        byte[] body,
        @Nullable String region,
        @Nullable String operation,
        int status,
        @Nullable String refusal) {

    /**
     * {@return the first value of a header, null when it was not sent}
     *
     * @param name in any case
     */
    public @Nullable String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().get(0))
                .findFirst()
                .orElse(null);
    }

    /** {@return the body as UTF-8 text} */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Method, target and outcome; nothing of headers or body, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + target + " -> " + status + (refusal == null ? "" : " (" + refusal + ")");
    }
}
