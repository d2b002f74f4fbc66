// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.ScpEnvironment;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a client goes, and why.
 *
 * @param template where the service is
 * @param url the address
 * @param overridden whether the address takes the place of the template's
 * @param region region of the address, if known
 * @param environment environment of the address, if known
 * @param origin the settings that led to the address of the client
 * @param moved whether this is a view in a region of its own
 */
public record Place(
        EndpointTemplate template,
        HttpUrl url,
        boolean overridden,
        @Nullable String region,
        @Nullable ScpEnvironment environment,
        String origin,
        boolean moved) {

    /** The place of a new client. */
    public Place(
            EndpointTemplate template,
            HttpUrl url,
            boolean overridden,
            @Nullable String region,
            @Nullable ScpEnvironment environment,
            String origin) {
        this(template, url, overridden, region, environment, origin, false);
    }

    /** The same service in another of its regions. */
    public Place inRegion(String other) {
        String label = environment == null ? null : environment.label();
        template.requireRegion(other, label);
        HttpUrl there = overridden
                ? EndpointOverride.inRegion(url, region == null ? template.regions() : List.of(region), other)
                : template.resolve(other, label);
        return new Place(template, there, overridden, other, environment, origin, true);
    }

    /** The place of another address of the service. */
    public Place at(String urlTemplate) {
        EndpointTemplate other = template.of(urlTemplate);
        HttpUrl there = other.resolve(region, environment == null ? null : environment.label());
        return new Place(other, there, false, region, environment, origin, moved);
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
