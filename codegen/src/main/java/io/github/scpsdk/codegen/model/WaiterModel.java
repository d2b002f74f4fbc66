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
        Duration limit,
        Duration interval) {

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
