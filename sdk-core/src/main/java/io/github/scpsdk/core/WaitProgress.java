package io.github.scpsdk.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one look of a waiter showed. The accessors are the promise; the constructor may grow.
 *
 * @param waiter the waiter, as its method is named
 * @param resource id of what is waited for
 * @param state the state as the platform writes it; null when there was none to see
 * @param looks how many looks there were, this one included
 * @param elapsed time since the wait began
 * @param forgiven why the look showed nothing, when the wait goes on regardless; else null
 */
public record WaitProgress(
        String waiter,
        String resource,
        @Nullable String state,
        int looks,
        Duration elapsed,
        @Nullable ScpException forgiven) {}
