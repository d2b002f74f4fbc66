// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.read.ApiSchema.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a component or an argument besides its type. All but the remedy go into the Javadoc.
 *
 * @param limits what is checked before sending, too, where a request holds it
 * @param since  the API version that brought it, where older ones of the service lack it
 * @param remedy what the error about its absence advises; the Javadoc has the same in its description
 * @param words  the class or enumeration that has the words it may hold, where they are known
 */
public record FieldDocs(
        String description,
        Limits limits,
        @Nullable String defaultValue,
        @Nullable String example,
        @Nullable String since,
        @Nullable String remedy,
        @Nullable String words) {}
