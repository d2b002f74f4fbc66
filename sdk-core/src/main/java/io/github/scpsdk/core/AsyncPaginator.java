// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of the platform that comes in pages, without blocking the caller. The rules are those of
 * {@link Paginator}: one page after the other, with one page in memory. The calling thread is not blocked;
 * each request in progress takes a daemon thread of the HTTP client.
 *
 * <p>Every {@code forEach}, {@code forEachPage} and subscription starts again at the first page. Completing the
 * future from outside, for example by {@code cancel}, stops the reading and ends the request in progress. May be
 * shared by any number of threads.
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

    /**
     * Returns the items of all pages as a publisher of Reactive Streams, in the platform's order. Each subscriber
     * reads the list from its first page. A page is requested when an item of it is asked for, never ahead, and
     * one page is kept in memory. Cancelling the subscription ends the request in progress. Items are published
     * on the threads that complete futures, and on those that ask for items that are there already.
     *
     * <pre>{@code
     * Flux<Volume> volumes = JdkFlowAdapter.flowPublisherToFlux(async.listVolumesPaginator().publisher());
     * Multi<Volume> same = Multi.createFrom().publisher(async.listVolumesPaginator().publisher());
     * }</pre>
     *
     * @return may be subscribed to any number of times
     */
    default Flow.Publisher<T> publisher() {
        throw new UnsupportedOperationException("AsyncPaginator.publisher");
    }
}
