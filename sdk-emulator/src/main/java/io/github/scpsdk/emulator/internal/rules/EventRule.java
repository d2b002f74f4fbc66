// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import io.github.scpsdk.emulator.internal.state.Resource;

/** What happens when an event is due. */
@FunctionalInterface
public interface EventRule {

    /** Changes the state. */
    void apply(Resource resource, World world);
}
