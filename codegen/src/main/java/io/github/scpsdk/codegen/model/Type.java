// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

/** The type of a component or an argument, in the generator's own terms. */
public sealed interface Type {

    /** Types that every service shares. */
    enum Scalar implements Type {
        STRING,
        INT32,
        INT64,
        FLOAT64,
        DECIMAL,
        BOOLEAN,
        DATE_TIME,
        DATE,
        /** Any JSON. */
        FREE_FORM,
        STRING_OR_LIST
    }

    /** An open enumeration of the service. */
    record Enumerated(String name) implements Type {}

    /** A record of the service. */
    record Nested(String name) implements Type {}

    /** A time without a zone, written by a pattern of its own. */
    record LocalTime(String pattern) implements Type {}

    /** A list; lists of lists are refused. */
    record ListOf(Type element) implements Type {}
}
