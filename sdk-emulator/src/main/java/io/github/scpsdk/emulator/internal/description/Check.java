package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.databind.JsonNode;

/** What a description says about a value. */
interface Check {

    /**
     * Holds a value against the description.
     *
     * @param at where the value stands, as violations name it: {@code body.tags[0].key}
     */
    void check(String at, JsonNode value, RequestViolations violations);
}
