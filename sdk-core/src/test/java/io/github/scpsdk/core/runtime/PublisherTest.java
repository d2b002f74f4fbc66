// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.AsyncPaginator;
import io.github.scpsdk.core.schema.PageResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import nl.altindag.log.LogCaptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the items of a list are published; all rules of Reactive Streams are tested in the module conformance. */
@Timeout(180)
class PublisherTest {

    private static final int SIZE = 3;

    private final List<Integer> asked = new CopyOnWriteArrayList<>();

    /** Notes what it is told, and asks for nothing by itself. */
    private static class Collector implements Flow.Subscriber<String> {

        final List<String> items = new CopyOnWriteArrayList<>();
        final CountDownLatch over = new CountDownLatch(1);
        volatile Flow.@Nullable Subscription subscription;
        volatile @Nullable Throwable failure;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(String item) {
            items.add(item);
        }

        @Override
        public void onError(Throwable e) {
            failure = e;
            over.countDown();
        }

        @Override
        public void onComplete() {
            over.countDown();
        }

        void request(long n) {
            subscription.request(n);
        }

        void await() throws InterruptedException {
            assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static List<String> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> "item-" + i).toList();
    }

    private static PageResult<String> cut(int count, int from) {
        return PageResult.counted(items(count).subList(Math.min(from, count), Math.min(from + SIZE, count)), count);
    }

    private static <T> CompletableFuture<T> given(boolean atOnce, T page) {
        return atOnce ? CompletableFuture.completedFuture(page) : CompletableFuture.supplyAsync(() -> page);
    }

    private AsyncPaginator<String> list(Function<Integer, CompletableFuture<PageResult<String>>> fetch) {
        return AsyncPaginators.byOffset(
                "listNotes",
                null,
                SIZE,
                item -> item,
                at -> {
                    asked.add(at);
                    return fetch.apply(at);
                },
                page -> page);
    }

    private Collector subscribe(Function<Integer, CompletableFuture<PageResult<String>>> fetch) {
        Collector collector = new Collector();
        list(fetch).publisher().subscribe(collector);
        return collector;
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "7, true", "9, true", "0, false", "7, false", "9, false"})
    void publishesEveryItemOnceInOrder(int count, boolean atOnce) throws Exception {
        Flow.Publisher<String> publisher =
                list(at -> given(atOnce, cut(count, at))).publisher();
        for (int subscription = 0; subscription < 2; subscription++) { // each reads from the start
            Collector collector = new Collector();
            publisher.subscribe(collector);
            collector.request(Long.MAX_VALUE);
            collector.await();
            assertThat(collector.items).isEqualTo(items(count));
            assertThat(collector.failure).isNull();
        }
    }

    @Test
    void requestsNoPageAheadOfWhatIsAskedFor() throws Exception {
        Collector collector = subscribe(at -> given(true, cut(6, at)));
        assertThat(asked).isEmpty();
        collector.request(1);
        assertThat(collector.items).isEqualTo(items(1));
        collector.request(2);
        assertThat(collector.items).isEqualTo(items(3));
        assertThat(asked).containsExactly(0);
        assertThat(collector.over.getCount()).isOne();
        collector.request(3);
        assertThat(asked).containsExactly(0, 3);
        collector.await(); // the end of the list needs no demand
        assertThat(collector.items).isEqualTo(items(6));
    }

    @Test
    void askingForOneMoreInEachSignalDoesNotFillTheStack() throws Exception {
        int count = 150_000;
        Collector collector = new Collector() {

            private int seen; // a list that is copied for each item would take minutes

            @Override
            public void onNext(String item) {
                seen++;
                request(1);
            }

            @Override
            public void onComplete() {
                assertThat(seen).isEqualTo(count);
                super.onComplete();
            }
        };
        List<String> all = new ArrayList<>(items(count));
        AsyncPaginators.byOffset(
                        "listNotes",
                        null,
                        SIZE,
                        item -> item,
                        at -> given(
                                true,
                                PageResult.counted(
                                        all.subList(Math.min(at, count), Math.min(at + SIZE, count)), count)),
                        page -> page)
                .publisher()
                .subscribe(collector);
        collector.request(1);
        collector.await();
        assertThat(collector.failure).isNull();
    }

    @Test
    void cancellingEndsTheRequestInProgressAndAllSignals() {
        CompletableFuture<PageResult<String>> never = new CompletableFuture<>();
        Collector collector = subscribe(at -> at == 0 ? given(true, cut(9, at)) : never);
        collector.request(Long.MAX_VALUE);
        assertThat(collector.items).isEqualTo(items(3));

        collector.subscription.cancel();
        assertThat(never).isCancelled();
        collector.request(1);
        collector.subscription.cancel();
        assertThat(collector.over.getCount()).isOne();
    }

    @Test
    void aFailureIsPublishedAsItIsAfterTheItemsBeforeIt() throws Exception {
        IllegalStateException failure = new IllegalStateException("no second page");
        Collector collector =
                subscribe(at -> at == 0 ? given(false, cut(9, at)) : CompletableFuture.failedFuture(failure));
        collector.request(Long.MAX_VALUE);
        collector.await();
        assertThat(collector.items).isEqualTo(items(3));
        assertThat(collector.failure).isSameAs(failure);
    }

    @Test
    void askingForNothingIsAMistakeThatEndsTheSubscription() throws Exception {
        Collector collector = subscribe(at -> given(true, cut(9, at)));
        collector.request(2);
        collector.request(0);
        collector.await();
        assertThat(collector.failure)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("request(0)");
        assertThat(collector.items).isEqualTo(items(2));
    }

    @Test
    void aSubscriberThatThrowsGetsNothingMore() {
        try (LogCaptor log = LogCaptor.forName("io.github.scpsdk.paging")) {
            log.setLogLevelToInfo();
            List<String> got = new ArrayList<>();
            Collector collector = new Collector() {
                @Override
                public void onNext(String item) {
                    got.add(item);
                    throw new IllegalStateException("full of secrets");
                }
            };
            list(at -> given(true, cut(9, at))).publisher().subscribe(collector);
            collector.request(Long.MAX_VALUE);
            assertThat(got).hasSize(1);
            assertThat(asked).containsExactly(0);
            assertThat(log.getWarnLogs())
                    .containsExactly("A subscriber to a list failed with java.lang.IllegalStateException; nothing more"
                            + " is published to it");
            log.resetLogLevel();
        }
    }

    @Test
    void noSubscriberIsRefusedAndAnotherPaginatorSaysThatItHasNone() {
        assertThatThrownBy(() -> list(at -> given(true, cut(1, at))).publisher().subscribe(null))
                .isInstanceOf(NullPointerException.class);
        AsyncPaginator<String> fake = action -> CompletableFuture.completedFuture(null);
        assertThatThrownBy(fake::publisher).isInstanceOf(UnsupportedOperationException.class);
    }
}
