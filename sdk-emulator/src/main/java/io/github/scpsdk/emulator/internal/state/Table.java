// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources of one kind in one region, found by id and by parent, in order of creation. */
final class Table {
    private final Map<String, Resource> byId = new HashMap<>();
    private final NewestFirst all = new NewestFirst();
    private final Map<String, NewestFirst> byParent = new HashMap<>();

    @Nullable
    Resource find(String id) {
        return byId.get(id);
    }

    /** Newest first. */
    List<Resource> all() {
        return Collections.unmodifiableList(all);
    }

    /** Newest first. */
    List<Resource> children(String parent) {
        NewestFirst children = byParent.get(parent);
        return children == null ? Collections.emptyList() : Collections.unmodifiableList(children);
    }

    void add(Resource resource) {
        if (byId.putIfAbsent(resource.id(), resource) != null) {
            throw new IllegalStateException(resource + " exists already");
        }
        all.insert(resource);
        String parent = resource.parent();
        if (parent != null) {
            byParent.computeIfAbsent(parent, p -> new NewestFirst()).insert(resource);
        }
    }

    void remove(Resource resource) {
        byId.remove(resource.id());
        all.delete(resource);
        String parent = resource.parent();
        if (parent != null) {
            byParent.computeIfPresent(parent, (p, children) -> {
                children.delete(resource);
                return children.isEmpty() ? null : children;
            });
        }
    }
}
