// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response as it came: its body as bytes, text or JSON, and the fields in it that this SDK does not know. It is what
 * {@link ScpClient#raw} returns and {@link CallOptions.Builder#onRawResponse} is given. The SDK implements it and may
 * add accessors; implement it in tests only.
 *
 * <p>The body is the application's own: nothing in it is masked. {@code toString} shows none of it.
 */
public interface RawResponse {

    /**
     * Returns status, request ids and headers.
     *
     * @return with secrets of the call masked
     */
    ResponseInfo info();

    /**
     * Returns the body, decompressed.
     *
     * @return a copy; empty when there was none
     */
    byte[] bytes();

    /**
     * Returns the body as text.
     *
     * @return in the charset of the response, else in UTF-8
     */
    String text();

    /**
     * Returns the body as JSON, with all its fields.
     *
     * @return null when it is empty or no JSON
     */
    @Nullable
    JsonValue json();

    /**
     * Returns the fields that the method's result does not have, because they are newer than this SDK.
     *
     * @return their values by JSON pointer, for example {@code /filestorages/0/encryption}; unmodifiable, and empty
     *     when the SDK knows all or the body is no JSON. After {@link ScpClient#raw} it is every field of the
     *     outermost object
     */
    Map<String, JsonValue> unknownFields();
}
