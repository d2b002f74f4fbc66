// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import io.github.scpsdk.core.ScpException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** How a call ended and how long it took. */
public record Measured(Object result, Throwable thrown, Duration time) {

    public static Measured call(Callable<?> call) {
        long start = System.nanoTime();
        Object result = null;
        Throwable thrown = null;
        try {
            result = call.call();
        } catch (Throwable t) {
            thrown = t;
        }
        return new Measured(result, thrown, Duration.ofNanos(System.nanoTime() - start));
    }

    public static Measured run(Runnable call) {
        return call(() -> {
            call.run();
            return null;
        });
    }

    public ScpException failure() {
        if (thrown instanceof ScpException e) {
            return e;
        }
        throw new AssertionError("ended with " + (thrown == null ? "success: " + result : thrown), thrown);
    }
}
