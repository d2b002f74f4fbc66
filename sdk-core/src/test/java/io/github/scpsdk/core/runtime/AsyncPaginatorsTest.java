// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.AsyncPaginator;
import io.github.scpsdk.core.schema.PageResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How lists are walked without waiting; which page is next and when to end is decided as in {@link PaginatorsTest}. */
@Timeout(180)
class AsyncPaginatorsTest {

    private static final int SIZE = 3;

    private final List<Object> asked = new ArrayList<>();

    private static List<String> items(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "item-" + i).toList();
    }

    private static PageResult<String> cut(int count, int from) {
        return PageResult.counted(items(Math.min(from, count), Math.min(from + SIZE, count)), count);
    }

    /** A page that is there at once, or comes on another thread. */
    private static <T> CompletableFuture<T> given(boolean atOnce, T page) {
        return atOnce ? CompletableFuture.completedFuture(page) : CompletableFuture.supplyAsync(() -> page);
    }

    private AsyncPaginator<String> offsets(Function<Integer, CompletableFuture<PageResult<String>>> fetch) {
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

    private static List<String> all(AsyncPaginator<String> paginator) throws Exception {
        List<String> all = new ArrayList<>();
        paginator.forEach(all::add).get(60, TimeUnit.SECONDS);
        return all;
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "7, true", "8, true", "10, true", "0, false", "7, false", "10, false"})
    void givesEveryItemOnceInOrder(int count, boolean atOnce) throws Exception {
        AsyncPaginator<String> byOffset = offsets(at -> given(atOnce, cut(count, at)));
        assertThat(all(byOffset)).isEqualTo(items(0, count));
        assertThat(all(byOffset)).as("every walk begins anew").isEqualTo(items(0, count));

        assertThat(all(AsyncPaginators.byPage(
                        "listNotes",
                        null,
                        SIZE,
                        item -> item,
                        at -> given(atOnce, cut(count, at * SIZE)),
                        page -> page)))
                .isEqualTo(items(0, count));

        assertThat(all(AsyncPaginators.byMarker(
                        "listNotes",
                        null,
                        item -> item,
                        at -> {
                            int from = at == null ? 0 : Integer.parseInt(at);
                            boolean more = from + SIZE < count;
                            return given(
                                    atOnce,
                                    PageResult.marked(
                                            items(from, Math.min(from + SIZE, count)),
                                            more ? Integer.toString(from + SIZE) : null,
                                            more));
                        },
                        page -> page)))
                .isEqualTo(items(0, count));
    }

    @Test
    void requestsPagesOnlyWhenAsked() throws Exception {
        AsyncPaginator<String> paginator = offsets(at -> given(false, cut(100, at)));
        assertThat(asked).isEmpty();

        List<String> seen = new ArrayList<>();
        paginator
                .forEachPage(page -> {
                    seen.addAll(page.items());
                    return seen.size() < 6;
                })
                .get(60, TimeUnit.SECONDS);

        assertThat(seen).isEqualTo(items(0, 6));
        assertThat(asked).containsExactly(0, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsEvenWhenThePlatformRepeatsAPageForEver(boolean atOnce) throws Exception {
        assertThat(all(offsets(at -> given(atOnce, PageResult.counted(items(0, SIZE), 1_000)))))
                .isEqualTo(items(0, SIZE));
    }

    @Test
    void manyPagesAtOnceDoNotFillTheStack() throws Exception {
        int count = 150_000;
        assertThat(all(offsets(at -> given(true, cut(count, at))))).hasSize(count);
    }

    @Test
    void aFailureEndsTheWalkAsItIs() {
        IllegalStateException failure = new IllegalStateException("no second page");
        List<String> seen = new ArrayList<>();
        CompletableFuture<Void> end = offsets(
                        at -> at == 0 ? given(true, cut(9, at)) : CompletableFuture.failedFuture(failure))
                .forEach(seen::add);

        assertThat(end.handle((nothing, e) -> e).join()).isSameAs(failure);
        assertThat(seen).isEqualTo(items(0, SIZE));
    }

    @Test
    void whatTheActionThrowsEndsTheWalk() {
        CompletableFuture<Void> end = offsets(at -> given(false, cut(9, at))).forEach(item -> {
            throw new IllegalArgumentException("enough of " + item);
        });

        assertThatThrownBy(end::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(asked).containsExactly(0);
    }

    @Test
    void cancellingEndsTheRequestThatIsUnderWay() {
        CompletableFuture<PageResult<String>> never = new CompletableFuture<>();
        CompletableFuture<Void> end =
                offsets(at -> at == 0 ? given(true, cut(9, at)) : never).forEach(item -> {});
        assertThat(end).isNotDone();

        end.cancel(true);

        assertThat(never).isCancelled();
        assertThat(asked).containsExactly(0, 3);
    }
}
