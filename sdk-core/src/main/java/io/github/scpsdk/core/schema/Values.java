// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import io.github.scpsdk.core.OpenEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values at a path of fields, such as the ids of all attachments of a volume. Missing ones are left out.
 * Immutable.
 *
 * @param <V> type of the values
 */
public final class Values<V> {

    private static final Values<?> NONE = new Values<>(List.of());

    private final List<V> all;

    private Values(List<V> all) {
        this.all = all;
    }

    /** Returns no values. */
    @SuppressWarnings("unchecked") // there are none
    public static <V> Values<V> none() {
        return (Values<V>) NONE;
    }

    /** Returns one value, where a path begins. */
    public static <V> Values<V> of(V value) {
        return new Values<>(List.of(value));
    }

    /**
     * Goes on to a field.
     *
     * @param field reads it
     * @param <N> its type
     * @return its values
     */
    public <N> Values<N> then(Function<? super V, ? extends @Nullable N> field) {
        List<N> next = new ArrayList<>();
        for (V value : all) {
            N there = field.apply(value);
            if (there != null) {
                next.add(there);
            }
        }
        return new Values<>(next);
    }

    /**
     * Goes on to the elements of a list.
     *
     * @param field reads the list
     * @param <N> type of its elements
     * @return the elements
     */
    public <N> Values<N> each(Function<? super V, ? extends List<N>> field) {
        List<N> next = new ArrayList<>();
        for (V value : all) {
            next.addAll(field.apply(value));
        }
        return new Values<>(next);
    }

    /** Returns the values; not to be changed. */
    public List<V> all() {
        return all;
    }

    /** Returns whether every one of the others is among these, compared as the platform writes them. */
    public boolean containsAll(Values<?> others) {
        return texts().containsAll(others.texts());
    }

    /** Returns whether none of the others is among these, compared as the platform writes them. */
    public boolean containsNone(Values<?> others) {
        return others.texts().stream().noneMatch(texts()::contains);
    }

    /** Returns whether one of the words is among these, in upper or lower case. */
    public boolean containsAny(List<String> words) {
        return texts().stream().anyMatch(text -> words.stream().anyMatch(text::equalsIgnoreCase));
    }

    /** Returns the values as the platform writes them, with commas between. */
    @Override
    public String toString() {
        return String.join(", ", texts());
    }

    private List<String> texts() {
        return all.stream()
                .map(value -> value instanceof OpenEnum<?> known ? known.text() : value.toString())
                .toList();
    }
}
