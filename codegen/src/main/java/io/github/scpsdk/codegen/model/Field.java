package io.github.scpsdk.codegen.model;

/**
 * A component of a record, or a query parameter.
 *
 * @param wireName  its name in JSON or in the query
 * @param name      its name in Java
 * @param required  whether a request must give it
 * @param promised  whether a response always has it, and never as {@code null}
 * @param nullable  whether Java code must expect {@code null}; never for lists
 * @param sensitive whether it holds a secret
 */
public record Field(
        String wireName,
        String name,
        Type type,
        boolean required,
        boolean promised,
        boolean nullable,
        boolean sensitive,
        FieldDocs facts) {

    /** Whether it is a list. */
    public boolean list() {
        return type instanceof Type.ListOf;
    }
}
