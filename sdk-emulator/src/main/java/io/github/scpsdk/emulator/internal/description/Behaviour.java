// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import io.github.scpsdk.emulator.Response;

/** How the emulated platform responds to a call: from its state, or as documented. Called from many threads at once. */
@FunctionalInterface
public interface Behaviour {

    /** The response; a refusal may be thrown instead. */
    Response respond(DescribedCall call);
}
