// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

import io.github.scpsdk.core.internal.log.Loggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the unmodifiable lists of records. */
public final class Lists {

    private Lists() {}

    /**
     * Returns an unmodifiable copy without nulls.
     *
     * @param field record and component, for the warning
     * @param list null counts as empty; null elements are dropped with a warning
     * @param <T> type of the elements
     * @return the copy, never null
     */
    public static <T> List<T> copy(String field, @Nullable List<? extends @Nullable T> list) {
        if (list == null || list.isEmpty()) {
            return List.of();
        }
        if (!hasNull(list)) {
            return List.copyOf(withoutNulls(list));
        }
        List<T> kept = new ArrayList<>(list.size());
        for (T element : list) {
            if (element != null) {
                kept.add(element);
            }
        }
        // not as a constant: a record with a list would load the logging of the process
        Loggers.DECODING.warn("{} has {} null element(s), which are left out", field, list.size() - kept.size());
        return List.copyOf(kept);
    }

    private static boolean hasNull(List<?> list) {
        // contains(null) throws in the lists of List.of
        for (Object element : list) {
            if (element == null) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // no element is null
    private static <T> List<T> withoutNulls(List<? extends @Nullable T> list) {
        return (List<T>) Objects.requireNonNull(list);
    }
}
