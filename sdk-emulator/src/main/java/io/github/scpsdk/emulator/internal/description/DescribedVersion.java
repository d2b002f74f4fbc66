// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of one service. Its description is read when it is needed first; threads may share it.
 */
public final class DescribedVersion {
    private final String service;
    private final String version;
    private final String state;
    private final @Nullable String notBefore;
    private final boolean uncertain;
    private final List<Location> locations;
    private final String document;
    private volatile @Nullable List<DescribedOperation> operations;

    DescribedVersion(JsonNode entry) {
        this.service = entry.get("service").asText();
        this.version = entry.get("version").asText();
        this.state = entry.get("state").asText();
        this.notBefore = entry.path("notBefore").textValue();
        this.uncertain = entry.path("uncertain").asBoolean();
        List<Location> places = new ArrayList<>();
        entry.get("locations")
                .forEach(l -> places.add(new Location(
                        l.get("host").asText(),
                        l.get("environment").asText(),
                        l.get("region").asText())));
        this.locations = List.copyOf(places);
        this.document = entry.get("document").asText();
    }

    /** The service's name in hosts and in the version header. */
    public String service() {
        return service;
    }

    /** For example {@code 1.1}. */
    public String version() {
        return version;
    }

    /** {@code CURRENT} or {@code DEPRECATED}. */
    public String state() {
        return state;
    }

    /** The day from which a deprecated version is not supported, in ISO form. */
    public @Nullable String notBefore() {
        return notBefore;
    }

    /** Whether the platform may refuse this version by now ({@code x-uncertain} of its description). */
    public boolean uncertain() {
        return uncertain;
    }

    /** Where the platform has this service. */
    public List<Location> locations() {
        return locations;
    }

    /** The operations in the order of the description. */
    public List<DescribedOperation> operations() {
        List<DescribedOperation> known = operations;
        if (known == null) {
            // two threads may read it at once; both read the same
            known = OperationsReader.read(service + "/" + version, document);
            operations = known;
        }
        return known;
    }

    /**
     * What a path may mean, by method; empty when the version has no such path.
     *
     * @param path raw segments
     */
    public Map<String, Match> matches(List<String> path) {
        Map<String, Match> byMethod = new LinkedHashMap<>();
        for (DescribedOperation operation : operations()) {
            Map<String, String> values = operation.match(path);
            Match before = byMethod.get(operation.method());
            if (values != null && (before == null || operation.fixedSegments() > before.operation.fixedSegments())) {
                byMethod.put(operation.method(), new Match(operation, values));
            }
        }
        return byMethod;
    }

    /**
     * An operation whose template takes a path.
     *
     * @param operation the one
     * @param pathText  raw values of the path's parameters by name
     */
    public record Match(DescribedOperation operation, Map<String, String> pathText) {}
}
