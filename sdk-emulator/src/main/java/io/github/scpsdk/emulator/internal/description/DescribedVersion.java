// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    private final Map<String, String> properties;
    private final Packed packed;
    private volatile @Nullable List<DescribedOperation> operations;

    /**
     * A version.
     *
     * @param name       for example {@code filestorage/1.1}
     * @param properties from the table of versions
     * @param packed     has the description
     */
    DescribedVersion(String name, Map<String, String> properties, Packed packed) {
        this.service = name.substring(0, name.indexOf('/'));
        this.version = name.substring(service.length() + 1);
        this.state = properties.getOrDefault("state", "");
        this.notBefore = properties.get("notBefore");
        this.uncertain = Boolean.parseBoolean(properties.get("uncertain"));
        this.locations = properties
                .getOrDefault("locations", "")
                .lines()
                .map(line -> line.split(" ", 3))
                .map(words -> new Location(words[0], words[1], words[2]))
                .toList();
        this.properties = properties;
        this.packed = packed;
    }

    /** Something that is only known of the systems of others, for example {@code token/header}; empty when it is not there. */
    public String known(String property) {
        return properties.getOrDefault(property, "");
    }

    /** The same with another operation, which the description does not have. */
    public DescribedVersion with(DescribedOperation operation) {
        DescribedVersion more = new DescribedVersion(service + "/" + version, properties, packed);
        more.operations =
                Stream.concat(operations().stream(), Stream.of(operation)).toList();
        return more;
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
            known = OperationsReader.read(service + "/" + version, packed.text(service + "-" + version + ".json"));
            operations = known;
        }
        return known;
    }

    /**
     * The operation that a request is for. Of several templates that take the path, it is the one with the most fixed segments.
     *
     * @param path raw, as in the request
     * @return null when this version has no such operation
     */
    public @Nullable Match match(String method, String path) {
        List<String> segments = List.of((path.isEmpty() ? path : path.substring(1)).split("/", -1));
        Match best = null;
        for (DescribedOperation operation : operations()) {
            Map<String, String> values = operation.method().equals(method) ? operation.match(segments) : null;
            if (values != null && (best == null || operation.fixedSegments() > best.operation.fixedSegments())) {
                best = new Match(operation, values);
            }
        }
        return best;
    }

    /**
     * An operation whose template takes a path.
     *
     * @param operation the one
     * @param pathText  raw values of the path's parameters by name
     */
    public record Match(DescribedOperation operation, Map<String, String> pathText) {}
}
