// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation with the wait behind it.
 *
 * @param arguments what the waiter is given, in its order
 * @param expected  what the operation was to bring about
 */
public record AndWaitModel(
        OperationModel operation, WaiterModel waiter, List<Given> arguments, List<Expected> expected) {

    /**
     * Values of what is waited for, or of an entry of a history, that follow from the body of the operation.
     *
     * @param all whether all values of the body have to be there, or none of them may
     */
    public record Expected(ValuePath shown, ValuePath body, boolean all) {}

    /**
     * The source of an argument of the waiter: one of the three.
     *
     * @param path     an argument of the operation
     * @param query    a query parameter of the operation
     * @param response through the response, component by component; empty for the others
     * @param constant the constant that knows that way; absent for the others
     */
    public record Given(
            @Nullable String path,
            @Nullable Field query,
            List<Field> response,
            @Nullable String constant) {}

    /** Returns whether the operation is repeated while it is refused: it deletes, and may be repeated. */
    public boolean settles() {
        return waiter.gone() && operation.idempotent();
    }

    /** Returns whether the wait needs the response of the operation. */
    public boolean needsResponse() {
        return arguments.stream().anyMatch(given -> given.constant() != null);
    }
}
