// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.internal.http.Transport;
import io.github.scpsdk.core.internal.log.Loggers;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Completes futures on the application's executor, or on a thread of the SDK when there is none. */
final class Completions {

    private static final Logger LOG = Loggers.CALLS;

    private final Transport transport;
    private final @Nullable Executor executor;

    Completions(Transport transport, @Nullable Executor executor) {
        this.transport = transport;
        this.executor = executor;
    }

    /** Completes a future, never on the calling thread. */
    void completeLater(Object what, Runnable completion) {
        transport.run(() -> complete(what, completion));
    }

    /** Completes a future. The calling thread has to be one that may block. */
    void complete(Object what, Runnable completion) {
        if (executor == null) {
            completion.run();
            return;
        }
        try {
            executor.execute(completion);
        } catch (Throwable e) { // a future that stays open helps nobody
            LOG.warn(
                    "{}: the completion executor failed with {}; the future completes on a thread of the SDK",
                    what,
                    e.getClass().getName());
            completion.run();
        }
    }
}
