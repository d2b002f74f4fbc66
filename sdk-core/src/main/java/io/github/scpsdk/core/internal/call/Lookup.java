// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Is something that a call has to know of its sender before its next attempt, and that may take time. */
interface Lookup {

    /** Begins it. */
    void start(ClientState state);

    /** Ends it for this call, which no longer waits. */
    void cancel(ClientState state);

    /** Completes normally when it is over, however it ended. */
    CompletableFuture<@Nullable Void> over();
}
