// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Versions of objects. The newest one is the latest. */
final class Versions {
    static final Kind KIND = new Kind(ArchiveStorageRules.SERVICE, "version");
    static final String DELETED = "version deleted";
    static final String SOURCE_TIME = "_source_modified_at";

    private static final String ID = "object_version_id";

    private Versions() {}

    static List<Resource> of(Store store, Resource object) {
        return store.children(KIND, object.region(), object.id());
    }

    static Resource latest(Store store, Resource object) {
        return of(store, object).get(0);
    }

    static long size(Resource version) {
        return Long.parseLong(String.valueOf(version.text("size")));
    }

    /** Stores an object of object storage once more, unless its latest version is the same. */
    static void store(World world, Resource bucket, Resource source) {
        String path = String.valueOf(source.text("path"));
        String time = String.valueOf(source.text("modified_at"));
        Resource object = StoredObjects.at(world.store(), bucket, path);
        List<Resource> versions = of(world.store(), object);
        if (!versions.isEmpty()) {
            Resource latest = versions.get(0);
            if (latest.is(SOURCE_TIME, time)) {
                return;
            }
            if (!bucket.isTrue(Buckets.VERSIONED)) {
                remove(world.store(), bucket, latest);
            }
        }
        String id = world.ids().word(32);
        String size = String.valueOf(source.number("size"));
        world.store()
                .add(KIND, bucket.region(), id, object.id())
                .set("object_path", path)
                .set(ID, id)
                .set("modified_at", Times.microsOffset(world.now()))
                .set("etag", Ids.uuidOf(path + size + time).replace("-", ""))
                .set("size", size)
                .set(SOURCE_TIME, time);
        Buckets.addUsage(bucket, source.number("size"));
    }

    private static void remove(Store store, Resource bucket, Resource version) {
        store.remove(version);
        Buckets.addUsage(bucket, -size(version));
    }

    static JsonNode list(RuleCall call) {
        Resource object = object(call, Buckets.require(call, call.path("bucket_id")), call.query("object_path"));
        Resource latest = latest(call.store(), object);
        return call.list(of(call.store(), object)).page("contents", version -> view(version, latest));
    }

    private static ObjectNode view(Resource version, Resource latest) {
        ObjectNode view = version.fields().deepCopy();
        return view.put("latest", version == latest);
    }

    static Resource object(RuleCall call, Resource bucket, @Nullable String path) {
        Resource object = StoredObjects.find(call.store(), bucket, Paths.plain(path));
        if (object == null) {
            throw call.refuse("object-unknown", String.valueOf(path));
        }
        return object;
    }

    static Resource require(RuleCall call, Resource object, @Nullable String id) {
        Resource version = call.require(KIND, id, "object-version-unknown");
        if (!object.id().equals(version.parent())) {
            throw call.refuse("object-version-unknown", String.valueOf(id));
        }
        return version;
    }

    /** Versions that do not exist are overlooked. */
    static @Nullable JsonNode delete(RuleCall call) {
        Resource bucket = Buckets.requireActive(call, call.path("bucket_id"));
        Resource object = StoredObjects.find(call.store(), bucket, Paths.plain(call.text("path")));
        for (JsonNode sent : call.body().path("versions")) {
            Resource version = call.store().find(KIND, call.region(), idOf(sent));
            if (object != null && version != null && object.id().equals(version.parent())) {
                call.later(version, DELETED);
            }
        }
        return null;
    }

    /** No source says which field of these objects has the id: the first text is taken, or the text itself. */
    private static @Nullable String idOf(JsonNode sent) {
        if (sent.isTextual()) {
            return sent.textValue();
        }
        for (JsonNode field : sent) {
            if (field.isTextual()) {
                return field.textValue();
            }
        }
        return null;
    }

    static void disappear(Resource version, World world) {
        Store store = world.store();
        Resource object = Objects.requireNonNull(
                store.find(StoredObjects.KIND, version.region(), version.parent()), "versions go with their object");
        Resource bucket = Objects.requireNonNull(
                store.find(Buckets.KIND, object.region(), object.parent()), "objects go with their bucket");
        remove(store, bucket, version);
        if (of(store, object).isEmpty()) {
            store.remove(object);
        }
    }
}
