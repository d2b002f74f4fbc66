// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a client gets the token that it sends.
 *
 * @param title        title of the operation that logs in
 * @param method       its HTTP method
 * @param path         its path
 * @param server       its own address; absent where it has that of the service
 * @param body         what it sends, as JSON, with the caller's values in braces
 * @param tokenHeader  the header of the response with the token; absent where a field has it
 * @param tokenField   the path of the field with the token; absent where a header has it
 * @param endField     the path of the field with the time at which the token ends
 * @param secondsField the path of the field with the seconds for which it holds
 * @param lifetime     how long it is taken to hold where the response does not say
 * @param ended        codes of errors that say that the token holds no longer
 */
public record Login(
        String title,
        String method,
        String path,
        @Nullable String server,
        String body,
        @Nullable String tokenHeader,
        @Nullable String tokenField,
        @Nullable String endField,
        @Nullable String secondsField,
        Duration lifetime,
        List<String> ended) {}
