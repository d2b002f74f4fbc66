// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ScpCredentials;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Code of the application that runs inside a call: what blocks, throws or does nothing, and clients for it. */
@Timeout(300)
public abstract class ApplicationCode {

    public static final Duration LIMIT = Duration.ofMillis(300);
    public static final Duration SLACK = Duration.ofSeconds(30); // however busy the machine
    public static final ScpCredentials KEYS = ScpCredentials.of(TestService.ACCESS_KEY, TestService.SECRET_KEY);

    public final CountDownLatch free = new CountDownLatch(1);
    public FaultServer server;

    @BeforeEach
    public final void start() throws IOException {
        server = FaultServer.start().always(Responses.note());
    }

    @AfterEach
    public final void stop() throws IOException {
        free.countDown();
        server.close();
    }

    public TestService.Builder client() {
        return TestService.at(server.endpoint());
    }

    /** A client for calls that only their limit ends. */
    public TestService.Builder hasty() {
        return client().timeout(LIMIT);
    }

    /** The same client with time for a call that is to succeed, however slow the machine is. */
    public static TestService patient(TestService notes) {
        return notes.with(o -> o.timeout(Duration.ofSeconds(90)));
    }

    /** Blocks as reading a socket does: an interrupt changes nothing. */
    public void blockForEver() {
        boolean interrupted = false;
        while (free.getCount() > 0) {
            try {
                free.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what no compiler lets through, as code in Kotlin or Scala does. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    public static List<Throwable> throwables() {
        return List.of(
                new IllegalStateException("unchecked"), new IOException("checked"), new AssertionError("an error"));
    }

    public static Throwable failure(CompletableFuture<?> future) throws Exception {
        try {
            future.get(60, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    public static void endsAtTheLimit(Measured call) {
        assertThat(call.time()).isLessThan(LIMIT.plus(SLACK));
    }

    public static int workers() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("scp-sdk-async-"))
                .count();
    }

    /** Threads of the SDK that are not waiting for work. */
    public static int busyWorkers() {
        return (int) Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("scp-sdk-async-"))
                .filter(thread -> Arrays.stream(thread.getValue())
                        .noneMatch(frame -> frame.getMethodName().equals("getTask")))
                .count();
    }

    /** A listener whose nested types do not hide those of OkHttp. */
    public interface Told extends CallListener {}
}
