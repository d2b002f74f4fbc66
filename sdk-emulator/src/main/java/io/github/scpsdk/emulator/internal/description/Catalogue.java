// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code api/} describes: the platform, or the systems of others. A table of the versions is read at once, the description of a version when it is
 * needed. Threads may share it.
 */
public final class Catalogue {
    private final Map<String, List<DescribedVersion>> services;
    private final Map<String, Host> hosts;

    private Catalogue(List<DescribedVersion> all) {
        Map<String, List<DescribedVersion>> byService = new TreeMap<>();
        Map<String, Host> byHost = new TreeMap<>();
        for (DescribedVersion version : all) {
            byService.computeIfAbsent(version.service(), s -> new ArrayList<>()).add(version);
            version.locations().forEach(l -> byHost.put(l.host(), new Host(version.service(), l)));
        }
        byService.values().forEach(versions -> versions.sort(newestFirst()));
        this.services = byService;
        this.hosts = byHost;
    }

    private static Comparator<DescribedVersion> newestFirst() {
        return Comparator.comparing(
                        DescribedVersion::version,
                        Comparator.comparingInt((String v) -> Integer.parseInt(v.substring(0, v.indexOf('.'))))
                                .thenComparingInt(v -> Integer.parseInt(v.substring(v.indexOf('.') + 1))))
                .reversed();
    }

    /** The services of the platform that this module describes; read once. */
    public static Catalogue ofThisModule() {
        return OfThisModule.CATALOGUE;
    }

    /** The systems of others that this module describes. */
    public static Catalogue ofNeighbours() {
        return read(Packed.ofThisModule(), "neighbours");
    }

    /**
     * Reads what the packer wrote.
     *
     * @param table {@code versions} for the platform, {@code neighbours} for the systems of others
     */
    public static Catalogue read(Packed packed, String table) {
        Map<String, Map<String, String>> versions = new TreeMap<>();
        packed.table(table).forEach((path, value) -> {
            int slash = path.indexOf('/', path.indexOf('/') + 1);
            versions.computeIfAbsent(path.substring(0, slash), v -> new TreeMap<>())
                    .put(path.substring(slash + 1), value);
        });
        List<DescribedVersion> all = new ArrayList<>();
        versions.forEach((name, properties) -> all.add(new DescribedVersion(name, properties, packed)));
        return new Catalogue(all);
    }

    /** The same without the versions that the platform may refuse by now. */
    public Catalogue withoutUncertain() {
        return new Catalogue(services.values().stream()
                .flatMap(List::stream)
                .filter(version -> !version.uncertain())
                .toList());
    }

    /** Names of all services, in alphabetical order. */
    public List<String> services() {
        return List.copyOf(services.keySet());
    }

    /** The versions of a service, newest first; empty when there is no such service. */
    public List<DescribedVersion> versions(String service) {
        return services.getOrDefault(service, List.of());
    }

    /** The regions of all services, sorted. */
    public Set<String> regions() {
        Set<String> regions = new TreeSet<>();
        for (String service : services()) {
            versions(service).get(0).locations().forEach(location -> regions.add(location.region()));
        }
        return regions;
    }

    /** Who answers at a host name of the platform. */
    public @Nullable Host at(String hostName) {
        return hosts.get(hostName);
    }

    /** Reads every description to its end; the first mistake in one is thrown. */
    public void readAll() {
        services.values().forEach(versions -> versions.forEach(DescribedVersion::operations));
    }

    private static final class OfThisModule {
        static final Catalogue CATALOGUE = read(Packed.ofThisModule(), "versions");
    }

    /**
     * A host of the platform.
     *
     * @param service  who answers there
     * @param location where it is
     */
    public record Host(String service, Location location) {}
}
