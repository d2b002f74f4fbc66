// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ScpWaitTimeoutException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.ShortLimit;
import io.github.scpsdk.core.testing.TestService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that stands still while a limit passes, as in a long pause of its garbage collector, blames no code of the application for it. */
@Timeout(180)
class StandstillTest {

    @AutoClose
    private final FaultServer server = FaultServer.start().always(Responses.stalling());

    private final CallExecutor client = TestService.at(server).buildExecutor();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aCallEndsAsItsLastAttemptDid() throws Exception {
        ShortLimit.of(400, limit -> {
            List<CompletableFuture<Note>> calls =
                    Stream.generate(() -> showing(client, limit)).limit(20).toList();
            standStillAt(limit);
            for (CompletableFuture<Note> call : calls) {
                assertThat(failure(call))
                        .isInstanceOf(ScpTimeoutException.class)
                        .hasMessageContaining("was not answered within its time limit of ");
            }
        });
    }

    @Test
    void aWaitEndsAsItsLastPollDid() throws Exception {
        ShortLimit.of(400, limit -> {
            List<CompletableFuture<Note>> waits =
                    Stream.generate(() -> waiting(limit)).limit(20).toList();
            standStillAt(limit);
            for (CompletableFuture<Note> wait : waits) {
                assertThat(failure(wait))
                        .isInstanceOf(ScpWaitTimeoutException.class)
                        .hasMessageContaining("The last poll failed: ")
                        .hasMessageNotContaining("ode of the application")
                        .hasCauseInstanceOf(ScpTimeoutException.class);
            }
        });
    }

    private CompletableFuture<Note> waiting(Duration limit) {
        return AsyncWaiters.of(client)
                .until(
                        TestService.NOTE_WRITTEN,
                        null,
                        "n-1",
                        WaitOptions.of(w -> w.limit(limit)),
                        within -> showing(client, within),
                        note -> note);
    }

    private static CompletableFuture<Note> showing(CallExecutor client, Duration limit) {
        return client.withOptions(CallOptions.of(o -> o.timeoutAtMost(limit)))
                .executeAsync(TestService.SHOW_NOTE, Arguments.path("n-1"));
    }

    /** Holds up the thread that all limits are kept by, for longer than a future waits for code that does not return. */
    private void standStillAt(Duration limit) {
        client.pipeline()
                .pause(limit.minusMillis(100).toNanos())
                .thenRun(() -> Responses.sleep(Duration.ofMillis(900)));
    }

    private static Throwable failure(CompletableFuture<?> future) throws Exception {
        return future.handle((result, failure) -> failure).get(1, TimeUnit.MINUTES);
    }
}
