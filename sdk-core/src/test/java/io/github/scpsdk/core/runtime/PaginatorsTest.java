// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.Page;
import io.github.scpsdk.core.Paginator;
import io.github.scpsdk.core.schema.PageResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import nl.altindag.log.LogCaptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How lists are walked, over servers of every mood. */
@Timeout(180)
class PaginatorsTest {

    private static final int SIZE = 3;

    private final List<Object> asked = new ArrayList<>();
    private static final LogCaptor LOG = LogCaptor.forName("io.github.scpsdk.paging");

    @BeforeEach
    void clearLog() {
        LOG.setLogLevelToInfo();
        LOG.clearLogs();
    }

    @AfterAll
    static void closeLog() {
        LOG.close();
    }

    // ----- what every list does -----

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 1", "4, 2", "7, 3", "8, 3", "9, 3", "10, 4"})
    void givesEveryItemOnceWithTheFewestRequests(int count, int requests) {
        assertThat(offsets(shelf(count))).containsExactlyElementsOf(items(0, count));
        assertThat(asked).hasSize(requests);
        asked.clear();
        assertThat(numbers(shelf(count))).containsExactlyElementsOf(items(0, count));
        assertThat(asked).hasSize(requests);
        asked.clear();
        assertThat(markers(markedShelf(count))).containsExactlyElementsOf(items(0, count));
        assertThat(asked).hasSize(Math.max(1, (count + SIZE - 1) / SIZE));
        assertThat(LOG.getWarnLogs()).isEmpty();
    }

    @Test
    void aParallelStreamReadsNotAheadOfWhatIsWanted() {
        Paginator<String> list = numbers(shelf(3000));

        assertThat(list.stream().parallel().findFirst()).contains("item-0");
        assertThat(list.pageStream().parallel().findAny()).isPresent();
        assertThat(list.stream().parallel().limit(SIZE).toList()).hasSize(SIZE);
        assertThat(StreamSupport.stream(list.spliterator(), true).anyMatch(item -> item.equals("item-1")))
                .isTrue();

        assertThat(asked).containsOnly(0);
    }

    @Test
    void aParallelStreamGivesEveryItemOnceInItsOrder() {
        assertThat(numbers(shelf(100)).stream()
                        .parallel()
                        .map(String::toUpperCase)
                        .toList())
                .hasSize(100)
                .containsExactlyElementsOf(
                        items(0, 100).stream().map(String::toUpperCase).toList());
    }

    @Test
    void asksForOffsetsNumbersAndMarkersInTurn() {
        offsets(shelf(7)).forEach(item -> {});
        assertThat(asked).containsExactly(0, 3, 6);
        asked.clear();
        numbers(shelf(7)).forEach(item -> {});
        assertThat(asked).containsExactly(0, 1, 2);
        asked.clear();
        markers(markedShelf(7)).forEach(item -> {});
        assertThat(asked).containsExactly("", "item-3", "item-6");
    }

    @Test
    void asksOnceMoreIfTheCountMayBePerPage() {
        // a full first page whose count is its own size: the end of the list, or a count of the page?
        Paginator<String> countsPages = offsets(
                at -> PageResult.counted(cut(8, at, SIZE), cut(8, at, SIZE).size()));

        assertThat(countsPages).containsExactlyElementsOf(items(0, 8));
        assertThat(asked).containsExactly(0, 3, 6, 8);

        asked.clear();
        assertThat(offsets(shelf(3))).hasSize(3);
        assertThat(asked).containsExactly(0, 3);
    }

    @Test
    void requestsNothingBeforeTheFirstItemIsAskedFor() {
        Paginator<String> list = offsets(shelf(7));
        Object[] unused = {
            list.iterator(),
            list.pages().iterator(),
            list.stream().map(String::length),
            list.pageStream().map(Page::total)
        };

        assertThat(unused).isNotEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void requestsNoFurtherPageWhenStoppedEarly() {
        Paginator<String> list = offsets(shelf(100));

        assertThat(list.stream().limit(SIZE)).hasSize(SIZE);
        assertThat(asked).containsExactly(0);

        asked.clear();
        assertThat(list.stream().filter(item -> item.equals("item-4")).findFirst())
                .isPresent();
        assertThat(asked).containsExactly(0, 3);

        asked.clear();
        Iterator<String> items = list.iterator();
        for (int i = 0; i < SIZE; i++) {
            items.next();
        }
        assertThat(asked).containsExactly(0);

        asked.clear();
        assertThat(list.pageStream()
                        .limit(2)
                        .mapToInt(page -> page.items().size())
                        .sum())
                .isEqualTo(2 * SIZE);
        assertThat(asked).containsExactly(0, 3);
    }

    @Test
    void beginsAnewWithEveryIteratorAndStream() {
        Paginator<String> list = offsets(shelf(4));

        assertThat(list).hasSize(4);
        assertThat(list).hasSize(4);
        assertThat(list.stream()).hasSize(4);
        assertThat(list.pages()).hasSize(2);
        assertThat(list.pages()).hasSize(2);
        assertThat(asked).containsExactly(0, 3, 0, 3, 0, 3, 0, 3, 0, 3);
    }

    @Test
    void walksSideBySideDoNotDisturbEachOther() {
        Paginator<String> list = offsets(shelf(5));
        Iterator<String> slow = list.iterator();
        assertThat(slow.next()).isEqualTo("item-0");

        assertThat(list).hasSize(5);

        assertThat(slow).toIterable().hasSize(4);
    }

    @Test
    void pagesSayTheTotal() {
        assertThat(offsets(shelf(4)).pageStream().map(Page::total)).containsExactly(4L, 4L);
        assertThat(offsets(shelf(0)).pageStream().map(Page::total)).containsExactly(0L);
        assertThat(markers(markedShelf(4)).pageStream().map(Page::total)).containsExactly(null, null);
    }

    @Test
    void beginsWhereTheCallerSays() {
        assertThat(Paginators.byOffset("listNotes", 5, SIZE, item -> item, counting(shelf(8))))
                .containsExactlyElementsOf(items(5, 8));
        assertThat(asked).containsExactly(5);
        asked.clear();

        assertThat(Paginators.byPage("listNotes", 1, SIZE, item -> item, counting(at -> shelf(8).apply(at * SIZE))))
                .containsExactlyElementsOf(items(3, 8));
        assertThat(asked)
                .as("where page 1 begins is not sure, so the end is an empty page")
                .containsExactly(1, 2, 3);
        asked.clear();

        assertThat(Paginators.byMarker("listNotes", "item-3", item -> item, counting(markedShelf(5))))
                .containsExactlyElementsOf(items(3, 5));
        assertThat(asked).containsExactly("item-3");
    }

    @Test
    void repeatsTheRequestThatFailedWhenAskedAgain() {
        boolean[] broken = {false};
        Iterator<String> items = offsets(at -> {
                    if (broken[0]) {
                        throw new IllegalStateException("broken");
                    }
                    return shelf(4).apply(at);
                })
                .iterator();
        for (int i = 0; i < SIZE; i++) {
            items.next();
        }
        broken[0] = true;
        assertThatThrownBy(items::hasNext).hasMessage("broken");
        assertThatThrownBy(items::next).hasMessage("broken");
        broken[0] = false;

        assertThat(items).toIterable().containsExactly("item-3");
        assertThatThrownBy(items::next).isInstanceOf(NoSuchElementException.class);
        assertThat(asked).containsExactly(0, 3, 3, 3);
    }

    // ----- servers that do not do what they are asked -----

    @Test
    void endsWhenTheSizeIsIgnored() {
        assertThat(offsets(at -> PageResult.counted(items(0, 50), 50))).hasSize(50);
        assertThat(asked).containsExactly(0);
        asked.clear();
        assertThat(numbers(at -> PageResult.counted(items(0, 50), 50))).hasSize(50);
        assertThat(asked).containsExactly(0);
        asked.clear();
        assertThat(markers(at -> PageResult.marked(items(0, 50), null, false))).hasSize(50);
        assertThat(asked).containsExactly("");
        assertThat(LOG.getWarnLogs()).isEmpty();
    }

    @Test
    void endsWhenPlaceAndSizeAreIgnoredWithoutACount() {
        assertThat(offsets(at -> PageResult.counted(items(0, 50), null))).hasSize(50);
        assertThat(asked).containsExactly(0, 50);
        asked.clear();
        assertThat(numbers(at -> PageResult.counted(items(0, 50), null))).hasSize(50);
        assertThat(asked).containsExactly(0, 1);
        assertThat(LOG.getWarnLogs()).isEmpty();
    }

    @Test
    void goesOnWhenTheServerHasASmallerPageSize() {
        assertThat(Paginators.byOffset(
                        "listNotes", null, 100, item -> item, counting(at -> PageResult.counted(cut(7, at, 3), 7))))
                .containsExactlyElementsOf(items(0, 7));
        assertThat(asked).containsExactly(0, 3, 6);
        asked.clear();
        assertThat(Paginators.byPage(
                        "listNotes", null, 100, item -> item, counting(at -> PageResult.counted(cut(7, at * 3, 3), 7))))
                .containsExactlyElementsOf(items(0, 7));
        assertThat(asked).containsExactly(0, 1, 2);
        asked.clear();
        assertThat(Paginators.byOffset(
                        "listNotes", null, 100, item -> item, counting(at -> PageResult.counted(cut(7, at, 3), null))))
                .containsExactlyElementsOf(items(0, 7));
        assertThat(asked).as("nothing is counted, so the end is an empty page").containsExactly(0, 3, 6, 7);
    }

    @Test
    void endsAtARepeatedPageAndSaysSo() {
        assertThat(offsets(at -> PageResult.counted(items(0, SIZE), 1000))).hasSize(SIZE);
        assertThat(asked).containsExactly(0, 3);
        assertThat(LOG.getWarnLogs())
                .containsExactly("listNotes: the list was cut off although there should be more of it: the platform"
                        + " sent a page again that it had already sent");
        asked.clear();
        assertThat(numbers(at -> PageResult.counted(items(0, SIZE), 1000))).hasSize(SIZE);
        assertThat(markers(at -> PageResult.marked(items(0, SIZE), at + "x", true)))
                .hasSize(SIZE);
        assertThat(asked).containsExactly(0, 1, "", "x");
    }

    @Test
    void endsWhenTwoPagesTakeTurns() {
        Function<Integer, PageResult<String>> turns =
                at -> PageResult.counted(asked.size() % 2 == 0 ? items(0, 3) : items(3, 6), 1_000_000);

        assertThat(offsets(turns)).hasSize(6);
        assertThat(numbers(turns)).hasSize(6);
        assertThat(markers(at -> PageResult.marked(
                        at.equals("b") ? items(3, 6) : items(0, 3), at.equals("b") ? "a" : "b", true)))
                .hasSize(6);
    }

    @Test
    void endsWhenMarkersGoRoundOverEmptyPages() {
        assertThat(markers(at -> PageResult.marked(List.of(), at.equals("b") ? "a" : "b", true)))
                .isEmpty();
        assertThat(asked).containsExactly("", "b", "a");
    }

    @Test
    void saysWhenAMarkerToMoreIsMissing() {
        assertThat(markers(at -> PageResult.marked(items(0, 2), null, true))).hasSize(2);
        assertThat(markers(at -> PageResult.marked(items(0, 2), "", true))).hasSize(2);
        assertThat(LOG.getWarnLogs()).hasSize(2).allMatch(line -> line.contains("names no new place"));
    }

    @Test
    void goesByTheMarkerWhenNothingElseTells() {
        assertThat(markers(at ->
                        PageResult.marked(at.isEmpty() ? items(0, 2) : items(2, 4), at.isEmpty() ? "m" : null, null)))
                .hasSize(4);
    }

    @Test
    void stopsAtTheEndDespiteAMarker() {
        assertThat(markers(at -> PageResult.marked(items(0, 2), "item-2", false)))
                .hasSize(2);
        assertThat(asked).containsExactly("");
    }

    @Test
    void goesOnBehindAnEmptyPageInTheMiddle() {
        assertThat(offsets(at -> at == 3 ? PageResult.counted(List.of(), 9) : shelf(9).apply(at)))
                .containsExactly("item-0", "item-1", "item-2", "item-6", "item-7", "item-8");
        assertThat(asked).containsExactly(0, 3, 6);
        asked.clear();
        assertThat(numbers(at -> at == 3 ? PageResult.counted(List.of(), 9) : shelf(9).apply(at)))
                .hasSize(6);
        assertThat(asked).containsExactly(0, 1, 2);
        asked.clear();
        assertThat(markers(at -> switch (at) {
                    case "" -> PageResult.marked(items(0, 3), "a", true);
                    case "a" -> PageResult.marked(List.of(), "b", true);
                    default -> PageResult.marked(items(3, 5), null, false);
                }))
                .hasSize(5);
    }

    @Test
    void goesOnBehindAFirstPageThatIsEmpty() {
        assertThat(offsets(at -> at == 0 ? PageResult.counted(List.of(), 5) : shelf(5).apply(at)))
                .containsExactly("item-3", "item-4");
        assertThat(asked).containsExactly(0, 3);
    }

    @Test
    void endsWhenEveryPageIsEmptyWhateverTheTotal() {
        assertThat(offsets(at -> PageResult.counted(List.of(), 60))).isEmpty();
        assertThat(asked).hasSize(20);
        asked.clear();
        assertThat(offsets(at -> PageResult.counted(List.of(), at + 1_000_000))).isEmpty();
        assertThat(asked).hasSize(100);
        asked.clear();
        assertThat(numbers(at -> PageResult.counted(List.of(), at * 10 + 1_000_000)))
                .isEmpty();
        assertThat(asked).hasSize(100);
        asked.clear();
        assertThat(markers(at -> PageResult.marked(List.of(), at + "x", true))).isEmpty();
        assertThat(asked).hasSize(1000);
        assertThat(LOG.getWarnLogs()).hasSize(3).first().asString().contains("100 pages in a row had nothing new");
    }

    @Test
    void followsATotalThatGrowsAndOneThatShrinks() {
        int[] count = {4};
        assertThat(offsets(at -> {
                    PageResult<String> page = shelf(count[0]).apply(at);
                    count[0] = Math.min(10, count[0] + 3);
                    return page;
                }))
                .containsExactlyElementsOf(items(0, 10));

        asked.clear();
        count[0] = 100;
        assertThat(offsets(at -> {
                    PageResult<String> page = shelf(count[0]).apply(at);
                    count[0] = 5;
                    return page;
                }))
                .containsExactlyElementsOf(items(0, 5));
        assertThat(asked).containsExactly(0, 3);
    }

    @Test
    void endsBehindATotalThatFellBelowWhatWasRead() {
        assertThat(offsets(at -> PageResult.counted(cut(6, at, SIZE), at == 0 ? 9 : 2)))
                .containsExactlyElementsOf(items(0, 6));
        assertThat(asked).containsExactly(0, 3, 6);
    }

    @Test
    void leavesOutWhatThePageBeforeHad() {
        // two notes were made at the head of the list between the first request and the second
        Paginator<String> list = offsets(at -> {
            List<String> notes = asked.size() == 1
                    ? items(0, 6)
                    : IntStream.concat(IntStream.of(100, 101), IntStream.range(0, 6))
                            .mapToObj(i -> "item-" + i)
                            .toList();
            return PageResult.counted(
                    notes.subList(Math.min(at, notes.size()), Math.min(at + SIZE, notes.size())), notes.size());
        });

        assertThat(list).containsExactlyElementsOf(items(0, 6));
        assertThat(list.pageStream().map(page -> page.items().size()).toList()).isNotEmpty();
    }

    @Test
    void countsTheSameItemsInAnotherOrderAsNothingNew() {
        List<String> forth = items(0, 3);
        List<String> back = List.of("item-2", "item-1", "item-0");

        assertThat(offsets(at -> PageResult.counted(at == 0 ? forth : back, null)))
                .containsExactlyElementsOf(forth);
    }

    @Test
    void givesEqualItemsOfOnePageAllTheSame() {
        assertThat(offsets(at -> PageResult.counted(List.of("a", "a"), 2))).containsExactly("a", "a");
    }

    // ----- identity -----

    private record Run(@Nullable String id, @Nullable String start, String state) {}

    @Test
    void goesByTheFieldsOfTheIdentityOnly() {
        List<Run> first = List.of(new Run("1", "a", "INPROGRESS"), new Run("1", "b", "SUCCESS"));
        List<Run> second = List.of(new Run("1", "b", "SUCCESS, but later"), new Run("2", "b", "INPROGRESS"));

        Paginator<Run> runs = Paginators.byOffset(
                "listRuns",
                null,
                2,
                run -> Paginators.identity(run.id(), run.start()),
                at -> PageResult.counted(at == 0 ? first : second, 4));

        assertThat(runs).containsExactly(first.get(0), first.get(1), second.get(1));
    }

    @Test
    void pagesWithTheSameIdentitiesAreTheSame() {
        int[] requests = {0};
        Paginator<Run> runs = Paginators.byOffset(
                "listRuns",
                null,
                1,
                Run::id,
                at -> PageResult.counted(List.of(new Run("1", null, "look " + requests[0]++)), 1000));

        assertThat(runs).hasSize(1);
        assertThat(requests[0]).isEqualTo(2);
    }

    @Test
    void keepsItemsWithoutIdentityAndComparesWholePagesOnly() {
        Run same = new Run(null, null, "SUCCESS");
        Run other = new Run(null, null, "FAILED");
        List<List<Run>> pages =
                List.of(List.of(same, same), List.of(same, other), List.of(same, same), List.of(same, same));
        Function<Integer, PageResult<Run>> fetch = at -> PageResult.counted(pages.get(at / 2), 10);

        List<Run> expected = List.of(same, same, same, other, same, same);
        assertThat(Paginators.byOffset("listRuns", null, 2, run -> null, fetch)).containsExactlyElementsOf(expected);
        assertThat(Paginators.byOffset("listRuns", null, 2, run -> Paginators.identity(run.id(), run.start()), fetch))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void endsWhenPagesWithoutIdentityTakeTurnsForEver() {
        Function<Integer, PageResult<String>> turns =
                at -> PageResult.counted(at / SIZE % 2 == 0 ? items(0, 3) : items(3, 6), at + 1_000_000);

        assertThat(Paginators.byOffset("listNotes", null, SIZE, item -> null, turns))
                .hasSizeLessThan(400);
    }

    // ----- servers -----

    private Paginator<String> offsets(Function<Integer, PageResult<String>> server) {
        return Paginators.byOffset("listNotes", null, SIZE, item -> item, counting(server));
    }

    private Paginator<String> numbers(Function<Integer, PageResult<String>> server) {
        return Paginators.byPage("listNotes", null, SIZE, item -> item, at -> {
            asked.add(at);
            return server.apply(at * SIZE);
        });
    }

    private Paginator<String> markers(Function<String, PageResult<String>> server) {
        return Paginators.byMarker("listNotes", null, item -> item, counting(server));
    }

    /** The marker of the first page is null, which is written as nothing. */
    private <C> Function<C, PageResult<String>> counting(Function<C, PageResult<String>> server) {
        return at -> {
            @SuppressWarnings("unchecked")
            C place = at == null ? (C) "" : at;
            asked.add(place);
            return server.apply(place);
        };
    }

    private static Function<Integer, PageResult<String>> shelf(int count) {
        return at -> PageResult.counted(cut(count, at, SIZE), count);
    }

    private static Function<String, PageResult<String>> markedShelf(int count) {
        return at -> {
            int from = at.isEmpty() ? 0 : Integer.parseInt(at.substring("item-".length()));
            boolean more = from + SIZE < count;
            return PageResult.marked(cut(count, from, SIZE), more ? "item-" + (from + SIZE) : null, more);
        };
    }

    private static List<String> cut(int count, int from, int size) {
        return items(Math.min(from, count), Math.min(from + size, count));
    }

    private static List<String> items(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "item-" + i).toList();
    }
}
