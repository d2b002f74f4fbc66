// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal;

import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.description.DescribedVersion.Match;
import io.github.scpsdk.emulator.internal.description.RequestViolations;
import io.github.scpsdk.emulator.internal.http.HttpRequest;
import io.github.scpsdk.emulator.internal.refusal.Refusal;
import io.github.scpsdk.emulator.internal.refusal.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * What a system does in its own way with a request: where it goes, who may send it, and how it is refused. Everything else
 * on the way of a request is the same for all systems. Threads share it.
 */
public interface EmulatedSystem {

    /** Told of the region and the path of a request as soon as they are known, for the log. */
    @FunctionalInterface
    interface Trace {
        void at(String region, String path);
    }

    /**
     * What a request is for: an operation of a version, or what has its response already.
     *
     * @param base     the URL up to the path of the service, without a slash at its end
     * @param match    the operation; null when the version has none for the request
     * @param response of what is no operation; else null
     */
    record Arrival(
            DescribedVersion version,
            String region,
            String base,
            @Nullable Match match,
            @Nullable Response response) {}

    /** Where a request goes. Refuses it where the system does so before it looks for the operation. */
    Arrival arrive(HttpRequest request, Trace trace);

    /** Refuses a request whose sender may not call the operation. */
    void authorize(HttpRequest request, Arrival arrival, Match match);

    /** Notes what is wrong with headers that only this system has. */
    void checkHeaders(HttpRequest request, RequestViolations violations);

    /** How it refuses. */
    Refusals refusals();

    /** The refusal of what is no HTTP that it takes. */
    Refusal unreadable(int status, String why);
}
