// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of one poll of a waiter. The accessors are the promise; the constructor may grow.
 *
 * @param waiter the waiter, as its method is named
 * @param resource id of the resource
 * @param state the state as the platform writes it; null when none was seen
 * @param polls number of polls so far, this one included
 * @param elapsed time since the wait began
 * @param forgiven the failure of the poll, if the wait goes on in spite of it; else null
 * @param percent how much of the work is done, 0 to 100; null where the platform does not say
 */
public record WaitProgress(
        String waiter,
        String resource,
        @Nullable String state,
        int polls,
        Duration elapsed,
        @Nullable ScpException forgiven,
        @Nullable Integer percent) {}
