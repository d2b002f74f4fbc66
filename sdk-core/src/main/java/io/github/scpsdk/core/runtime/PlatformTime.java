// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.ResponseInfo;
import io.github.scpsdk.core.internal.auth.ServerClock;
import io.github.scpsdk.core.internal.http.HttpDates;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The platform's clock beside the one that dates signatures, by the {@code Date} of responses. Thread-safe. */
final class PlatformTime {

    /** Allows for dates without parts of a second, and for the clocks of the machines behind the endpoint. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** The difference of clocks that the platform accepts in a signature. */
    private static final Duration ACCEPTED = Duration.ofMinutes(15);

    private final @Nullable ServerClock clock;
    private volatile @Nullable Duration ahead;

    /**
     * Creates a time without a response.
     *
     * @param client null for an implementation of the client that is not the SDK's own
     */
    PlatformTime(@Nullable CallExecutor client) {
        this.clock = client == null ? null : client.pipeline().state().clock();
    }

    /** Lets calls note the date of their responses. */
    void noted(CallOptions.Builder options) {
        options.onResponse(this::note);
    }

    private void note(ResponseInfo response) {
        Instant date = HttpDates.instant(response.headers().get("Date"));
        if (date != null && clock != null) {
            ahead = Duration.between(clock.now(), date);
        }
    }

    /** Returns the platform's time of an event here, or a little before. */
    Instant of(Instant here) {
        Duration known = ahead;
        return known == null ? here.minus(ACCEPTED) : here.plus(known).minus(TOLERANCE);
    }
}
