// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.Verification;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.schema.CreationSpec;
import io.github.scpsdk.core.schema.ServiceVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The search for what a create made, whose outcome is unknown. Neither lists nor waits. Not safe for use by several threads
 * at a time.
 */
final class Search<R, I> {

    private static final long INTERVAL = Duration.ofSeconds(3).toNanos();

    private final CreationSpec<R, I> spec;
    private final R request;
    private final Instant sentAt;
    private final long patience;
    private final PlatformTime time;
    private List<I> fitting = new ArrayList<>();

    Search(CreationSpec<R, I> spec, R request, OutcomeUnknownException doubt, Duration patience, PlatformTime time) {
        this.spec = spec;
        this.request = Objects.requireNonNull(request, "request");
        this.sentAt = Objects.requireNonNull(doubt, "doubt").sentAt();
        this.patience = Timer.nanos(Objects.requireNonNull(patience, "patience"));
        this.time = time;
        String failed = doubt.operation();
        if (failed != null && !failed.equals(spec.operation())) {
            throw new IllegalArgumentException(
                    "This failure is of " + failed + ", and " + spec.operation() + " is to be verified.");
        }
    }

    /** Begins to look at a list. */
    void begin() {
        fitting = new ArrayList<>();
    }

    /** Looks at an item of the list. */
    void see(I item) {
        if (spec.fits(request, item)) {
            fitting.add(item);
        }
    }

    /** Returns what may be it in the list, at its end: by then the platform's time is known. */
    Verification<I> result() {
        Instant begin = time.of(sentAt);
        return new Verification<>(fitting.stream()
                .filter(item -> {
                    OffsetDateTime made = spec.createdAt(item);
                    return made == null || !made.toInstant().isBefore(begin);
                })
                .toList());
    }

    /** Returns after how many nanoseconds to look again; zero or less when it is time to end. */
    long pause(long elapsed) {
        return pause(elapsed, patience);
    }

    static long pause(long elapsed, long patience) {
        return Math.min(INTERVAL, patience - elapsed);
    }

    /** Returns the exception for a search that was ended. */
    ScpInterruptedException stopped(String why, @Nullable Throwable cause, long elapsed) {
        ServiceVersion service = spec.service();
        return new ScpInterruptedException(
                service.service() + " " + service.version() + " " + spec.operation()
                        + " could not be verified because " + why
                        + ". It is still unknown whether it was carried out: check with " + spec.list()
                        + " before calling it again.",
                cause,
                new CallSummary(
                        service.service(), service.version(), spec.operation(), 0, Duration.ofNanos(elapsed), false));
    }
}
