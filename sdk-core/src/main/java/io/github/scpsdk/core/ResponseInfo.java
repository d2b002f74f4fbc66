// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a successful response: status, ids and headers. Ask for it with {@link
 * CallOptions.Builder#onResponse}. The accessors are the promise; the constructor may grow.
 *
 * @param operation the operation, as the client's method is named
 * @param status HTTP status, 200 to 299; 404 for a delete that an earlier attempt of the same call had
 *     already carried out
 * @param requestId id to name in a support ticket, null when the response has none
 * @param globalRequestId id across services, null when the response has none
 * @param headers the headers on an allow-list, by name in any case; unmodifiable
 */
public record ResponseInfo(
        String operation,
        int status,
        @Nullable String requestId,
        @Nullable String globalRequestId,
        Map<String, String> headers) {

    /**
     * Creates the object, in the SDK and in tests of code that uses it.
     *
     * @param operation the operation
     * @param status HTTP status
     * @param requestId id of the request, or null
     * @param globalRequestId id across services, or null
     * @param headers the headers to show, copied
     */
    public ResponseInfo {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }
}
