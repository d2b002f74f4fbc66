package io.github.scpsdk.core.internal.paging;

import io.github.scpsdk.core.Page;
import io.github.scpsdk.core.schema.PageResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decisions of one walk over the pages of a list: which page next, which of its items are new, when to end. Requests nothing itself.
 *
 * <p>Items that the page before had are left out. A page like the one before ends the walk, as does one like any earlier page if its items
 * can be told apart, and as do many pages in a row without anything new: this way it ends whatever the platform answers. What is kept of
 * earlier pages is one number each.
 *
 * <p>Not for several threads at once.
 *
 * @param <T> type of the items
 * @param <C> what names a place
 */
public final class PageSequence<T, C> {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.paging");

    private final String operation;
    private final Function<? super T, ? extends @Nullable Object> identity;
    private final PagingStrategy<C> course;
    private final Set<Long> pages = new HashSet<>();
    private Set<Object> before = Set.of();
    private long last;
    private int repeats;
    private int fruitless;
    private boolean ended;

    /**
     * A walk before its first page.
     *
     * @param operation the list operation, for messages
     * @param identity what tells an item from others; null for items that nothing does
     * @param course the way of paging
     */
    public PageSequence(
            String operation, Function<? super T, ? extends @Nullable Object> identity, PagingStrategy<C> course) {
        this.operation = operation;
        this.identity = identity;
        this.course = course;
    }

    public boolean ended() {
        return ended;
    }

    /** Where the page begins that {@link #take} is to be given. */
    public C next() {
        return course.next();
    }

    /**
     * Moves on behind a page.
     *
     * @param response the page that begins at {@link #next}
     * @return what is new of it; null when it was there before
     */
    @Nullable
    public Page<T> take(PageResult<T> response) {
        List<T> items = response.items();
        if (!items.isEmpty() && wasThereBefore(items)) {
            end(course.promisesMore(), "the platform answered a page again that it had answered before");
            return null;
        }
        List<T> fresh = fresh(items);
        fruitless = fresh.isEmpty() ? fruitless + 1 : 0;
        if (!course.goOn(response, fresh.size())) {
            end(course.promisesMore(), "the response names no new place to go on from");
        } else if (fruitless >= course.patience()) {
            end(true, fruitless + " pages in a row had nothing new");
        }
        return new Page<>(fresh, response.total());
    }

    /** A page is known by what tells its items apart; where nothing does, equal pages in different places may be no mistake. */
    private boolean wasThereBefore(List<T> items) {
        long fingerprint = fingerprint(items);
        boolean known = !pages.add(fingerprint);
        boolean likeTheLast = known && fingerprint == last;
        last = fingerprint;
        return likeTheLast || (known && (identified(items) || ++repeats > course.patience()));
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
            return items; // and the page before it stays the one to compare with
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

    /** FNV-1a with 64 bits over what tells the items apart, or over all that is in them. */
    private long fingerprint(List<T> items) {
        long hash = 0xcbf29ce484222325L;
        for (T item : items) {
            Object name = identity.apply(item);
            String text = String.valueOf(name == null ? item : name);
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            }
            hash = (hash ^ 0x1_0000) * 0x100000001b3L; // ends an item: no character has this number
        }
        return hash;
    }
}
