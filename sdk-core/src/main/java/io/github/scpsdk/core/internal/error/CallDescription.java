// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.error;

import org.jspecify.annotations.Nullable;

/**
 * Is what messages say of a call.
 *
 * @param service service as in its host
 * @param version version of its API
 * @param operation name of the client's method
 * @param method HTTP method
 * @param url where it goes, with the ids in its path, safe to show, and without the query
 * @param endpoint why it goes there
 * @param idempotent whether it may be sent twice
 * @param verifyWith operation that tells its outcome, or null
 * @param verifyMethod method that looks there, given the exception, or null
 */
public record CallDescription(
        String service,
        String version,
        String operation,
        String method,
        String url,
        String endpoint,
        boolean idempotent,
        @Nullable String verifyWith,
        @Nullable String verifyMethod) {

    /** Returns service, version and operation. */
    @Override
    public String toString() {
        return service + " " + version + " " + operation;
    }
}
