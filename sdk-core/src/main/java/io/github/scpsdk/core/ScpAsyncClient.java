// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The common methods of the asynchronous clients of all services.
 *
 * <p>An asynchronous client is a view of the client that created it: same settings, same connections, same
 * rules for retries, time limits and errors. It is immutable and may be shared by any number of threads.
 *
 * <ul>
 *   <li>A method that returns a future never blocks and never throws. Every failure, including refused
 *       arguments and a closed client, is in its future, as the same exception that the blocking client
 *       throws. Where {@code CompletableFuture} wraps it, in {@code join()}, {@code get()} and dependent
 *       stages, it is the cause.
 *   <li>Completing the future from outside, by {@code cancel}, {@code orTimeout} or otherwise, ends the call
 *       and closes its connection. A request that was already sent may still be carried out. Cancelling a
 *       dependent stage does not cancel the future.
 *   <li>Futures complete on the {@linkplain ScpSettingsBuilder#completionExecutor completion executor}, which
 *       also runs stages without an executor of their own.
 *   <li>Closing the client ends every open future, including waits. A future of a method that returns nothing
 *       completes with null.
 *   <li>A fake overrides the methods that it needs. Every method that it does not override throws {@link
 *       UnsupportedOperationException}, which names the method.
 * </ul>
 */
public interface ScpAsyncClient extends AutoCloseable {

    /** Like {@link ScpClient#endpoint()}. */
    default ScpEndpoint endpoint() {
        throw new UnsupportedOperationException("ScpAsyncClient.endpoint");
    }

    /**
     * Like {@link ScpClient#versions()}, without blocking.
     *
     * @return completes with the versions that the endpoint serves
     */
    default CompletableFuture<List<ServiceVersionInfo>> versions() {
        throw new UnsupportedOperationException("ScpAsyncClient.versions");
    }

    /**
     * Like {@link ScpClient#raw}, without blocking.
     *
     * @param request what to send
     * @return completes with the response as it came
     */
    default CompletableFuture<RawResponse> raw(RawRequest request) {
        throw new UnsupportedOperationException("ScpAsyncClient.raw");
    }

    /** Does nothing, because a view owns nothing. Close the client that created it. */
    @Override
    default void close() {}
}
