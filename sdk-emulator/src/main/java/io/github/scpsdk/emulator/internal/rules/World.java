// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import io.github.scpsdk.emulator.internal.refusal.Refusals;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Store;
import java.time.Instant;

/**
 * What rules work with, for all requests.
 *
 * @param store     everything that exists
 * @param registry  what other services of the platform have
 * @param delays    how long operations take
 * @param refusals  the table of refusals
 * @param accountId the account that owns everything
 */
public record World(Store store, Registry registry, Delays delays, Refusals refusals, String accountId) {

    /** The time on the emulator's clock. */
    public Instant now() {
        return store.now();
    }

    /** For new ids. */
    public Ids ids() {
        return store.ids();
    }
}
