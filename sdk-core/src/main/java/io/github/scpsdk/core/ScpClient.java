// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.List;

/**
 * The common methods of the clients of all services.
 *
 * <p>Clients are immutable and may be shared by any number of threads; one per region and set of credentials
 * is enough.
 *
 * <p>A test can put a fake in the place of a client. It implements the interface and overrides the methods
 * that it needs. Every other method throws {@link UnsupportedOperationException}, which names the method.
 */
public interface ScpClient extends AutoCloseable {

    /**
     * Returns the address of this client's requests, and the settings that led to it. Sends nothing.
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
     * Finds out what is wrong, or that nothing is: the settings that have won and where they come from, then the way to
     * the platform step by step, with a request that carries no keys and a signed {@code GET /}. Changes nothing on the
     * platform. Each step has a time limit; together they end within a minute.
     *
     * @return the findings; a step that fails is one of them, and no exception
     * @throws IllegalStateException when the client is closed
     */
    default CheckReport check() {
        throw new UnsupportedOperationException("ScpClient.check");
    }

    /**
     * Returns what limits the calls of this client at this moment: the tokens for retries, and requests in progress and in
     * the queue. Sends nothing; meant for gauges.
     *
     * @return a snapshot
     */
    default ClientStatistics statistics() {
        throw new UnsupportedOperationException("ScpClient.statistics");
    }

    /**
     * Sends a request that no method of this client makes: an operation or a field that is newer than this SDK. Everything
     * is as in the client's own calls: address, version, signature, limits, retries, exceptions and masked secrets.
     *
     * <pre>{@code
     * RawResponse volume = files.raw(RawRequest.get("/v1/volumes/{volume_id}", id));
     * volume.json().get("encryption");
     * }</pre>
     *
     * @param request what to send
     * @return the response as it came
     * @throws ScpException when the call fails
     * @throws IllegalStateException when the client is closed
     */
    default RawResponse raw(RawRequest request) {
        throw new UnsupportedOperationException("ScpClient.raw");
    }

    /**
     * Releases the resources of this client: its share of the common transport, or what it derived from the
     * application's own {@code OkHttpClient}. Objects that the application passed in stay open. Blocking
     * calls in progress may finish. Open futures of {@code async()} complete now, with an exception. Later
     * calls throw {@link IllegalStateException}. Closing a client again does nothing, nor does closing a view
     * of a client. A fake has nothing to release unless it overrides this.
     */
    @Override
    default void close() {}
}
