// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a list that comes in pages. Cannot be split: the halves would have to be read first, so that a parallel
 * stream would request hundreds of pages for the sake of one item.
 */
final class InOrder<T> implements Spliterator<T> {

    private static final int CHARACTERISTICS = ORDERED | NONNULL;

    private final Iterator<T> items;

    InOrder(Iterator<T> items) {
        this.items = items;
    }

    /** Returns a stream that begins to read when its first item is needed. */
    static <T> Stream<T> stream(Iterable<T> items) {
        return StreamSupport.stream(() -> new InOrder<>(items.iterator()), CHARACTERISTICS, false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        if (!items.hasNext()) {
            return false;
        }
        action.accept(items.next());
        return true;
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return CHARACTERISTICS;
    }
}
