// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The operation that a wait comes after: one that was carried out, or one that starts a run and is called once the wait
 * knows the runs before it. Immutable.
 */
public final class After {

    private final String operation;
    private final @Nullable Supplier<?> start;
    private final Predicate<Object> expected;

    private After(String operation, @Nullable Supplier<?> start, Predicate<Object> expected) {
        this.operation = operation;
        this.start = start;
        this.expected = expected;
    }

    /**
     * Names an operation that was carried out.
     *
     * @param operation as its method is named
     * @return the operation
     */
    public static After carriedOut(String operation) {
        return new After(operation, null, shown -> true);
    }

    /**
     * Names an operation that starts a run.
     *
     * @param operation as its method is named
     * @param start calls it
     * @return the operation
     */
    public static After starting(String operation, Runnable start) {
        return new After(
                operation,
                () -> {
                    start.run();
                    return operation;
                },
                shown -> true);
    }

    /**
     * Names an operation of an asynchronous client that starts a run.
     *
     * @param operation as its method is named
     * @param start calls it
     * @return the operation
     */
    public static After startingAsync(String operation, Supplier<? extends CompletableFuture<?>> start) {
        return new After(operation, start, shown -> true);
    }

    /**
     * Adds what the operation was to bring about.
     *
     * @param type what the wait looks at
     * @param condition whether it is as the operation was to make it
     * @param <T> the type
     * @return the operation, with that
     */
    public <T> After expecting(Class<T> type, Predicate<? super T> condition) {
        return new After(
                operation,
                start,
                shown -> expected.test(shown) && type.isInstance(shown) && condition.test(type.cast(shown)));
    }

    static @Nullable String operation(@Nullable After after) {
        return after == null ? null : after.operation;
    }

    static Predicate<Object> expected(@Nullable After after) {
        return after == null ? shown -> true : after.expected;
    }

    /** Returns whether the operation is still to be called. */
    static boolean starts(@Nullable After after) {
        return after != null && after.start != null;
    }

    void start() {
        Object unused = Objects.requireNonNull(start).get();
    }

    CompletableFuture<?> startAsync() {
        return (CompletableFuture<?>) Objects.requireNonNull(start).get();
    }
}
