// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.Page;
import io.github.scpsdk.core.Paginator;
import io.github.scpsdk.core.internal.paging.PageSequence;
import io.github.scpsdk.core.internal.paging.PagingStrategy;
import io.github.scpsdk.core.schema.PageResult;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes paginators of list operations. Generated clients call this with their own public methods. */
public final class Paginators {

    private Paginators() {}

    /**
     * Pages through a list by offset.
     *
     * @param operation the list operation
     * @param offset where to begin, null for the start of the list
     * @param size items of a page as asked for or, when left out, as documented; 0 when neither is known
     * @param identity what tells an item from others, see {@link #identity}; null for items that nothing does
     * @param fetch requests the page at an offset
     * @param <T> type of the items
     * @return the paginator
     */
    public static <T> Paginator<T> byOffset(
            String operation,
            @Nullable Integer offset,
            int size,
            Function<? super T, ? extends @Nullable Object> identity,
            Function<Integer, PageResult<T>> fetch) {
        int start = offset == null ? 0 : offset;
        return of(() -> new PageSequence<>(operation, identity, PagingStrategy.byOffset(start, size)), fetch);
    }

    /**
     * Pages through a list by page number, from zero.
     *
     * @param operation the list operation
     * @param page where to begin, null for the first page
     * @param size items of a page as asked for or, when left out, as documented; 0 when neither is known
     * @param identity what tells an item from others, see {@link #identity}; null for items that nothing does
     * @param fetch requests a page by its number
     * @param <T> type of the items
     * @return the paginator
     */
    public static <T> Paginator<T> byPage(
            String operation,
            @Nullable Integer page,
            int size,
            Function<? super T, ? extends @Nullable Object> identity,
            Function<Integer, PageResult<T>> fetch) {
        int first = page == null ? 0 : page;
        return of(() -> new PageSequence<>(operation, identity, PagingStrategy.byNumber(first, size)), fetch);
    }

    /**
     * Pages through a list by marker: each page says where the next one begins.
     *
     * @param operation the list operation
     * @param marker where to begin, null for the start of the list
     * @param identity what tells an item from others, see {@link #identity}; null for items that nothing does
     * @param fetch requests the page at a marker, the first page when that is null
     * @param <T> type of the items
     * @return the paginator
     */
    public static <T> Paginator<T> byMarker(
            String operation,
            @Nullable String marker,
            Function<? super T, ? extends @Nullable Object> identity,
            Function<@Nullable String, PageResult<T>> fetch) {
        return of(
                () -> new PageSequence<>(operation, identity, PagingStrategy.byMarker(marker)),
                at -> fetch.apply(at.isEmpty() ? null : at));
    }

    /**
     * Joins the fields that identify an item, when it takes several.
     *
     * @param fields their values
     * @return null when none is set
     */
    public static @Nullable Object identity(@Nullable Object... fields) {
        return Arrays.stream(fields).allMatch(Objects::isNull) ? null : Arrays.asList(fields);
    }

    private static <T, C> Paginator<T> of(Supplier<PageSequence<T, C>> walk, Function<C, PageResult<T>> fetch) {
        return () -> () -> new PageIterator<>(walk.get(), fetch);
    }

    private static final class PageIterator<T, C> implements Iterator<Page<T>> {

        private final PageSequence<T, C> walk;
        private final Function<C, PageResult<T>> fetch;
        private @Nullable Page<T> fetched;

        PageIterator(PageSequence<T, C> walk, Function<C, PageResult<T>> fetch) {
            this.walk = walk;
            this.fetch = fetch;
        }

        @Override
        public boolean hasNext() {
            while (fetched == null && !walk.ended()) {
                fetched = walk.take(fetch.apply(walk.next()));
            }
            return fetched != null;
        }

        @Override
        public Page<T> next() {
            Page<T> page = hasNext() ? fetched : null;
            if (page == null) {
                throw new NoSuchElementException();
            }
            fetched = null;
            return page;
        }
    }
}
