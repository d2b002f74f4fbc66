// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One OpenAPI document: one version of one service.
 *
 * @param place     the document itself
 * @param service   the service's name in hosts and version headers
 * @param version   the API version, for example {@code 1.1}
 * @param title     what the document calls itself
 * @param notBefore from which date the version is no longer supported, where a date is given
 * @param uncertain what is no longer sure about this version, in a sentence
 * @param preview   why this version is a preview, in a sentence; absent where it is none
 * @param locations the valid regions by environment, in the document's order; empty where the host has no variables
 * @param header    the header that names the version; absent where none is sent
 * @param errors    where failures have their words; absent where they have the platform's envelope
 * @param schemas   the component schemas by name, in the document's order
 * @param knownFrom where schemas are known from, by name; one that is missing is known from the guide
 */
public record ApiDocument(
        SourceLocation place,
        String service,
        String version,
        String title,
        boolean deprecated,
        @Nullable String notBefore,
        @Nullable String uncertain,
        @Nullable String preview,
        String hostTemplate,
        Map<String, List<String>> locations,
        @Nullable VersionHeader header,
        @Nullable ErrorForm errors,
        Security security,
        List<ApiOperation> operations,
        Map<String, ApiSchema> schemas,
        Map<String, KnownFrom> knownFrom) {

    /** A header with a fixed value. */
    public record VersionHeader(String name, String value) {}

    /**
     * The identification of callers.
     *
     * @param kind   how
     * @param header the header that carries the token, for {@link Kind#HEADER} and {@link Kind#LOGIN}
     * @param prefix the word before the token
     * @param login  how the client gets the token, for {@link Kind#LOGIN}
     */
    public record Security(
            Kind kind,
            @Nullable String header,
            @Nullable String prefix,
            @Nullable Login login) {

        /** One that needs no more than its kind. */
        Security(Kind kind) {
            this(kind, null, null, null);
        }

        /** The ways that are understood. */
        public enum Kind {
            NONE,
            HEADER,
            LOGIN,
            SCP_HMAC
        }
    }
}
