// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

/**
 * Says how to send one attempt.
 *
 * @param idempotent whether it may be sent twice
 * @param afterNoResponse whether the attempt before it got no response
 * @param bodyMatters whether the body of a success is wanted; if not, nobody waits for it
 * @param keptBytes most bytes of the body of a success to keep although it is decoded or not wanted; 0 for none
 * @param maxResponseBytes most bytes of a success, decompressed
 * @param timeoutNanos time after which the attempt is ended, from the moment it leaves OkHttp's queue
 */
public record SendOptions(
        boolean idempotent,
        boolean afterNoResponse,
        boolean bodyMatters,
        int keptBytes,
        int maxResponseBytes,
        long timeoutNanos) {

    /**
     * Whether no pooled connection will do: a server that restarts can leave more dead ones there than there are
     * attempts.
     */
    boolean needsFreshConnection() {
        return !idempotent || afterNoResponse;
    }
}
