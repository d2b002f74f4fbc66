// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of the platform that comes in pages, lazily. The first request is sent when the first item is
 * needed. One page is kept in memory. If you stop early, no further page is requested.
 *
 * <p>Every {@link #iterator()}, {@link #stream()} and {@link #pages()} starts again at the first page. If a
 * request fails, {@code hasNext} or {@code next} throws the exception of the operation. Calling it again
 * repeats that request and goes on from there.
 *
 * <p>The platform keeps no snapshot of a list, so items that are created or deleted meanwhile may be missed.
 * An item that was already on the previous page is left out. Reading always ends, even if the platform
 * repeats pages or ignores the requested page size. If the list had to be cut off for that reason, a warning
 * is logged.
 *
 * <p>A paginator may be shared by any number of threads; an iterator or stream of it may not.
 *
 * @param <T> type of the items
 */
@FunctionalInterface
public interface Paginator<T> extends Iterable<T> {

    /**
     * Returns the pages, in the platform's order.
     *
     * @return lazy; each iterator of it starts again at the first page
     */
    Iterable<Page<T>> pages();

    /**
     * Returns the items of all pages, in the platform's order.
     *
     * @return a new iterator, for one thread
     */
    @Override
    default Iterator<T> iterator() {
        Iterator<Page<T>> pages = pages().iterator();
        return new Iterator<>() {

            private @Nullable Iterator<T> items;

            @Override
            public boolean hasNext() {
                while (items == null || !items.hasNext()) {
                    // release the page before the next one is requested
                    items = null;
                    if (!pages.hasNext()) {
                        return false;
                    }
                    items = pages.next().items().iterator();
                }
                return true;
            }

            @Override
            public T next() {
                if (!hasNext() || items == null) {
                    throw new NoSuchElementException();
                }
                return items.next();
            }
        };
    }

    /**
     * Returns the items of all pages, for streams of other libraries. It cannot be split: one page follows from the
     * other.
     *
     * @return a new spliterator, for one thread
     */
    @Override
    default Spliterator<T> spliterator() {
        return new InOrder<>(iterator());
    }

    /**
     * Returns the items of all pages as a stream. {@code parallel()} changes nothing: one page follows from the other.
     *
     * @return sequential and lazy; need not be closed
     */
    default Stream<T> stream() {
        return InOrder.stream(this);
    }

    /**
     * Returns the pages as a stream. {@code parallel()} changes nothing.
     *
     * @return sequential and lazy; need not be closed
     */
    default Stream<Page<T>> pageStream() {
        return InOrder.stream(pages());
    }
}
