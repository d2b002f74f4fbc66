package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Where a service is, by region and environment. No string that anyone puts in can lead to a host of another shape. */
public final class EndpointTemplate {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final String service;
    private final String template;
    private final Map<String, List<String>> locations;

    /**
     * A template.
     *
     * @param service service and version, for messages
     * @param template URL with the variables {@code region} and {@code environment}, or without
     * @param locations regions by environment; empty when every pair is fine
     */
    public EndpointTemplate(String service, String template, Map<String, List<String>> locations) {
        this.service = service;
        this.template = template;
        this.locations = new LinkedHashMap<>(locations);
    }

    /** Whether the address depends on the region. */
    public boolean needsRegion() {
        return template.contains("{region}");
    }

    /** Whether the address depends on the environment. */
    public boolean needsEnvironment() {
        return template.contains("{environment}");
    }

    /** The address for this region and environment; what the template does not need may be null. */
    public HttpUrl resolve(@Nullable String region, @Nullable String environment) {
        String filled = template;
        if (needsRegion()) {
            filled = filled.replace("{region}", label("region", region));
        }
        if (needsEnvironment()) {
            filled = filled.replace("{environment}", label("environment", environment));
        }
        if (needsRegion()
                && needsEnvironment()
                && !locations.isEmpty()
                && !locations.getOrDefault(environment, List.of()).contains(region)) {
            throw new ScpConfigurationException(service + " does not exist in region " + region + " of environment "
                    + environment + ". " + whereItExists());
        }
        HttpUrl url = HttpUrl.parse(filled);
        // the labels cannot do this; a template that somebody wrote by hand could
        if (url == null || !filled.equals(url.scheme() + "://" + url.host()) || !url.isHttps()) {
            throw new ScpConfigurationException(
                    service + " has no usable address: its description names none of the form https://host.");
        }
        return url;
    }

    /** A sentence with all places. */
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
