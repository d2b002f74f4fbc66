package io.github.scpsdk.core.runtime;

import org.jspecify.annotations.Nullable;

/** Carries out calls. One for each client; may be shared by any number of threads. */
public final class CallExecutor {

    CallExecutor() {}

    /**
     * Carries out one call.
     *
     * @param operation what to call
     * @param arguments with what
     * @param <R> what it returns
     * @return the decoded answer
     */
    @SuppressWarnings("DoNotCallSuggester") // until the next commit
    public <R extends @Nullable Object> R execute(Operation<R> operation, Arguments arguments) {
        if (operation.repeatable() || arguments.path().isEmpty()) {
            throw new UnsupportedOperationException(operation.toString());
        }
        throw new UnsupportedOperationException("not yet");
    }

    /** Gives back what the client holds. Closing again does nothing. */
    public void close() {}
}
