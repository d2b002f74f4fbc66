// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An open enumeration. */
public record EnumerationModel(String name, String description, List<Value> values) {

    /**
     * A known value: its text on the wire and its Java constant.
     *
     * @param since the API version that brought it, where older ones of the service lack it
     */
    public record Value(
            String text, String constant, @Nullable String since) {}
}
