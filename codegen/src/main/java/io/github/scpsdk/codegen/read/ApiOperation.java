// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of one document.
 *
 * @param id     its name, lower camel
 * @param title  the provider's title of it
 * @param method the HTTP method, upper case
 * @param path   the path template
 * @param body   the name of the body's schema
 * @param anonymous whether it is sent without credentials
 * @param server an address of its own
 * @param job    what a 202 means, where that is no success like others
 * @param knownFrom where it is known from; absent where that is the guide
 */
public record ApiOperation(
        SourceLocation place,
        String id,
        String title,
        String description,
        String method,
        String path,
        List<ApiParameter> parameters,
        @Nullable String body,
        List<ApiResponse> responses,
        boolean anonymous,
        @Nullable String server,
        @Nullable Job job,
        @Nullable KnownFrom knownFrom) {

    /**
     * Work that goes on after a 202.
     *
     * @param location the field with the address to ask
     */
    public record Job(String location, Duration interval, Duration limit) {}

    /** A parameter in the path or in the query. */
    public record ApiParameter(
            SourceLocation place,
            String name,
            boolean inPath,
            boolean required,
            String description,
            ApiSchema schema) {}

    /**
     * A documented response.
     *
     * @param schema the name of its schema; absent where it has no body
     */
    public record ApiResponse(
            SourceLocation place, int status, @Nullable String schema) {

        /** Returns whether the response means that the operation was carried out. */
        public boolean success() {
            return status >= 200 && status < 300;
        }
    }
}
