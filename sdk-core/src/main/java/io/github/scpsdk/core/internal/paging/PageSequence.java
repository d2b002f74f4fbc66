// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.paging;

import io.github.scpsdk.core.Page;
import io.github.scpsdk.core.internal.log.Loggers;
import io.github.scpsdk.core.schema.PageResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Decides for one reading of a list which page is next, which of its items are new, and when to end. It sends
 * no request.
 *
 * <p>Items of the previous page are left out. Three things end the reading: a page equal to the previous one,
 * a page equal to any earlier one if its items have an identity, and many pages in a row without new items.
 * So reading ends for any response of the platform. Each earlier page takes one number of memory.
 *
 * <p>Not for several threads at once.
 *
 * @param <T> type of the items
 * @param <C> type of a page's position
 */
public final class PageSequence<T, C> {

    private static final Logger LOG = Loggers.PAGING;

    private final String operation;
    private final Function<? super T, ? extends @Nullable Object> identity;
    private final PagingStrategy<C> strategy;
    private final Set<Long> pages = new HashSet<>();
    private Set<Object> before = Set.of();
    private long last;
    private int repeats;
    private int pagesWithoutNew;
    private boolean ended;

    /**
     * Creates the state before the first page.
     *
     * @param operation the list operation, for messages
     * @param identity reads the identity of an item; returns null if it has none
     * @param strategy the way of paging
     */
    public PageSequence(
            String operation, Function<? super T, ? extends @Nullable Object> identity, PagingStrategy<C> strategy) {
        this.operation = operation;
        this.identity = identity;
        this.strategy = strategy;
    }

    public boolean ended() {
        return ended;
    }

    /** Returns the position of the page that {@link #take} expects. */
    public C next() {
        return strategy.next();
    }

    /**
     * Takes a page and moves on to the next one.
     *
     * @param response the page that begins at {@link #next}
     * @return its new items; null if the page was already read
     */
    @Nullable
    public Page<T> take(PageResult<T> response) {
        List<T> items = response.items();
        if (!items.isEmpty() && wasAlreadyRead(items)) {
            end(strategy.promisesMore(), "the platform sent a page again that it had already sent");
            return null;
        }
        List<T> fresh = fresh(items);
        pagesWithoutNew = fresh.isEmpty() ? pagesWithoutNew + 1 : 0;
        if (!strategy.advance(response, fresh.size())) {
            end(strategy.promisesMore(), "the response names no new place to go on from");
        } else if (pagesWithoutNew >= strategy.maxPagesWithoutNew()) {
            end(true, pagesWithoutNew + " pages in a row had nothing new");
        }
        return new Page<>(fresh, response.total());
    }

    /**
     * Returns whether a page was already read, by the identities of its items. Without identities, equal
     * pages at different positions may be correct.
     */
    private boolean wasAlreadyRead(List<T> items) {
        long fingerprint = fingerprint(items);
        boolean known = !pages.add(fingerprint);
        boolean likeTheLast = known && fingerprint == last;
        last = fingerprint;
        return likeTheLast || (known && (identified(items) || ++repeats > strategy.maxPagesWithoutNew()));
    }

    private boolean identified(List<T> items) {
        return items.stream().anyMatch(item -> identity.apply(item) != null);
    }

    private void end(boolean early, String reason) {
        ended = true;
        if (early) {
            LOG.warn("{}: the list was cut off although there should be more of it: {}", operation, reason);
        }
    }

    private List<T> fresh(List<T> items) {
        if (items.isEmpty()) {
            // the next page is compared with the last page that had items
            return items;
        }
        List<T> fresh = new ArrayList<>(items.size());
        Set<Object> here = new HashSet<>();
        for (T item : items) {
            Object name = identity.apply(item);
            if (name == null || !before.contains(name)) {
                fresh.add(item);
            }
            if (name != null) {
                here.add(name);
            }
        }
        before = here;
        return fresh;
    }

    /** Returns the 64-bit FNV-1a hash of the identities of the items, or of all their values. */
    private long fingerprint(List<T> items) {
        long hash = 0xcbf29ce484222325L;
        for (T item : items) {
            Object name = identity.apply(item);
            String text = String.valueOf(name == null ? item : name);
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            }
            // ends an item: no character has this number
            hash = (hash ^ 0x1_0000) * 0x100000001b3L;
        }
        return hash;
    }
}
