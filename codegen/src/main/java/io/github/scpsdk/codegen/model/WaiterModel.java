// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be waited for.
 *
 * @param name      the method, lower camel
 * @param poll      the operation that shows it
 * @param shown     the record that a poll shows
 * @param items     the component of the response that lists such records; absent where the response is the record
 * @param match     the component of a listed record that has its id
 * @param arguments what a poll needs, in the order of the method
 * @param id        the argument that names what is waited for
 * @param state     from the record to its state, component by component; empty where being listed is all there is
 * @param progress  from the record to the per cent of each part of the work; absent where the provider does not say
 * @param latest    how the latest entry of a history is found; absent where an id names what is waited for
 * @param gone      whether the wait ends well when nothing is there any more
 */
public record WaiterModel(
        String name,
        String constant,
        String description,
        OperationModel poll,
        String shown,
        @Nullable Field items,
        @Nullable Field match,
        List<Argument> arguments,
        Argument id,
        List<Field> state,
        List<String> reached,
        List<String> failed,
        List<String> failedOnceChanged,
        boolean gone,
        @Nullable ValuePath progress,
        @Nullable Latest latest,
        Duration limit,
        Duration interval) {

    /**
     * The choice of the latest entry of a history.
     *
     * @param entry   the record of an entry
     * @param began   its component that says when it began
     * @param from    the query parameter for the first moment of the history; absent where it needs none
     * @param to      the query parameter for the last one
     * @param with    fixed query parameters
     * @param details the operation that shows an entry; absent where the list shows everything
     * @param given   what {@code details} needs
     */
    public record Latest(
            String entry,
            Field began,
            @Nullable Field from,
            @Nullable Field to,
            List<Fixed> with,
            @Nullable OperationModel details,
            List<Detail> given) {}

    /** A query parameter with a fixed value. */
    public record Fixed(Field parameter, String value) {}

    /**
     * An argument of the operation that shows an entry: of one of two sources.
     *
     * @param query    the component of its query parameters that it fills; absent for an argument of the path
     * @param argument an argument of the waiter
     * @param field    a component of the entry
     */
    public record Detail(
            @Nullable Field query,
            @Nullable Argument argument,
            @Nullable Field field) {}

    /**
     * An argument; always a string.
     *
     * @param query the component of the poll's query parameters that it fills
     */
    public record Argument(
            String wireName,
            String name,
            FieldDocs facts,
            @Nullable Field query) {}
}
