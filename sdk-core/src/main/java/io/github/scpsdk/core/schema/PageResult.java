package io.github.scpsdk.core.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What paging needs of the response of a list operation.
 *
 * @param items the items of the page
 * @param total how many there are in all, null when the response does not say
 * @param marker where the next page begins, null when the response names no place
 * @param more whether there is a next page, null when the response does not say
 * @param <T> type of the items
 */
public record PageResult<T>(
        List<T> items,
        @Nullable Long total,
        @Nullable String marker,
        @Nullable Boolean more) {

    /**
     * A response of a list that is counted.
     *
     * @param items the items of the page
     * @param total how many there are in all, null when the response does not say
     * @param <T> type of the items
     * @return the response
     */
    public static <T> PageResult<T> counted(List<T> items, @Nullable Number total) {
        return new PageResult<>(items, total == null || total.longValue() < 0 ? null : total.longValue(), null, null);
    }

    /**
     * A response of a list that is read on from a marker.
     *
     * @param items the items of the page
     * @param marker where the next page begins
     * @param more whether there is a next page
     * @param <T> type of the items
     * @return the response
     */
    public static <T> PageResult<T> marked(List<T> items, @Nullable String marker, @Nullable Boolean more) {
        return new PageResult<>(items, null, marker, more);
    }
}
