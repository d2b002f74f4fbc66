package io.github.scpsdk.core;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A list of the platform that comes in pages, walked without waiting: by the rules of {@link Paginator}, one page after the other, of which one
 * is in memory. No thread is held while a page is on its way.
 *
 * <p>Every walk begins anew at the first page. Cancelling its future, or completing it otherwise from outside, ends the walk and the request that is
 * under way. May be shared by any number of threads.
 *
 * @param <T> type of the items
 */
@FunctionalInterface
public interface AsyncPaginator<T> {

    /**
     * Walks over the pages, in the platform's order.
     *
     * @param action is given one page at a time, where futures complete, and says whether to go on; the next page is requested when it has
     *     returned true. What it throws ends the walk
     * @return completes with null behind the last page or when the action has had enough, or with what a request failed with or the action threw
     */
    CompletableFuture<@Nullable Void> forEachPage(Predicate<? super Page<T>> action);

    /**
     * Walks over the items of all pages, in the platform's order.
     *
     * @param action is given one item at a time; what it throws ends the walk
     * @return completes with null behind the last item, or with what a request failed with or the action threw
     */
    default CompletableFuture<@Nullable Void> forEach(Consumer<? super T> action) {
        return forEachPage(page -> {
            page.items().forEach(action);
            return true;
        });
    }
}
