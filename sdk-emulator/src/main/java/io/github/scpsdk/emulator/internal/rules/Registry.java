// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other services of the platform have and storage refers to: servers, endpoints, subnets, buckets of object
 * storage with their objects. It is part of the store, filled from outside. Unless references are judged strictly,
 * every server, endpoint, subnet and bucket exists; a server that nobody has told of is running and has a name made of its
 * id, such a bucket is empty.
 */
public final class Registry {
    /** Servers of all types. Fields: id, name, type, state, os, ip. */
    public static final Kind SERVER = new Kind("registry", "server");
    /** Subnets. Fields: id, name, cidr, vpc_id, vpc_name, state. */
    public static final Kind SUBNET = new Kind("registry", "subnet");
    /** Buckets of object storage. The id is the name. */
    public static final Kind BUCKET = new Kind("registry", "bucket");
    /** Objects in such buckets; the bucket is the parent. Fields: path, size, modified_at. */
    public static final Kind OBJECT = new Kind("registry", "object");

    private final Store store;
    private final boolean strict;

    /**
     * A registry.
     *
     * @param strict whether only what it was told of exists
     */
    public Registry(Store store, boolean strict) {
        this.store = store;
        this.strict = strict;
    }

    /** Whether only what the registry was told of exists. */
    public boolean isStrict() {
        return strict;
    }

    /**
     * The server with an id, or null when there is none.
     *
     * @param type the type of one that nobody has told of, for example {@code VM}
     */
    public @Nullable ObjectNode server(String region, String id, String type) {
        Resource known = store.find(SERVER, region, id);
        if (known != null) {
            return known.fields();
        }
        return strict
                ? null
                : RuleCall.object()
                        .put("id", id)
                        .put("name", "server-" + id.substring(0, Math.min(8, id.length())))
                        .put("type", type)
                        .put("state", "RUNNING")
                        .put("os", "LINUX")
                        .put("ip", Ids.addressOf(id));
    }

    /** All servers that the registry was told of in a region, newest first. */
    public Collection<Resource> servers(String region) {
        return store.all(SERVER, region);
    }

    /** Tells of a server, or changes what was told of it. */
    public Resource addServer(String region, String id, String name, String type, String os) {
        return put(SERVER, region, id, null)
                .set("id", id)
                .set("name", name)
                .set("type", type)
                .set("state", "RUNNING")
                .set("os", os)
                .set("ip", Ids.addressOf(id));
    }

    /** Tells of a subnet, or changes what was told of it. */
    public Resource addSubnet(String region, String id, String name, String cidr) {
        return put(SUBNET, region, id, null)
                .set("id", id)
                .set("name", name)
                .set("cidr", cidr)
                .set("vpc_id", Ids.uuidOf("vpc " + region).replace("-", ""))
                .set("vpc_name", "vpc")
                .set("state", "ACTIVE");
    }

    /** Whether there is a subnet. */
    public boolean hasSubnet(String region, String id) {
        return !strict || store.find(SUBNET, region, id) != null;
    }

    /** Whether there is a bucket of object storage. */
    public boolean hasBucket(String region, String name) {
        return !strict || store.find(BUCKET, region, name) != null;
    }

    /** The objects in a bucket of object storage, newest first. */
    public List<Resource> objects(String region, String bucket) {
        return store.children(OBJECT, region, bucket);
    }

    /** Whether a bucket of object storage has an object. */
    public boolean hasObject(String region, String bucket, String path) {
        return store.find(OBJECT, region, bucket + "/" + path) != null;
    }

    /** Tells of a bucket of object storage. */
    public Resource addBucket(String region, String name) {
        return put(BUCKET, region, name, null).set("name", name);
    }

    /** Tells of an object in a bucket of object storage, which is told of as well. */
    public Resource addObject(String region, String bucket, String path, long size) {
        addBucket(region, bucket);
        return put(OBJECT, region, bucket + "/" + path, bucket)
                .set("path", path)
                .set("size", size)
                .set("modified_at", Times.microsOffset(store.now()));
    }

    private Resource put(Kind kind, String region, String id, @Nullable String parent) {
        Resource known = store.find(kind, region, id);
        return known == null ? store.add(kind, region, id, parent) : known;
    }
}
