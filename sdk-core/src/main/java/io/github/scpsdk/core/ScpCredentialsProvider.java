package io.github.scpsdk.core;

/**
 * Where a client gets its keys from when they change while it lives, for example from a vault.
 *
 * <p>Asked once for each call, on the calling thread, by any number of threads at a time: it should remember and be quick. Its time is not
 * bounded by the time limits of the call.
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
