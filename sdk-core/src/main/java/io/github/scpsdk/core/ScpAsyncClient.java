package io.github.scpsdk.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the asynchronous clients of all services have in common.
 *
 * <p>An asynchronous client is a view of the client that gave it: same settings, same connections, same rules for retries, time limits and errors.
 * It is immutable and may be shared by any number of threads.
 *
 * <ul>
 *   <li>A method that returns a future never blocks and never throws: whatever goes wrong, refused arguments and a closed client included, is in its future, as the same
 *       exception that the blocking client throws. Where {@code CompletableFuture} wraps it, in {@code join()}, {@code get()} and the stages that depend
 *       on it, it is the cause.
 *   <li>Completing the future from outside, by {@code cancel}, {@code orTimeout} or otherwise, ends the call and closes its connection. A request that has
 *       left may have been carried out all the same. Stages made from the future do not pass a cancel on to it.
 *   <li>Futures complete on the {@linkplain ScpClientBuilder#completionExecutor completion executor}, which is where stages without an executor of
 *       their own go on.
 *   <li>Closing the client that gave this one ends every future that is still open, one that waits for a state included.
 * </ul>
 */
public interface ScpAsyncClient extends AutoCloseable {

    /**
     * Like {@link ScpClient#endpoint()}.
     *
     * @return as there
     */
    ScpEndpoint endpoint();

    /**
     * Like {@link ScpClient#versions()}, without waiting.
     *
     * @return completes with the versions the endpoint has
     */
    CompletableFuture<List<ServiceVersionInfo>> versions();

    /** Does nothing: a view owns nothing. Close the client that gave it. */
    @Override
    default void close() {}
}
