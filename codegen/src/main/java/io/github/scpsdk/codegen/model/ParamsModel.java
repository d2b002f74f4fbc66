// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import java.util.List;

/**
 * The query parameters of an operation.
 *
 * @param title the operation's title
 */
public record ParamsModel(String name, String title, List<Field> fields) {

    /** Returns whether all of them may be left out. */
    public boolean optional() {
        return fields.stream().noneMatch(Field::required);
    }
}
