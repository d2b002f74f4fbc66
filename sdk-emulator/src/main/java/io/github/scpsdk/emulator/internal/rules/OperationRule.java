// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What one operation does. */
@FunctionalInterface
public interface OperationRule {

    /** Refuses the call or changes the state; returns the body of the response, null for none. */
    @Nullable
    JsonNode apply(RuleCall call);
}
