package io.github.scpsdk.core;

import java.util.List;

/**
 * What the clients of all services have in common.
 *
 * <p>Clients are immutable and may be shared by any number of threads; one per region and set of credentials is enough.
 *
 * <p>A test can put a fake in the place of a client. It implements the interface and overrides what it needs; every method that it does not override
 * throws {@link UnsupportedOperationException}, which names the method.
 */
public interface ScpClient extends AutoCloseable {

    /**
     * Where this client sends its requests, and which settings led there. Sends nothing.
     *
     * @return the address and the reason for it
     */
    default ScpEndpoint endpoint() {
        throw new UnsupportedOperationException("ScpClient.endpoint");
    }

    /**
     * Asks the endpoint which versions of the service's API it has.
     *
     * <p>{@code GET /}
     *
     * @return in the platform's order; unmodifiable
     * @throws ScpException when the call fails
     * @throws IllegalStateException when the client is closed
     */
    default List<ServiceVersionInfo> versions() {
        throw new UnsupportedOperationException("ScpClient.versions");
    }

    /**
     * Releases the resources of this client: its share of the common transport, or what it derived from the application's own
     * {@code OkHttpClient}. Never closes what the application passed in. Blocking calls in progress may finish; open futures of {@code async()}
     * complete now, with an exception; later calls throw {@link IllegalStateException}. Closing a client again does nothing, nor does closing a view
     * of a client. A fake has nothing to release unless it overrides this.
     */
    @Override
    default void close() {}
}
