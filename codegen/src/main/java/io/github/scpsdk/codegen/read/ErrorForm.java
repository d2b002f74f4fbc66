// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the body of a failure has its words.
 *
 * @param at        the field with the error or a list of errors; absent where the body is the error
 * @param otherwise the field that counts where {@code message} has nothing
 * @param cause     the field with the error behind it
 * @param inSuccess whether a 2xx that holds an error is a failure
 * @param refusals  statuses from 500 on that are a plain refusal where the body holds an error
 */
public record ErrorForm(
        @Nullable String at,
        String code,
        String message,
        @Nullable String otherwise,
        @Nullable String cause,
        boolean inSuccess,
        List<Integer> refusals) {}
