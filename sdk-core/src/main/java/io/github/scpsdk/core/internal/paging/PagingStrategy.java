package io.github.scpsdk.core.internal.paging;

import io.github.scpsdk.core.schema.PageResult;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page is and whether there is one: what differs between the ways of paging. Holds the place of one walk; not for several
 * threads at once.
 *
 * @param <C> what names a place
 */
public abstract class PagingStrategy<C> {

    /** Where the next page begins. */
    abstract C next();

    /**
     * Moves on behind a page.
     *
     * @param response the page as it came
     * @param fresh how many of its items the page before did not have
     * @return whether there may be another page
     */
    abstract boolean goOn(PageResult<?> response, int fresh);

    /** Whether the platform has said that there is more than was read so far. */
    abstract boolean promisesMore();

    /** How many pages without anything new are borne in a row. */
    abstract int patience();

    /** Items are counted from the first; a page begins at an offset. */
    public static PagingStrategy<Integer> byOffset(int offset, int size) {
        return new Counted(offset, size) {

            @Override
            Integer next() {
                return (int) position;
            }

            @Override
            boolean goOn(PageResult<?> response, int fresh) {
                return more(response, response.items().size()) && position <= Integer.MAX_VALUE;
            }
        };
    }

    /** Pages are counted, from zero. */
    public static PagingStrategy<Integer> byNumber(int first, int size) {
        // the size that the platform really uses is not known, and so neither is the place at which a later page begins
        return new Counted(first == 0 ? 0 : Counted.UNKNOWN, size) {

            private int page = first;

            @Override
            Integer next() {
                return page;
            }

            @Override
            boolean goOn(PageResult<?> response, int fresh) {
                page++;
                return more(response, fresh);
            }
        };
    }

    /** Each page says where the next one begins; an empty marker is the start of the list. */
    public static PagingStrategy<String> byMarker(@Nullable String marker) {
        return new Marked(marker == null ? "" : marker);
    }

    /**
     * Ends by the total where that makes sense, else at the first empty page. A page that is shorter than asked for is no end: some list
     * operations have a size of their own.
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
            // no document says whether "count" counts the list or the page; a full first page that is all there is
            // leaves it open
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
        int patience() {
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
        boolean goOn(PageResult<?> response, int fresh) {
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
        int patience() {
            return 1000; // a marker shows that the platform got on, even where nothing was found
        }
    }
}
