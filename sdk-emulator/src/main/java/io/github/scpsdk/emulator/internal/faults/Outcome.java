// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.faults;

import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.http.HttpResponse.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A response and how it gets to the client.
 *
 * @param response what is sent
 * @param delivery whether all of it is
 * @param fault    what went wrong on purpose, in words; null when nothing did
 */
public record Outcome(
        Response response, Delivery delivery, @Nullable String fault) {

    /** A response that nothing is wrong with. */
    static Outcome of(Response response) {
        return new Outcome(response, Delivery.WHOLE, null);
    }
}
