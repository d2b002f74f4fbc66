// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpConfigurationException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The address of a service by region and environment. No input can lead to a host of another form. */
public final class EndpointTemplate {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final String service;
    private final String template;
    private final Map<String, List<String>> locations;

    /**
     * Creates a template.
     *
     * @param service service and version, for messages
     * @param template URL with the variables {@code region} and {@code environment}, or without
     * @param locations regions by environment; empty if every pair is allowed
     */
    public EndpointTemplate(String service, String template, Map<String, List<String>> locations) {
        this.service = service;
        this.template = template;
        this.locations = new LinkedHashMap<>(locations);
    }

    /** The same service at another address. */
    EndpointTemplate of(String otherTemplate) {
        return new EndpointTemplate(service, otherTemplate, locations);
    }

    /** Returns whether the address is the caller's own, as that of an appliance is. */
    public boolean isCallersOwn() {
        return template.contains("{endpoint}");
    }

    /** Returns whether the address depends on the region. */
    public boolean needsRegion() {
        return template.contains("{region}");
    }

    /** Returns whether the address depends on the environment. */
    public boolean needsEnvironment() {
        return template.contains("{environment}");
    }

    /**
     * Returns the address for this region and environment; null is fine for a value that the template does
     * not need.
     */
    public HttpUrl resolve(@Nullable String region, @Nullable String environment) {
        if (isCallersOwn()) {
            throw new ScpConfigurationException(service
                    + " has no address of its own. Give that of your system with endpointOverride of the builder,"
                    + " for example https://backup.example.com.");
        }
        String filled = template;
        if (needsRegion()) {
            filled = filled.replace("{region}", label("region", region));
        }
        if (needsEnvironment()) {
            filled = filled.replace("{environment}", label("environment", environment));
        }
        if (needsRegion()) {
            requireExists(region, needsEnvironment() ? environment : null);
        }
        HttpUrl url = HttpUrl.parse(filled);
        // labels are safe here; a template that was written by hand may not be
        if (url == null || !filled.equals(url.scheme() + "://" + url.host()) || !url.isHttps()) {
            throw new ScpConfigurationException(
                    service + " has no usable address: its description names none of the form https://host.");
        }
        return url;
    }

    /** Refuses a region that the address does not depend on, or that the service does not exist in. */
    void requireRegion(String region, @Nullable String environment) {
        if (!needsRegion()) {
            throw new ScpConfigurationException(
                    service + " has one address for all regions. Use the client itself instead of inRegion.");
        }
        requireExists(label("region", region), environment);
    }

    private void requireExists(@Nullable String region, @Nullable String environment) {
        Collection<String> possible = environment == null ? regions() : locations.getOrDefault(environment, List.of());
        if (!locations.isEmpty() && !possible.contains(region)) {
            throw new ScpConfigurationException(service + " does not exist in region " + region
                    + (environment == null ? "" : " of environment " + environment) + ". " + whereItExists());
        }
    }

    /** The regions of all environments. */
    Set<String> regions() {
        return locations.values().stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns a sentence with all regions and environments of the service. */
    public String whereItExists() {
        return locations.isEmpty()
                ? ""
                : "It exists in "
                        + locations.entrySet().stream()
                                .map(entry ->
                                        "environment " + entry.getKey() + ": " + String.join(", ", entry.getValue()))
                                .collect(Collectors.joining("; "))
                        + ".";
    }

    private String label(String what, @Nullable String value) {
        if (value == null || !LABEL.matcher(value).matches()) {
            throw new ScpConfigurationException("The " + what + " for " + service
                    + " is no plain host name label of lower-case letters, digits and inner hyphens. "
                    + whereItExists());
        }
        return value;
    }
}
