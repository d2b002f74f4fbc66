package io.github.scpsdk.core;

/**
 * What the clients of all services have in common.
 *
 * <p>Clients are immutable and may be shared by any number of threads; one per region and set of credentials is enough.
 */
public interface ScpClient extends AutoCloseable {

    /**
     * Gives back what this client holds: its share of the common transport, or what it derived from the application's
     * own {@code OkHttpClient}. Never closes what the application passed in. Calls that a thread waits for may finish; futures of
     * {@code async()} that are still open end now, with an exception; later calls throw {@link IllegalStateException}. Closing again does nothing,
     * and neither does closing a view of a client, which owns nothing.
     */
    @Override
    void close();
}
