package io.github.scpsdk.core;

/**
 * Where a client gets its keys from when they change while it lives, for example from a vault.
 *
 * <p>Asked once for each call, on threads of the SDK (with the context class loader of the calling one), up to sixteen at a time for a client: it
 * should remember and be quick. Its time counts against
 * the time limit of the call. A call that ends before it returns, for its limit, an interrupt or a cancel, interrupts it and does not wait.
 */
@FunctionalInterface
public interface ScpCredentialsProvider {

    /**
     * The credentials to use now.
     *
     * @return never null
     */
    ScpCredentials credentials();
}
