package io.github.scpsdk.core;

import java.util.List;

/**
 * What the clients of all services have in common.
 *
 * <p>Clients are immutable and may be shared by any number of threads; one per region and set of credentials is enough.
 */
public interface ScpClient extends AutoCloseable {

    /**
     * Where this client sends its requests, and which settings led there. Sends nothing.
     *
     * @return the address and the reason for it
     */
    ScpEndpoint endpoint();

    /**
     * Asks the endpoint which versions of the service's API it has.
     *
     * <p>{@code GET /}
     *
     * @return in the platform's order; unmodifiable
     * @throws ScpException when the call fails
     * @throws IllegalStateException when the client is closed
     */
    List<ServiceVersionInfo> versions();

    /**
     * Gives back what this client holds: its share of the common transport, or what it derived from the application's
     * own {@code OkHttpClient}. Never closes what the application passed in. Calls that a thread waits for may finish; futures of
     * {@code async()} that are still open end now, with an exception; later calls throw {@link IllegalStateException}. Closing again does nothing,
     * and neither does closing a view of a client, which owns nothing.
     */
    @Override
    void close();
}
