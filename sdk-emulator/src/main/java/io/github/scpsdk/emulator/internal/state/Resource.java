// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that exists: a volume, a snapshot, a server. Its fields have the names of the API; a name that starts with
 * an underscore is only for rules, because no response has such a field. Read and changed only while the {@link Store}
 * is held.
 */
public final class Resource {
    /** The region of what belongs to two regions, as a replication does. */
    public static final String EVERYWHERE = "*";

    private final Store store;
    private final Kind kind;
    private final String region;
    private final String id;
    private final @Nullable String parent;
    private final long number;
    private final Instant createdAt;
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final List<Event> pending = new ArrayList<>(1);
    private boolean removed;

    Resource(
            Store store, Kind kind, String region, String id, @Nullable String parent, long number, Instant createdAt) {
        this.store = store;
        this.kind = kind;
        this.region = region;
        this.id = id;
        this.parent = parent;
        this.number = number;
        this.createdAt = createdAt;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Where it is; {@link #EVERYWHERE} for what belongs to more than one region. */
    public String region() {
        return region;
    }

    /** Unique among the resources of its kind and region. */
    public String id() {
        return id;
    }

    /** The id of what it belongs to, for example of a snapshot's volume. */
    public @Nullable String parent() {
        return parent;
    }

    /** The order of creation in the whole store. */
    public long number() {
        return number;
    }

    /** When it was created, on the emulator's clock. */
    public Instant createdAt() {
        return createdAt;
    }

    /** All fields, for reading; {@code set} changes them. */
    public ObjectNode fields() {
        return fields;
    }

    /** The text of a field; null when it has none. */
    public @Nullable String text(String field) {
        return fields.path(field).textValue();
    }

    /** The number in a field; 0 when it has none. */
    public long number(String field) {
        return fields.path(field).longValue();
    }

    /** Whether a field is true. */
    public boolean isTrue(String field) {
        return fields.path(field).booleanValue();
    }

    /** Whether the text of a field is one of these. */
    public boolean is(String field, String... texts) {
        return List.of(texts).contains(String.valueOf(text(field)));
    }

    /** Sets a field to a text, or to null. */
    public Resource set(String field, @Nullable String value) {
        return set(field, value == null ? NullNode.instance : TextNode.valueOf(value));
    }

    /** Sets a field to a number. */
    public Resource set(String field, long value) {
        return set(field, LongNode.valueOf(value));
    }

    /** Sets a field to true or false. */
    public Resource set(String field, boolean value) {
        return set(field, BooleanNode.valueOf(value));
    }

    /** Sets a field to a JSON value, which must not be changed afterwards. */
    public Resource set(String field, JsonNode value) {
        fields.set(field, value);
        store.changed(this);
        return this;
    }

    /**
     * Lets something happen to this resource later.
     *
     * @param delay from now on; 0 is before the next request
     * @param event the name under which the rules of the service say what happens
     */
    public void later(Duration delay, String event) {
        schedule(store.now().plus(delay), event);
    }

    /** Lets something happen to this resource at a time of the emulator's clock. */
    public void schedule(Instant at, String event) {
        Event due = new Event(this, event, at, store.nextNumber());
        pending.add(due);
        store.schedule(due);
        store.changed(this);
    }

    /** Whether an event is still to come. */
    public boolean awaits(String event) {
        return pending.stream().anyMatch(e -> e.name().equals(event));
    }

    /** Forgets the events of a name that are still to come. */
    public void cancel(String event) {
        pending.removeIf(e -> e.name().equals(event));
        store.changed(this);
    }

    /** Takes an event off the list; false when it was cancelled or the resource is gone. */
    boolean take(Event event) {
        return pending.remove(event) && !removed;
    }

    List<Event> pending() {
        return pending;
    }

    boolean isRemoved() {
        return removed;
    }

    void markRemoved() {
        removed = true;
    }

    @Override
    public String toString() {
        return kind + " " + id + " in " + region;
    }
}
