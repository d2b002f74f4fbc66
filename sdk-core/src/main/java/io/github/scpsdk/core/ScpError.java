package io.github.scpsdk.core;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One error of those a service lists in its response. Texts are the server's, at most 2 KiB each, with the secrets of the call replaced by
 * {@code ***}. The accessors are the promise; the constructor may grow.
 *
 * @param code short name of the error
 * @param title its title
 * @param status HTTP status it stands for
 * @param detail what is wrong, in one or more sentences; empty when the server says nothing
 * @param requestId id of the request
 * @param globalRequestId id across services
 * @param response what the server adds in a form of its own, for example the missing permission on a 403
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
     * For the SDK, and for tests of code that handles it.
     *
     * @param code short name, or null
     * @param title title, or null
     * @param status HTTP status, or null
     * @param detail what is wrong, copied
     * @param requestId id of the request, or null
     * @param globalRequestId id across services, or null
     * @param response what the server adds, or null
     */
    public ScpError {
        detail = List.copyOf(detail);
    }
}
