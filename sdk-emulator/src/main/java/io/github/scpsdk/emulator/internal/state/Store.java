// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that exists, of all services and regions. One lock guards it: a request holds the store from its first look
 * to its last change, so that clients see each change whole. Requests take microseconds; nothing waits while holding it.
 */
public final class Store {
    private final ReentrantLock lock = new ReentrantLock();
    private final ShiftedClock clock;
    private final Map<TableKey, Table> tables = new HashMap<>();
    private final Queue<Event> events = new PriorityQueue<>(Event.ORDER);
    private final Set<Resource> changed = new LinkedHashSet<>();
    private final Ids ids = new Ids(this::nextNumber);
    private long numbers;
    private Instant now;
    private @Nullable Journal journal;

    private record TableKey(Kind kind, String region) {}

    /** An empty store. */
    public Store(ShiftedClock clock) {
        this.clock = clock;
        this.now = clock.instant();
    }

    /** Takes over the state of a journal, and writes every change to it from now on, before the request ends. */
    public void keepIn(Journal kept) {
        JsonNode saved = kept.savedState();
        if (saved != null) {
            load(saved);
        }
        kept.changes().forEach(this::repeat);
        changed.clear();
        kept.compact(save());
        journal = kept;
    }

    /** Writes no more changes to a journal, and closes it. */
    public void release(Journal kept) {
        lock.lock();
        try {
            journal = null;
            kept.close();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does something with the store while no one else does. First, everything happens that is due by now.
     *
     * @param happen what an event does
     * @param work   the request
     */
    public <T> T hold(Consumer<Event> happen, Supplier<T> work) {
        lock.lock();
        try {
            settle(clock.instant(), happen);
            return work.get();
        } finally {
            try {
                commit();
            } finally {
                changed.clear();
                lock.unlock();
            }
        }
    }

    private void commit() {
        Journal kept = journal;
        if (kept == null || changed.isEmpty()) {
            return;
        }
        ObjectNode change = head();
        ArrayNode put = change.putArray("put");
        ArrayNode removed = change.putArray("removed");
        for (Resource resource : changed) {
            if (resource.isRemoved()) {
                removed.addObject()
                        .put("kind", resource.kind().toString())
                        .put("region", resource.region())
                        .put("id", resource.id());
            } else {
                put.add(StateJson.of(resource));
            }
        }
        kept.append(change);
        if (kept.isLong()) {
            kept.compact(save());
        }
    }

    /** Makes a change of the journal once more. Removals come first: an id may be given again in the same change. */
    private void repeat(JsonNode change) {
        readHead(change);
        for (JsonNode gone : change.path("removed")) {
            Resource old = find(
                    Kind.parse(gone.path("kind").asText()),
                    gone.path("region").asText(),
                    gone.path("id").asText());
            if (old != null) {
                remove(old);
            }
        }
        for (JsonNode json : change.path("put")) {
            Resource resource = StateJson.read(this, json);
            Resource old = find(resource.kind(), resource.region(), resource.id());
            if (old != null) {
                remove(old);
            }
            insert(resource);
        }
    }

    private ObjectNode head() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("format", StateJson.FORMAT)
                .put("numbers", numbers)
                .put("clockAhead", clock.ahead().toString());
    }

    private void readHead(JsonNode json) {
        if (json.path("format").asInt() != StateJson.FORMAT) {
            throw new IllegalArgumentException(
                    "The state is not one of this emulator: its format is not " + StateJson.FORMAT + ".");
        }
        numbers = json.path("numbers").longValue();
        clock.ahead(Duration.parse(json.path("clockAhead").asText("PT0S")));
    }

    private void insert(Resource resource) {
        table(resource.kind(), resource.region()).add(resource);
        events.addAll(resource.pending());
        changed(resource);
    }

    /** The whole state as JSON. To be called while the store is held. */
    public ObjectNode save() {
        ObjectNode state = head();
        ArrayNode resources = state.putArray("resources");
        List<Resource> all = new ArrayList<>();
        tables.values().forEach(table -> all.addAll(table.all()));
        all.sort(Comparator.comparingLong(Resource::number));
        all.forEach(resource -> resources.add(StateJson.of(resource)));
        return state;
    }

    /** Replaces the whole state by one that was saved. To be called while the store is held. */
    public void load(JsonNode state) {
        List<Resource> resources = new ArrayList<>();
        state.path("resources").forEach(json -> resources.add(StateJson.read(this, json)));
        readHead(state);
        clear();
        resources.forEach(this::insert);
    }

    /** Events happen at the time when they are due, so that what they cause later is due in time as well. */
    private void settle(Instant until, Consumer<Event> happen) {
        for (Event next = events.peek(); next != null && !next.due().isAfter(until); next = events.peek()) {
            events.remove();
            if (next.resource().take(next)) {
                now = next.due();
                changed(next.resource());
                happen.accept(next);
            }
        }
        now = until;
    }

    /** The time of this request or event on the emulator's clock. */
    public Instant now() {
        return now;
    }

    /** For new ids. */
    public Ids ids() {
        return ids;
    }

    /** Adds a resource without fields. */
    public Resource add(Kind kind, String region, String id, @Nullable String parent) {
        Resource resource = new Resource(this, kind, region, id, parent, nextNumber(), now);
        table(kind, region).add(resource);
        changed(resource);
        return resource;
    }

    /** The resource with an id, or null. */
    public @Nullable Resource find(Kind kind, String region, @Nullable String id) {
        Table table = tables.get(new TableKey(kind, region));
        return table == null || id == null ? null : table.find(id);
    }

    /** All resources of a kind in a region, newest first. */
    public List<Resource> all(Kind kind, String region) {
        Table table = tables.get(new TableKey(kind, region));
        return table == null ? Collections.emptyList() : table.all();
    }

    /** The newest resources of all kinds and regions, newest first. */
    public List<Resource> newest(int limit) {
        return tables.values().stream()
                .flatMap(table -> table.all().stream().limit(limit))
                .sorted(Comparator.comparingLong((Resource resource) -> resource.number())
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** How many resources there are. */
    public int size() {
        return tables.values().stream().mapToInt(table -> table.all().size()).sum();
    }

    /** The resources of a kind that belong to another one, newest first. */
    public List<Resource> children(Kind kind, String region, String parent) {
        Table table = tables.get(new TableKey(kind, region));
        return table == null ? Collections.emptyList() : table.children(parent);
    }

    /** Removes a resource, with whatever was still to happen to it. What belongs to it stays. */
    public void remove(Resource resource) {
        if (!resource.isRemoved()) {
            table(resource.kind(), resource.region()).remove(resource);
            resource.markRemoved();
            changed(resource);
        }
    }

    /** Removes everything. Numbers, and so ids, go on. */
    public void clear() {
        tables.values()
                .forEach(table -> table.all().forEach(resource -> {
                    resource.markRemoved();
                    changed(resource);
                }));
        tables.clear();
        events.clear();
    }

    private Table table(Kind kind, String region) {
        return tables.computeIfAbsent(new TableKey(kind, region), key -> new Table());
    }

    void changed(Resource resource) {
        changed.add(resource);
    }

    void schedule(Event event) {
        events.add(event);
    }

    long nextNumber() {
        return ++numbers;
    }
}
