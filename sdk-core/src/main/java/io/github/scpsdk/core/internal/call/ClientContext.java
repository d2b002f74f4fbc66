// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

/**
 * Is what each call of a client needs of it. Views of a client share its state.
 *
 * @param config what the client was built with
 * @param state what changes while the client lives
 * @param retries decides about retries
 */
record ClientContext(ClientConfig config, ClientState state, RetryDecisions retries) {

    static ClientContext of(ClientConfig config, ClientState state) {
        return new ClientContext(
                config,
                state,
                new RetryDecisions(
                        config.defaults().retryPolicy(), config.internals().random()));
    }
}
