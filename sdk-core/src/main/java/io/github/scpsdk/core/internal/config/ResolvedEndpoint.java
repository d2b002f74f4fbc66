// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.ScpEnvironment;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of a client, and the settings that led to it.
 *
 * @param template where the service is
 * @param url the address
 * @param overridden whether the address replaces the one of the template
 * @param region region of the address, if known
 * @param environment environment of the address, if known
 * @param origin the settings that led to the address of the client
 * @param moved whether this is a view in a region of its own
 */
public record ResolvedEndpoint(
        EndpointTemplate template,
        HttpUrl url,
        boolean overridden,
        @Nullable String region,
        @Nullable ScpEnvironment environment,
        String origin,
        boolean moved) {

    /** The endpoint of a new client. */
    public ResolvedEndpoint(
            EndpointTemplate template,
            HttpUrl url,
            boolean overridden,
            @Nullable String region,
            @Nullable ScpEnvironment environment,
            String origin) {
        this(template, url, overridden, region, environment, origin, false);
    }

    /** The same service in another of its regions. */
    public ResolvedEndpoint inRegion(String other) {
        String label = environment == null ? null : environment.label();
        template.requireRegion(other, label);
        HttpUrl there = overridden
                ? EndpointOverride.inRegion(url, region == null ? template.regions() : List.of(region), other)
                : template.resolve(other, label);
        return new ResolvedEndpoint(template, there, overridden, other, environment, origin, true);
    }

    /** The same service at another of its addresses. */
    public ResolvedEndpoint at(String urlTemplate) {
        EndpointTemplate other = template.of(urlTemplate);
        HttpUrl there = other.resolve(region, environment == null ? null : environment.label());
        return new ResolvedEndpoint(other, there, false, region, environment, origin, moved);
    }

    /** Which settings led here. */
    public String why() {
        return moved ? "region " + region + " from inRegion of a client with " + origin : origin;
    }

    /** The same for applications. */
    public ScpEndpoint forAccount(@Nullable String account) {
        return new ScpEndpoint(url.uri(), region, environment, account, why());
    }
}
