// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one request of a {@link Paginator}. The accessors are the promise; the constructor may grow.
 *
 * @param items the items of this page, without those already on the previous page; may be empty
 * @param total number of items in the whole list, as the platform counted them for this page; null when it
 *     does not say
 * @param <T> type of the items
 */
public record Page<T>(List<T> items, @Nullable Long total) {

    /** Copies the list, unless it is immutable. */
    public Page {
        items = List.copyOf(items);
    }
}
