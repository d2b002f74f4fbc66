// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.Page;
import io.github.scpsdk.core.internal.call.CallFuture;
import io.github.scpsdk.core.internal.call.CallerContext;
import io.github.scpsdk.core.internal.log.Loggers;
import io.github.scpsdk.core.internal.paging.PageSequence;
import io.github.scpsdk.core.schema.PageResult;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Publishes the items of a list, each when it is asked for. Every subscriber reads the list from its first page.
 *
 * @param <T> type of the items
 * @param <C> type of a page's position
 * @param <A> type of a response
 */
final class ItemPublisher<T, C, A> implements Flow.Publisher<T> {

    private static final Logger LOG = Loggers.PAGING;

    private final Supplier<PageSequence<T, C>> begin;
    private final Function<C, CompletableFuture<A>> fetch;
    private final Function<A, PageResult<T>> read;

    ItemPublisher(
            Supplier<PageSequence<T, C>> begin,
            Function<C, CompletableFuture<A>> fetch,
            Function<A, PageResult<T>> read) {
        this.begin = begin;
        this.fetch = fetch;
        this.read = read;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        subscriber.onSubscribe(new Reading(begin.get(), subscriber));
    }

    /**
     * One reading of the list. Whoever brings news (a demand, a page, a cancellation) calls {@link #drain}; the one who
     * finds nobody at work does the work of all, in a loop, so that signals come one at a time and the stack does not grow.
     */
    private final class Reading implements Flow.Subscription {

        private final PageSequence<T, C> walk;
        private final AtomicInteger news = new AtomicInteger();
        private final AtomicLong demand = new AtomicLong();
        private volatile boolean cancelled;
        private volatile @Nullable Throwable failure;
        private volatile @Nullable CompletableFuture<A> call;
        // the next three belong to the one at work
        private Flow.@Nullable Subscriber<? super T> subscriber;
        private Iterator<T> items = Collections.emptyIterator();
        private @Nullable CallerContext
                caller; // of the first request; the others come from wherever items are asked for

        Reading(PageSequence<T, C> walk, Flow.Subscriber<? super T> subscriber) {
            this.walk = walk;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (n > 0) {
                demand.accumulateAndGet(n, (now, more) -> now + more < 0 ? Long.MAX_VALUE : now + more);
            } else {
                failure = new IllegalArgumentException("request(" + n + "): a subscriber must ask for more than 0 items"
                        + " (Reactive Streams, rule 3.9)");
            }
            drain();
        }

        @Override
        public void cancel() {
            cancelled = true;
            endCall();
            drain();
        }

        private void endCall() {
            CompletableFuture<A> current = call;
            if (current != null) {
                current.cancel(true);
            }
        }

        private void drain() {
            if (news.getAndIncrement() != 0) {
                return;
            }
            for (int seen = 1; seen != 0; seen = news.addAndGet(-seen)) {
                try {
                    boolean more = true;
                    while (more) {
                        more = step();
                    }
                } catch (Throwable e) { // rule 2.13: what a subscriber throws ends its subscription
                    LOG.warn(
                            "A subscriber to a list failed with {}; nothing more is published to it",
                            e.getClass().getName());
                    cancelled = true;
                    endCall();
                    end();
                }
            }
        }

        /** Does what is next. Returns whether there may be more to do. */
        private boolean step() {
            Flow.Subscriber<? super T> to = subscriber;
            Throwable failed = failure;
            CompletableFuture<A> current = call;
            if (to == null) {
                return false;
            } else if (cancelled) {
                end();
                return false;
            } else if (failed != null) {
                endCall();
                end();
                to.onError(failed);
                return false;
            } else if (items.hasNext()) {
                return publishNext(to);
            } else if (current != null) {
                return takeIfThere(current);
            } else if (walk.ended()) {
                end();
                to.onComplete();
                return false;
            } else if (demand.get() == 0) {
                return false;
            }
            requestPage();
            return true;
        }

        private boolean publishNext(Flow.Subscriber<? super T> to) {
            if (demand.get() == 0) {
                return false;
            }
            demand.updateAndGet(now -> now == Long.MAX_VALUE ? now : now - 1);
            to.onNext(items.next());
            return true;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stages do cannot fail
        private void requestPage() {
            try {
                if (caller == null) {
                    fetch();
                } else {
                    caller.run(this::fetch);
                }
                CompletableFuture<A> page = Objects.requireNonNull(call, "no page");
                if (caller == null && page instanceof CallFuture<A> own) {
                    caller = own.caller();
                }
                if (cancelled) { // meanwhile
                    page.cancel(true);
                }
                page.whenComplete((response, failed) -> drain());
            } catch (Throwable e) {
                failure = e;
            }
        }

        private void fetch() {
            call = fetch.apply(walk.next());
        }

        @SuppressWarnings("FutureReturnValueIgnored") // it is there, so this runs at once
        private boolean takeIfThere(CompletableFuture<A> page) {
            if (!page.isDone()) {
                return false;
            }
            call = null;
            page.whenComplete(this::take);
            return true;
        }

        private void take(@Nullable A response, @Nullable Throwable failed) {
            if (failed != null || response == null) {
                failure = failed == null ? new NullPointerException("no page") : failed;
                return;
            }
            try {
                Page<T> page = walk.take(read.apply(response));
                items = page == null
                        ? Collections.emptyIterator()
                        : page.items().iterator();
            } catch (Throwable e) {
                failure = e;
            }
        }

        /** Releases what the reading refers to: it may be kept longer than it is needed. */
        private void end() {
            subscriber = null;
            items = Collections.emptyIterator();
        }
    }
}
