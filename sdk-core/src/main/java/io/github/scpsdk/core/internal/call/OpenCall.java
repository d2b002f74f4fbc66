// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

/** Is a call under way that closing the client ends. */
interface OpenCall {

    /**
     * Stops a request that has not left yet from leaving: the end of one call makes room for the next in OkHttp's
     * queue.
     */
    void preventSending();

    /** Ends the call soon. Does nothing to one that has ended. */
    void stop(String why);
}
