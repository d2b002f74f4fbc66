package io.github.scpsdk.core;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came with a success besides its body: status, ids and headers. Ask for it with {@link CallOptions.Builder#onAnswer}. The accessors are
 * the promise; the constructor may grow.
 *
 * @param operation the operation that was answered, as the client's method is named
 * @param status HTTP status, 200 to 299; 404 for a removal of which an earlier attempt of the same call had removed everything
 * @param requestId id to name in a support ticket, null when the answer has none
 * @param globalRequestId id across services, null when the answer has none
 * @param headers those that say something about the answer and nothing about anybody's identity, names in any case; unmodifiable
 */
public record AnswerInfo(
        String operation,
        int status,
        @Nullable String requestId,
        @Nullable String globalRequestId,
        Map<String, String> headers) {

    /**
     * For the SDK, and for tests of code that looks at it.
     *
     * @param operation the operation
     * @param status HTTP status
     * @param requestId id of the request, or null
     * @param globalRequestId id across services, or null
     * @param headers what is shown of the headers, copied
     */
    public AnswerInfo {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }
}
