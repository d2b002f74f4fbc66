// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error that a service lists in its response. Texts are the server's, at most 2 KiB each, with the secrets
 * of the call replaced by {@code ***}. The accessors are the promise; the constructor may grow.
 *
 * @param code short name of the error
 * @param title its title
 * @param status HTTP status it stands for
 * @param detail the explanation, in one or more sentences; empty when the server gives none
 * @param requestId id of the request
 * @param globalRequestId id across services
 * @param response additional data in a format of the service's own, for example the missing permission on a
 *     403
 */
public record ScpError(
        @Nullable String code,
        @Nullable String title,
        @Nullable Integer status,
        List<String> detail,
        @Nullable String requestId,
        @Nullable String globalRequestId,
        @Nullable JsonValue response)
        implements Serializable {

    /**
     * Creates the object, in the SDK and in tests of code that handles it.
     *
     * @param code short name, or null
     * @param title title, or null
     * @param status HTTP status, or null
     * @param detail the explanation, copied
     * @param requestId id of the request, or null
     * @param globalRequestId id across services, or null
     * @param response additional data, or null
     */
    public ScpError {
        detail = List.copyOf(detail);
    }
}
