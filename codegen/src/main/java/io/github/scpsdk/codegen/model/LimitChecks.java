// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.Type.ListOf;
import io.github.scpsdk.codegen.model.Type.Scalar;
import io.github.scpsdk.codegen.read.ApiSchema;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Refuses limits that do not belong to the type they stand on: they would be dropped silently otherwise. */
final class LimitChecks {

    private LimitChecks() {}

    static void check(ApiSchema schema, Type type) {
        ApiSchema.Limits limits = schema.limits();
        boolean text = limits.pattern() != null || limits.minLength() != null || limits.maxLength() != null;
        if (text && type != Scalar.STRING) {
            throw new InvalidDescriptionException(schema.place(), "'pattern' and lengths belong to plain strings");
        }
        boolean number = limits.minimum() != null || limits.maximum() != null;
        if (number && type != Scalar.INT32 && type != Scalar.INT64) {
            throw new InvalidDescriptionException(schema.place(), "'minimum' and 'maximum' belong to integers");
        }
        if ((limits.minItems() != null || limits.maxItems() != null) && !(type instanceof ListOf)) {
            throw new InvalidDescriptionException(schema.place(), "'minItems' and 'maxItems' belong to lists");
        }
        whole(schema, limits.minimum());
        whole(schema, limits.maximum());
        order(schema, "minimum", limits.minimum(), "maximum", limits.maximum());
        order(schema, "minLength", limits.minLength(), "maxLength", limits.maxLength());
        order(schema, "minItems", limits.minItems(), "maxItems", limits.maxItems());
        if (limits.pattern() != null) {
            try {
                Pattern.compile(limits.pattern());
            } catch (PatternSyntaxException e) {
                throw new InvalidDescriptionException(
                        schema.place(), "the pattern is none that Java understands: " + e.getDescription());
            }
        }
    }

    private static void whole(ApiSchema schema, @Nullable BigDecimal limit) {
        if (limit != null && limit.stripTrailingZeros().scale() > 0) {
            throw new InvalidDescriptionException(schema.place(), "'minimum' and 'maximum' must be whole numbers");
        }
        if (limit != null && limit.toBigInteger().bitLength() >= Long.SIZE) {
            throw new InvalidDescriptionException(schema.place(), "'minimum' and 'maximum' must be within 64 bits");
        }
    }

    private static <T extends Comparable<T>> void order(
            ApiSchema schema, String least, @Nullable T from, String greatest, @Nullable T to) {
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw new InvalidDescriptionException(schema.place(), "'" + least + "' is more than '" + greatest + "'");
        }
    }
}
