// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.AsyncPaginator;
import io.github.scpsdk.core.Page;
import io.github.scpsdk.core.internal.call.CallFuture;
import io.github.scpsdk.core.internal.paging.PageSequence;
import io.github.scpsdk.core.internal.paging.PagingStrategy;
import io.github.scpsdk.core.schema.PageResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes paginators that do not hold a thread. Generated clients call this with their own public methods. */
public final class AsyncPaginators {

    private AsyncPaginators() {}

    /**
     * Pages through a list by offset.
     *
     * @param operation the list operation
     * @param offset where to begin, null for the start of the list
     * @param size items of a page as asked for or, when left out, as documented; 0 when neither is known
     * @param identity what tells an item from others, see {@link Paginators#identity}; null for items that nothing does
     * @param fetch requests the page at an offset
     * @param read takes a response apart
     * @param <T> type of the items
     * @param <A> type of a response
     * @return the paginator
     */
    public static <T, A> AsyncPaginator<T> byOffset(
            String operation,
            @Nullable Integer offset,
            int size,
            Function<? super T, ? extends @Nullable Object> identity,
            Function<Integer, CompletableFuture<A>> fetch,
            Function<A, PageResult<T>> read) {
        int start = offset == null ? 0 : offset;
        return of(() -> new PageSequence<>(operation, identity, PagingStrategy.byOffset(start, size)), fetch, read);
    }

    /**
     * Pages through a list by page number, from zero.
     *
     * @param operation the list operation
     * @param page where to begin, null for the first page
     * @param size items of a page as asked for or, when left out, as documented; 0 when neither is known
     * @param identity what tells an item from others, see {@link Paginators#identity}; null for items that nothing does
     * @param fetch requests a page by its number
     * @param read takes a response apart
     * @param <T> type of the items
     * @param <A> type of a response
     * @return the paginator
     */
    public static <T, A> AsyncPaginator<T> byPage(
            String operation,
            @Nullable Integer page,
            int size,
            Function<? super T, ? extends @Nullable Object> identity,
            Function<Integer, CompletableFuture<A>> fetch,
            Function<A, PageResult<T>> read) {
        int first = page == null ? 0 : page;
        return of(() -> new PageSequence<>(operation, identity, PagingStrategy.byNumber(first, size)), fetch, read);
    }

    /**
     * Pages through a list by marker: each page says where the next one begins.
     *
     * @param operation the list operation
     * @param marker where to begin, null for the start of the list
     * @param identity what tells an item from others, see {@link Paginators#identity}; null for items that nothing does
     * @param fetch requests the page at a marker, the first page when that is null
     * @param read takes a response apart
     * @param <T> type of the items
     * @param <A> type of a response
     * @return the paginator
     */
    public static <T, A> AsyncPaginator<T> byMarker(
            String operation,
            @Nullable String marker,
            Function<? super T, ? extends @Nullable Object> identity,
            Function<@Nullable String, CompletableFuture<A>> fetch,
            Function<A, PageResult<T>> read) {
        return of(
                () -> new PageSequence<>(operation, identity, PagingStrategy.byMarker(marker)),
                at -> fetch.apply(at.isEmpty() ? null : at),
                read);
    }

    private static <T, C, A> AsyncPaginator<T> of(
            Supplier<PageSequence<T, C>> walk,
            Function<C, CompletableFuture<A>> fetch,
            Function<A, PageResult<T>> read) {
        return new AsyncPaginator<>() {
            @Override
            public CompletableFuture<@Nullable Void> forEachPage(Predicate<? super Page<T>> action) {
                return new Walk<>(walk.get(), fetch, read, action).start();
            }

            @Override
            public Flow.Publisher<T> publisher() {
                return new ItemPublisher<>(walk, fetch, read);
            }
        };
    }

    /** Drives one pagination, one step at a time, each where a page completes. */
    private static final class Walk<T, C, A> {

        private final PageSequence<T, C> walk;
        private final Function<C, CompletableFuture<A>> fetch;
        private final Function<A, PageResult<T>> read;
        private final Predicate<? super Page<T>> action;
        private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
        private volatile @Nullable CompletableFuture<A> call;

        Walk(
                PageSequence<T, C> walk,
                Function<C, CompletableFuture<A>> fetch,
                Function<A, PageResult<T>> read,
                Predicate<? super Page<T>> action) {
            this.walk = walk;
            this.fetch = fetch;
            this.read = read;
            this.action = action;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stage does cannot fail
        CompletableFuture<@Nullable Void> start() {
            end.whenComplete((nothing, failure) -> {
                CompletableFuture<A> current = call;
                if (current != null) {
                    current.cancel(true);
                }
            });
            goOn(true);
            return end;
        }

        /** Loops instead of chaining stages, because pages that complete at once must not pile up on the stack. */
        @SuppressWarnings("FutureReturnValueIgnored")
        private void goOn(boolean callersThread) {
            try {
                while (!end.isDone()) {
                    if (walk.ended()) {
                        end.complete(null);
                        return;
                    }
                    CompletableFuture<A> page = fetch.apply(walk.next());
                    call = page;
                    if (end.isDone()) { // meanwhile
                        page.cancel(true);
                    } else if (callersThread && page instanceof CallFuture<A> own) { // which may have completed already
                        CallFuture.then(page, own.completions(), this::takeAndGoOn);
                        return;
                    } else if (!page.isDone()) {
                        page.whenComplete(this::takeAndGoOn);
                        return;
                    } else {
                        page.whenComplete(this::take);
                    }
                }
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
        }

        private void takeAndGoOn(@Nullable A response, @Nullable Throwable failure) {
            take(response, failure);
            goOn(false);
        }

        private void take(@Nullable A response, @Nullable Throwable failure) {
            if (failure != null || response == null) {
                end.completeExceptionally(failure == null ? new NullPointerException("no page") : failure);
                return;
            }
            try {
                Page<T> page = walk.take(read.apply(response));
                if (page != null && !end.isDone() && !action.test(page)) {
                    end.complete(null);
                }
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
        }
    }
}
