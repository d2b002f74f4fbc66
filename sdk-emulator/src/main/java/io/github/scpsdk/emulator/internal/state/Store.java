package io.github.scpsdk.emulator.internal.state;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
    private final Clock clock;
    private final Map<TableKey, Table> tables = new HashMap<>();
    private final Queue<Event> events = new PriorityQueue<>(Event.ORDER);
    private final Set<Resource> changed = new LinkedHashSet<>();
    private final Ids ids = new Ids(this::nextNumber);
    private long numbers;
    private Instant now;

    private record TableKey(Kind kind, String region) {}

    /** An empty store. */
    public Store(Clock clock) {
        this.clock = clock;
        this.now = clock.instant();
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
            changed.clear();
            lock.unlock();
        }
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
    public Collection<Resource> all(Kind kind, String region) {
        Table table = tables.get(new TableKey(kind, region));
        return table == null ? Collections.emptyList() : table.all();
    }

    /** The resources of a kind that belong to another one, newest first. */
    public Collection<Resource> children(Kind kind, String region, String parent) {
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
