// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

/**
 * Supplies the keys of a client when they can change during its life, for example from a vault.
 *
 * <p>Called once for each call, on threads of the SDK (with the context class loader that the client was built under),
 * up to sixteen at a time for a client. It should cache the keys and be quick: its time counts against the
 * time limit of the call. If the call ends before the provider returns, because of its limit, an interrupt or
 * a cancellation, the provider's thread is interrupted and the call does not wait for it.
 */
@FunctionalInterface
public interface ScpCredentialsProvider {

    /**
     * Returns the credentials to use now.
     *
     * @return never null
     */
    ScpCredentials credentials();
}
