// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.paging;

import io.github.scpsdk.core.schema.PageResult;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the next page: the part that differs between the ways of paging. Keeps the position of one reading.
 * Not thread-safe.
 *
 * @param <C> type of a page's position
 */
public abstract class PagingStrategy<C> {

    /** Returns the position of the next page. */
    abstract C next();

    /**
     * Moves on to the position after a page.
     *
     * @param response the page as it came
     * @param fresh number of its items that the previous page did not have
     * @return whether there may be another page
     */
    abstract boolean advance(PageResult<?> response, int fresh);

    /** Returns whether the platform says that there are more items than were read so far. */
    abstract boolean promisesMore();

    /** Returns the maximum number of pages in a row without new items. */
    abstract int maxPagesWithoutNew();

    /** Returns paging by the offset of a page's first item. */
    public static PagingStrategy<Integer> byOffset(int offset, int size) {
        return new Counted(offset, size) {

            @Override
            Integer next() {
                return (int) position;
            }

            @Override
            boolean advance(PageResult<?> response, int fresh) {
                return more(response, response.items().size()) && position <= Integer.MAX_VALUE;
            }
        };
    }

    /** Returns paging by the number of a page, from zero. */
    public static PagingStrategy<Integer> byNumber(int first, int size) {
        // the real page size of the platform is unknown, and so is the position of a later page
        return new Counted(first == 0 ? 0 : Counted.UNKNOWN, size) {

            private int page = first;

            @Override
            Integer next() {
                return page;
            }

            @Override
            boolean advance(PageResult<?> response, int fresh) {
                page++;
                return more(response, fresh);
            }
        };
    }

    /**
     * Returns paging by a marker that each page contains for the next one. An empty marker is the start of
     * the list.
     */
    public static PagingStrategy<String> byMarker(@Nullable String marker) {
        return new Marked(marker == null ? "" : marker);
    }

    /**
     * Ends by the total if it is plausible, else at the first empty page. A page that is shorter than
     * requested is not the end, because some list operations have a size of their own.
     */
    private abstract static class Counted extends PagingStrategy<Integer> {

        static final long UNKNOWN = -1;

        private final int size;
        private int largest;
        private boolean first = true;
        private boolean promised;
        long position;

        Counted(long position, int size) {
            this.position = position;
            this.size = size;
        }

        boolean more(PageResult<?> response, int advance) {
            int received = response.items().size();
            Long total = response.total();
            // no document says whether "count" counts the list or the page: a full first page with an equal count
            // may be the whole list or not
            boolean mayCountThePage = first && total != null && total == received && received == size;
            first = false;
            largest = Math.max(largest, received);
            if (position != UNKNOWN) {
                position += received == 0 ? Math.max(1, largest == 0 ? size : largest) : advance;
            }
            promised = total != null && position != UNKNOWN && position < total;
            if (total == null || position == UNKNOWN || position > total || mayCountThePage) {
                return received > 0;
            }
            return promised;
        }

        @Override
        boolean promisesMore() {
            return promised;
        }

        @Override
        int maxPagesWithoutNew() {
            return 100;
        }
    }

    private static final class Marked extends PagingStrategy<String> {

        private final Set<String> seen = new HashSet<>();
        private String marker;
        private boolean promised;

        Marked(String marker) {
            this.marker = marker;
            seen.add(marker);
        }

        @Override
        String next() {
            return marker;
        }

        @Override
        boolean advance(PageResult<?> response, int fresh) {
            promised = Boolean.TRUE.equals(response.more());
            String following = response.marker();
            if (Boolean.FALSE.equals(response.more()) || following == null || following.isEmpty()) {
                return false;
            }
            marker = following;
            return seen.add(following);
        }

        @Override
        boolean promisesMore() {
            return promised;
        }

        @Override
        int maxPagesWithoutNew() {
            // a new marker shows that the platform moved on, even if it found nothing
            return 1000;
        }
    }
}
