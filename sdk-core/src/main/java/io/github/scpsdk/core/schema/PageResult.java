// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a list response that paging needs.
 *
 * @param items the items of the page
 * @param total number of items in the whole list, null when the response does not say
 * @param marker the start of the next page, null when the response names none
 * @param more whether there is a next page, null when the response does not say
 * @param <T> type of the items
 */
public record PageResult<T>(
        List<T> items,
        @Nullable Long total,
        @Nullable String marker,
        @Nullable Boolean more) {

    /**
     * Creates the result of a list that counts its items.
     *
     * @param items the items of the page
     * @param total number of items in the whole list, null when the response does not say
     * @param <T> type of the items
     * @return the result
     */
    public static <T> PageResult<T> counted(List<T> items, @Nullable Number total) {
        return new PageResult<>(items, total == null || total.longValue() < 0 ? null : total.longValue(), null, null);
    }

    /**
     * Creates the result of a list that continues at a marker.
     *
     * @param items the items of the page
     * @param marker the start of the next page
     * @param more whether there is a next page
     * @param <T> type of the items
     * @return the result
     */
    public static <T> PageResult<T> marked(List<T> items, @Nullable String marker, @Nullable Boolean more) {
        return new PageResult<>(items, null, marker, more);
    }
}
