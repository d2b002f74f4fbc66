// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import io.github.scpsdk.emulator.internal.rules.Registry;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells an emulator what exists in a region outside of storage, for requests that refer to it. Telling of the same thing again
 * changes what was told. Threads may share it.
 */
public final class Seed {
    private static final List<String> TYPES = List.of("VM", "GPU", "BM", "GPU_NODE", "MNGC", "ENDPOINT");
    private static final List<String> SYSTEMS = List.of("LINUX", "WINDOWS");

    private final String region;
    private final Registry registry;
    private final Consumer<Supplier<?>> teller;

    Seed(String region, Registry registry, Consumer<Supplier<?>> teller) {
        this.region = Objects.requireNonNull(region, "region");
        this.registry = registry;
        this.teller = teller;
    }

    /**
     * A running virtual server with Linux.
     *
     * @param id   as requests name it
     * @param name as people name it
     * @return this
     */
    public Seed server(String id, String name) {
        return server(id, name, "VM", "LINUX");
    }

    /**
     * A running server.
     *
     * @param id   as requests name it
     * @param name as people name it
     * @param type {@code VM}, {@code GPU}, {@code BM}, {@code GPU_NODE}, {@code MNGC} or {@code ENDPOINT}
     * @param os   {@code LINUX} or {@code WINDOWS}
     * @return this
     */
    public Seed server(String id, String name, String type, String os) {
        check("type", type, TYPES);
        check("operating system", os, SYSTEMS);
        return tell(() -> registry.addServer(region, id, name, type, os));
    }

    /**
     * A subnet.
     *
     * @param id   as requests name it
     * @param name as people name it
     * @param cidr for example {@code 192.168.1.0/24}
     * @return this
     */
    public Seed subnet(String id, String name, String cidr) {
        return tell(() -> registry.addSubnet(region, id, name, cidr));
    }

    /**
     * An empty bucket of object storage.
     *
     * @param name of the bucket
     * @return this
     */
    public Seed bucket(String name) {
        return tell(() -> registry.addBucket(region, name));
    }

    /**
     * An object in a bucket of object storage; the bucket need not have been told of.
     *
     * @param bucket its name
     * @param path   for example {@code reports/2026.pdf}
     * @param size   in bytes
     * @return this
     */
    public Seed object(String bucket, String path, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("An object has 0 bytes or more, not " + size + ".");
        }
        return tell(() -> registry.addObject(region, bucket, path, size));
    }

    private static void check(String what, String value, List<String> possible) {
        if (!possible.contains(value)) {
            throw new IllegalArgumentException(
                    "The " + what + " of a server is one of " + String.join(", ", possible) + ", not '" + value + "'.");
        }
    }

    private Seed tell(Supplier<?> what) {
        teller.accept(what);
        return this;
    }
}
