// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.Ensured;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpDecodingException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The turn of a call among those of this process that are to create something under the same name: one follows the other.
 * One that asks for the same as the call before it has that one's result, so that nothing depends on how soon a list shows
 * what was made.
 */
final class Turn {

    /** The last turn of each name; only while a call is under way. */
    private static final ConcurrentMap<Object, Turn> LAST = new ConcurrentHashMap<>();

    private final Object key;
    private final Object request;
    private final CompletableFuture<Ensured> outcome = new CompletableFuture<>();
    private volatile @Nullable Turn before;

    private Turn(Object key, Object request) {
        this.key = key;
        this.request = request;
    }

    /** Queues up. Whoever has a turn has to end it. */
    static Turn take(Object key, Object request) {
        Turn turn = new Turn(key, request);
        turn.before = LAST.put(key, turn);
        return turn;
    }

    /** Returns a future that completes, never with an exception, when the turn comes. */
    CompletableFuture<?> comes() {
        Turn previous = before;
        return previous == null
                ? CompletableFuture.completedFuture(null)
                : previous.outcome.handle((ensured, failure) -> null);
    }

    /**
     * Returns the result of the call before, if that asked for the same. If it is not known what that call did, throws what
     * it threw.
     */
    @Nullable
    Ensured shared() {
        Turn previous = before;
        if (previous == null || !previous.request.equals(request)) {
            return null;
        }
        if (!previous.outcome.isCompletedExceptionally()) {
            return new Ensured(previous.outcome.join().id(), false);
        }
        Throwable failure = previous.outcome.handle((ensured, thrown) -> thrown).join();
        if (failure instanceof OutcomeUnknownException || failure instanceof ScpDecodingException) {
            throw (RuntimeException) failure;
        }
        return null;
    }

    void end(Ensured ensured) {
        leave();
        outcome.complete(ensured);
    }

    void fail(Throwable failure) {
        leave();
        outcome.completeExceptionally(failure);
    }

    /** Gives up before the turn has come: the next one follows the one before. */
    @SuppressWarnings("FutureReturnValueIgnored") // what the ignored stage does cannot fail
    void giveUp() {
        Turn previous = before;
        if (previous == null) {
            fail(new IllegalStateException("nothing was done"));
            return;
        }
        previous.outcome.whenComplete((ensured, failure) -> {
            boolean same = previous.request.equals(request);
            if (same && failure == null) {
                end(ensured);
            } else {
                fail(same ? failure : new IllegalStateException("nothing was done"));
            }
        });
    }

    private void leave() {
        before = null;
        LAST.remove(key, this);
    }
}
