// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import org.jspecify.annotations.Nullable;

/**
 * A component of a record, or a query parameter.
 *
 * @param wireName  its name in JSON or in the query
 * @param name      its name in Java
 * @param required  whether a request must hold it, if only as {@code null} where that is allowed
 * @param promised  whether a response always has it, and never as {@code null}
 * @param nullable  whether Java code must expect {@code null}; never for lists
 * @param sensitive whether it holds a secret
 * @param requiredWhen when a request must have a value for it, where that depends on another
 */
public record Field(
        String wireName,
        String name,
        Type type,
        boolean required,
        boolean promised,
        boolean nullable,
        boolean sensitive,
        @Nullable Condition requiredWhen,
        FieldDocs facts) {

    /** That a component of the same record has this value. */
    public record Condition(String wireName, String name, boolean value) {}

    /** Returns whether a request must have a value for it. */
    public boolean mandatory() {
        return required && !nullable;
    }

    /**
     * Returns whether a request without a value contains it as {@code null}: a schema may demand the field
     * but not a value.
     */
    public boolean nullWritten() {
        return required && nullable;
    }

    /** Returns whether it is a list. */
    public boolean list() {
        return type instanceof Type.ListOf;
    }

    /** The type of a list's elements; the type itself where it is no list. */
    public Type element() {
        return type instanceof Type.ListOf list ? list.element() : type;
    }

    /** This field, required on this condition. */
    Field requiredWhen(Condition condition) {
        return new Field(wireName, name, type, required, promised, nullable, sensitive, condition, facts);
    }

    /** This field, with another answer to whether Java code must expect {@code null}. */
    Field withNullable(boolean other) {
        return new Field(wireName, name, type, required, promised, other, sensitive, requiredWhen, facts);
    }
}
