// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.WaiterModel.Fixed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that creates something, and how that is found in a list.
 *
 * @param constant the constant that holds how
 * @param list     the operation that lists
 * @param items    where the list is; absent where the operation is paged
 * @param given    what the list needs
 * @param with     fixed query parameters of the list
 * @param item     the record that is listed
 * @param id       the component of the item that has its id
 * @param at       the component of the item that says when it was made; absent where none does
 * @param name     the name; absent where there is none
 * @param match    values of an item that have to be those of the body
 * @param only     values of an item of which it has one
 * @param except   values of an item of which it has none
 * @param secrets  the components of the body that hold secrets
 * @param ifAbsent how what exists is adopted; absent where it is not
 */
public record CreationModel(
        OperationModel operation,
        String constant,
        OperationModel list,
        @Nullable Field items,
        List<Given> given,
        List<Fixed> with,
        String item,
        Field id,
        @Nullable Field at,
        @Nullable Name name,
        List<Match> match,
        List<Words> only,
        List<Words> except,
        List<Field> secrets,
        @Nullable IfAbsent ifAbsent) {

    /**
     * How what exists under the name is adopted.
     *
     * @param id     from the response of the operation to the id
     * @param broken values of an item with which it cannot be used
     */
    public record IfAbsent(List<Field> id, List<Words> broken) {}

    /**
     * An argument of the list, which the operation has too.
     *
     * @param query  the component of the list's query parameters that it fills; absent for an argument of the path
     * @param path   the argument of the operation's path
     * @param params the component of the operation's query parameters
     * @param body   the component of its body
     */
    public record Given(
            @Nullable Field query,
            @Nullable String path,
            @Nullable Field params,
            @Nullable Field body) {}

    /**
     * The name.
     *
     * @param sent   the component of the body
     * @param listed the component of the item
     * @param suffix pattern of what the provider adds to it
     */
    public record Name(Field sent, Field listed, String suffix) {}

    /**
     * A value that is sent and listed.
     *
     * @param field its name in the list
     */
    public record Match(String field, ValuePath listed, ValuePath sent) {}

    /**
     * Words of a field.
     *
     * @param field its name in the list
     */
    public record Words(String field, ValuePath listed, List<String> words) {}

    /** The method that adopts what exists, or creates it. */
    public String ensure() {
        return operation.name() + "IfAbsent";
    }

    /** The method that finds out what the operation made. */
    public String verify() {
        return "verify" + Names.capitalized(operation.name());
    }
}
