package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** One call's question to the application's credentials provider, which may never return. Cancelling interrupts the provider. */
final class CredentialsQuestion extends FutureTask<@Nullable ScpCredentials> {

    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    CredentialsQuestion(ScpCredentialsProvider provider) {
        super(provider::credentials);
    }

    @Override
    public void run() {
        super.run();
        boolean ignored = Thread.interrupted(); // of this question, not of the next one on this thread
    }

    @Override
    protected void done() {
        over.complete(null);
    }

    /** Completes normally once there is an answer, or nobody wants one any more. */
    CompletableFuture<@Nullable Void> over() {
        return over;
    }
}
