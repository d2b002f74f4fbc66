// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects in archive buckets. Each has at least one version. */
final class StoredObjects {
    static final Kind KIND = new Kind(ArchiveStorageRules.SERVICE, "object");

    private StoredObjects() {}

    static List<Resource> all(Store store, Resource bucket) {
        return store.children(KIND, bucket.region(), bucket.id());
    }

    static @Nullable Resource find(Store store, Resource bucket, String path) {
        return store.find(KIND, bucket.region(), bucket.id() + "/" + path);
    }

    /** The object at a path, which is created if need be. */
    static Resource at(Store store, Resource bucket, String path) {
        Resource known = find(store, bucket, path);
        return known == null
                ? store.add(KIND, bucket.region(), bucket.id() + "/" + path, bucket.id())
                        .set("path", path)
                : known;
    }

    /** The object at a path, or all of a folder when the path ends in a slash. */
    static List<Resource> select(Store store, Resource bucket, String sent) {
        String path = Paths.plain(sent);
        if (path.isEmpty() || path.endsWith("/")) {
            return all(store, bucket).stream()
                    .filter(object -> String.valueOf(object.text("path")).startsWith(path))
                    .toList();
        }
        Resource object = find(store, bucket, path);
        return object == null ? List.of() : List.of(object);
    }

    /** Removes the latest version of each object; older ones stay. What does not exist is overlooked. */
    static @Nullable JsonNode delete(RuleCall call) {
        Resource bucket = Buckets.requireActive(call, call.path("bucket_id"));
        for (JsonNode path : call.body().path("paths")) {
            select(call.store(), bucket, path.asText())
                    .forEach(object -> call.later(Versions.latest(call.store(), object), Versions.DELETED));
        }
        return null;
    }

    static void clear(Store store, Resource bucket) {
        for (Resource object : List.copyOf(all(store, bucket))) {
            List.copyOf(Versions.of(store, object)).forEach(store::remove);
            store.remove(object);
        }
    }
}
