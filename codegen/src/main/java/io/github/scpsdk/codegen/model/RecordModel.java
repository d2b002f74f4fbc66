// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.read.KnownFrom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema as a record.
 *
 * @param schema   the provider's name of it
 * @param name     its name in Java
 * @param versions the API versions that know it, oldest first; empty where all of the service do
 * @param knownFrom where its newest version is known from; absent where that is the guide
 * @param request  whether a request body reaches it: then it is written, and {@code build()} checks
 * @param response whether a response reaches it: then it is read
 * @param checked  whether anything in it is checked before sending
 * @param secrets  whether a secret can be reached through it
 * @param results  the sealed results it is one of
 */
public record RecordModel(
        String schema,
        String name,
        String description,
        List<String> versions,
        @Nullable KnownFrom knownFrom,
        List<Field> fields,
        boolean request,
        boolean response,
        boolean checked,
        boolean secrets,
        List<String> results) {}
