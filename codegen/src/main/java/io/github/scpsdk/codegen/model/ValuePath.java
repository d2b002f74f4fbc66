// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import java.util.List;

/** A way from a record through its components, and through lists, to values. */
public record ValuePath(List<Step> steps) {

    /**
     * A component of a record.
     *
     * @param owner the record
     */
    public record Step(String owner, Field field) {}

    /** Returns the type of the values at the end. */
    Type end() {
        return steps.get(steps.size() - 1).field().element();
    }
}
