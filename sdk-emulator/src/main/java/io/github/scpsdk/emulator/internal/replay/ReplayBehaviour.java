// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.replay;

import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.description.Behaviour;
import io.github.scpsdk.emulator.internal.description.DescribedCall;

/** Responds to each call with the first documented success of its operation. */
public final class ReplayBehaviour implements Behaviour {

    @Override
    public Response respond(DescribedCall call) {
        return call.operation().responses().stream()
                .filter(Response::isSuccess)
                .findFirst()
                .orElseThrow();
    }
}
