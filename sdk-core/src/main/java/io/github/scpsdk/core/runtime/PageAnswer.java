package io.github.scpsdk.core.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What paging needs of the answer of a list operation.
 *
 * @param items the items of the page
 * @param total how many there are in all, null when the answer does not say
 * @param marker where the next page begins, null when the answer names no place
 * @param more whether there is a next page, null when the answer does not say
 * @param <T> type of the items
 */
public record PageAnswer<T>(
        List<T> items,
        @Nullable Long total,
        @Nullable String marker,
        @Nullable Boolean more) {

    /**
     * An answer of a list that is counted.
     *
     * @param items the items of the page
     * @param total how many there are in all, null when the answer does not say
     * @param <T> type of the items
     * @return the answer
     */
    public static <T> PageAnswer<T> counted(List<T> items, @Nullable Number total) {
        return new PageAnswer<>(items, total == null || total.longValue() < 0 ? null : total.longValue(), null, null);
    }

    /**
     * An answer of a list that is read on from a marker.
     *
     * @param items the items of the page
     * @param marker where the next page begins
     * @param more whether there is a next page
     * @param <T> type of the items
     * @return the answer
     */
    public static <T> PageAnswer<T> marked(List<T> items, @Nullable String marker, @Nullable Boolean more) {
        return new PageAnswer<>(items, null, marker, more);
    }
}
