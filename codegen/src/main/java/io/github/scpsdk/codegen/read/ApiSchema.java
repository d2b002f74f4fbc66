// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema, without judgement.
 *
 * @param reference    the name of the component it points to, for {@link Kind#REFERENCE}
 * @param items        what a list holds, for {@link Kind#ARRAY}
 * @param values       the texts of an enumeration; empty where it is none; {@code null} among them is in {@code nullable}
 * @param properties   by name in the document's order, for {@link Kind#OBJECT}
 * @param defaultValue as text
 * @param example      as text
 * @param requiredWhen the property that decides whether this one is required, and its value then; may be empty
 * @param timePattern  how a time without a zone is written
 */
public record ApiSchema(
        SourceLocation place,
        Kind kind,
        boolean nullable,
        String description,
        @Nullable String format,
        @Nullable String reference,
        @Nullable ApiSchema items,
        List<String> values,
        Map<String, ApiSchema> properties,
        Set<String> required,
        Limits limits,
        @Nullable String defaultValue,
        @Nullable String example,
        Map<String, Boolean> requiredWhen,
        @Nullable String timePattern) {

    /** This schema with another example. */
    ApiSchema withExample(@Nullable String other) {
        return new ApiSchema(
                place,
                kind,
                nullable,
                description,
                format,
                reference,
                items,
                values,
                properties,
                required,
                limits,
                defaultValue,
                other,
                requiredWhen,
                timePattern);
    }

    /** This schema as a parameter has it, which is described in another place. */
    public ApiSchema describedBy(ApiOperation.ApiParameter parameter) {
        return new ApiSchema(
                parameter.place(),
                kind,
                nullable,
                parameter.description(),
                format,
                reference,
                items,
                values,
                properties,
                required,
                limits,
                defaultValue,
                example,
                requiredWhen,
                timePattern);
    }

    /** The shapes that are understood. */
    public enum Kind {
        OBJECT,
        /** An object of which nothing is known. */
        FREE_FORM,
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        ARRAY,
        REFERENCE,
        /** Either a string or a list of strings. */
        STRING_OR_LIST
    }

    /** The limits that a value must keep to besides its type. */
    public record Limits(
            @Nullable String pattern,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum,
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable Integer minItems,
            @Nullable Integer maxItems) {

        /** Returns whether there are none. */
        public boolean none() {
            return pattern == null
                    && minimum == null
                    && maximum == null
                    && minLength == null
                    && maxLength == null
                    && minItems == null
                    && maxItems == null;
        }
    }
}
