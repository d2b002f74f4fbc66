// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import java.time.Duration;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * For what happens in the midst of a call when its time runs out. A short limit is quickly waited for, but on a machine that stands still for a moment
 * it is over before the midst is reached. What is to hold holds of longer limits as well, so these are tried when the short one does not show it.
 */
public final class ShortLimit {

    private static final int[] FACTORS = {1, 8, 40};

    private ShortLimit() {}

    /** Runs a test with a limit, and again with longer ones while it fails. */
    public static void of(long millis, ThrowingConsumer<Duration> test) throws Exception {
        AssertionError failure = null;
        for (int factor : FACTORS) {
            try {
                test.accept(Duration.ofMillis(millis * factor));
                return;
            } catch (AssertionError e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
        throw failure;
    }
}
