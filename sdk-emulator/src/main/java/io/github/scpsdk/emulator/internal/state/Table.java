package io.github.scpsdk.emulator.internal.state;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The resources of one kind in one region, found by id and by parent, in order of creation. */
final class Table {
    private final Map<String, Resource> byId = new HashMap<>();
    private final NavigableMap<Long, Resource> byNumber = new TreeMap<>();
    private final Map<String, NavigableMap<Long, Resource>> byParent = new HashMap<>();

    @Nullable
    Resource find(String id) {
        return byId.get(id);
    }

    /** Newest first. */
    Collection<Resource> all() {
        return Collections.unmodifiableCollection(byNumber.descendingMap().values());
    }

    /** Newest first. */
    Collection<Resource> children(String parent) {
        NavigableMap<Long, Resource> children = byParent.get(parent);
        return children == null
                ? Collections.emptyList()
                : Collections.unmodifiableCollection(children.descendingMap().values());
    }

    void add(Resource resource) {
        if (byId.putIfAbsent(resource.id(), resource) != null) {
            throw new IllegalStateException(resource + " exists already");
        }
        byNumber.put(resource.number(), resource);
        String parent = resource.parent();
        if (parent != null) {
            byParent.computeIfAbsent(parent, p -> new TreeMap<>()).put(resource.number(), resource);
        }
    }

    void remove(Resource resource) {
        byId.remove(resource.id());
        byNumber.remove(resource.number());
        String parent = resource.parent();
        if (parent != null) {
            byParent.computeIfPresent(parent, (p, children) -> {
                children.remove(resource.number());
                return children.isEmpty() ? null : children;
            });
        }
    }
}
