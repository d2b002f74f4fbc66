// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of the platform that comes in pages, without blocking the caller. The rules are those of
 * {@link Paginator}: one page after the other, with one page in memory. The calling thread is not blocked;
 * each request in progress takes a daemon thread of the HTTP client.
 *
 * <p>Every {@code forEach} and {@code forEachPage} starts again at the first page. Completing its future from
 * outside, for example by {@code cancel}, stops it and ends the request in progress. May be shared by any
 * number of threads.
 *
 * @param <T> type of the items
 */
@FunctionalInterface
public interface AsyncPaginator<T> {

    /**
     * Reads the pages, in the platform's order.
     *
     * @param action receives one page at a time, on the threads that complete futures, and returns whether to
     *     go on; the next page is requested after it has returned true. An exception from it ends the reading
     * @return completes with null after the last page or when the action returned false, or with the
     *     exception of a request or of the action
     */
    CompletableFuture<@Nullable Void> forEachPage(Predicate<? super Page<T>> action);

    /**
     * Reads the items of all pages, in the platform's order.
     *
     * @param action receives one item at a time; an exception from it ends the reading
     * @return completes with null after the last item, or with the exception of a request or of the action
     */
    default CompletableFuture<@Nullable Void> forEach(Consumer<? super T> action) {
        return forEachPage(page -> {
            page.items().forEach(action);
            return true;
        });
    }
}
