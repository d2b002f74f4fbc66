// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import org.jspecify.annotations.Nullable;

/**
 * What limits the calls of a client at this moment, for gauges. The accessors are the promise; the constructor may grow.
 *
 * @param service the service, for example {@code filestorage}
 * @param version the version of its API, for example {@code 1.1}
 * @param region the region the client was built for, null when none was needed
 * @param retryTokens tokens left in the bucket that the client and its views pay retries from; at zero, none is
 *     made
 * @param retryCapacity tokens in a full bucket
 * @param activeRequests requests in progress to the client's host, of all clients that share the limit of requests
 *     with it
 * @param queuedRequests requests that wait for their turn under that limit; one that was cancelled counts until its turn
 *     comes
 */
public record ClientStatistics(
        String service,
        String version,
        @Nullable String region,
        int retryTokens,
        int retryCapacity,
        int activeRequests,
        int queuedRequests) {}
