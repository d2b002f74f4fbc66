package io.github.scpsdk.core.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Futures of calls. */
public final class Futures {

    private Futures() {}

    /**
     * Makes a call whose arguments are yet to be built, so that what goes wrong with building them is in the future too.
     *
     * @param call builds the arguments and makes the call
     * @param <R> what it returns
     * @return its future, or a failed one
     */
    public static <R extends @Nullable Object> CompletableFuture<R> of(Supplier<CompletableFuture<R>> call) {
        try {
            return call.get();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The future of a call, which knows where it completes. */
    static final class Own<R extends @Nullable Object> extends CompletableFuture<R> {

        private final Executor completions;

        Own(Executor completions) {
            this.completions = completions;
        }

        Executor completions() {
            return completions;
        }
    }

    /**
     * Does something behind a future, where it completes.
     *
     * @param elsewhere where to do it if the future has completed already: the thread that is here now has other things to do
     */
    @SuppressWarnings({"FutureReturnValueIgnored", "NullAway"}) // a response is null where A says so
    static <A extends @Nullable Object> void then(
            CompletableFuture<A> future, Executor elsewhere, BiConsumer<A, @Nullable Throwable> next) {
        Thread here = Thread.currentThread();
        AtomicBoolean left = new AtomicBoolean();
        future.whenComplete((response, failure) -> {
            if (Thread.currentThread() == here && !left.get()) {
                elsewhere.execute(() -> next.accept(response, failure));
            } else {
                next.accept(response, failure);
            }
        });
        left.set(true);
    }
}
