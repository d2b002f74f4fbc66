// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A reference to a schema, or a schema that also takes null.
 *
 * @param target   found when it is used: schemas may refer to each other
 * @param nullable whether null is a value besides those of the target
 */
record Indirection(Supplier<Check> target, boolean nullable) implements Check {

    @Override
    public void check(String at, JsonNode value, RequestViolations violations) {
        if (!nullable || !value.isNull()) {
            target.get().check(at, value, violations);
        }
    }

    @Override
    public JsonNode shape(JsonNode value) {
        return nullable && value.isNull() ? value : target.get().shape(value);
    }

    @Override
    public JsonNode withoutSecrets(JsonNode value) {
        return target.get().withoutSecrets(value);
    }

    @Override
    public boolean takesNull() {
        return nullable || target.get().takesNull();
    }

    @Override
    public Check property(String name) {
        return target.get().property(name);
    }

    @Override
    public Check items() {
        return target.get().items();
    }

    @Override
    public Set<String> propertyNames() {
        return target.get().propertyNames();
    }
}
