// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What a description says about a value. */
public interface Check {

    /**
     * Holds a value against the description.
     *
     * @param at where the value stands, as violations name it: {@code body.tags[0].key}
     */
    void check(String at, JsonNode value, RequestViolations violations);

    /** The value as a response of this version has it: without the fields that the description does not have. */
    JsonNode shape(JsonNode value);

    /** The value with {@code ***} for each password and token that is described as one. */
    JsonNode withoutSecrets(JsonNode value);

    /** Whether null is a value. */
    boolean takesNull();

    /** The check of a property of an object. */
    Check property(String name);

    /** The check of the items of a list. */
    Check items();

    /** The properties of an object. */
    Set<String> propertyNames();
}
