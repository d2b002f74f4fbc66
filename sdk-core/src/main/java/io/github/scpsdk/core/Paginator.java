package io.github.scpsdk.core;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A list of the platform that comes in pages, read as it is needed: nothing is requested before the first item is asked for, one page is kept
 * in memory, and whoever stops early requests no further page.
 *
 * <p>Every {@link #iterator()}, {@link #stream()} and {@link #pages()} begins anew at the first page. A request that fails throws out of
 * {@code hasNext} or {@code next} what the operation throws; asking again repeats that request and goes on from there.
 *
 * <p>The platform keeps no snapshot of a list, so that items that are made or removed meanwhile may be missed. The same item is not given
 * twice in a row of two pages, and the walk always ends, even when the platform repeats pages or ignores what it is asked for; where it had
 * to be cut off for that, a warning is logged.
 *
 * <p>A paginator may be shared by any number of threads; an iterator or stream of it may not.
 *
 * @param <T> type of the items
 */
@FunctionalInterface
public interface Paginator<T> extends Iterable<T> {

    /**
     * The pages, in the platform's order.
     *
     * @return lazy; each iterator of it begins anew
     */
    Iterable<Page<T>> pages();

    /**
     * The items of all pages, in the platform's order.
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
                    items = null; // lets go of the page before the next one is fetched
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
     * The items of all pages as a stream.
     *
     * @return sequential and lazy; need not be closed
     */
    default Stream<T> stream() {
        return StreamSupport.stream(
                () -> Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                Spliterator.ORDERED | Spliterator.NONNULL,
                false);
    }

    /**
     * The pages as a stream.
     *
     * @return sequential and lazy; need not be closed
     */
    default Stream<Page<T>> pageStream() {
        return StreamSupport.stream(
                () -> Spliterators.spliteratorUnknownSize(
                        pages().iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                Spliterator.ORDERED | Spliterator.NONNULL,
                false);
    }
}
