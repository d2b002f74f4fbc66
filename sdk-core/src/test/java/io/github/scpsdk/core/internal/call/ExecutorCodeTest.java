// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.testing.ApplicationCode;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.ShortLimit;
import io.github.scpsdk.core.testing.TestService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import org.junit.jupiter.api.Test;

/** A completion executor that throws or never runs anything. */
class ExecutorCodeTest extends ApplicationCode {

    @Test
    void whateverTheCompletionExecutorThrowsTheFutureCompletes() throws Exception {
        for (Throwable thrown : throwables()) {
            AtomicInteger ends = new AtomicInteger();
            try (TestService notes = client().completionExecutor(task -> {
                        throw sneaky(thrown);
                    })
                    .listener(new Told() {
                        @Override
                        public void onEnd(Call call, End how) {
                            ends.incrementAndGet();
                        }
                    })
                    .build()) {
                assertThat(notes.showing("n-1").get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
                server.then(Responses.serviceError(403));
                assertThat(failure(notes.showing("n-1"))).isInstanceOf(ForbiddenException.class);
            }
            assertThat(ends).hasValue(2);
        }
    }

    /** Nobody can know that it never will; but nothing else is left behind. */
    @Test
    void anExecutorThatNeverRunsLeavesOnlyItsFutureOpen() throws Exception {
        ShortLimit.of(500, this::anExecutorThatNeverRunsLeavesItsFutureOpenAfter);
    }

    private void anExecutorThatNeverRunsLeavesItsFutureOpenAfter(Duration limit) throws Exception {
        List<Runnable> kept = new CopyOnWriteArrayList<>();
        AtomicInteger ends = new AtomicInteger();
        int before = server.connections();
        try (TestService notes = client().timeout(limit)
                .listener(new Told() {
                    @Override
                    public void onEnd(Call call, End how) {
                        ends.incrementAndGet();
                    }
                })
                .build()) {
            CompletableFuture<Note> future =
                    notes.with(o -> o.completionExecutor(kept::add)).showing("n-1");
            Eventually.is(1, kept::size);
            assertThat(ends).hasValue(1);
            Thread.sleep(limit.plusMillis(300).toMillis());
            assertThat(future).isNotDone(); // its stages belong there and nowhere else, however late
            assertThat(patient(notes).show().id()).isEqualTo("n-1");
            assertThat(server.connections() - before).isEqualTo(1);
            kept.get(0).run();
            assertThat(failure(future)).isNull(); // a cold machine may need more than the shortest limit
            assertThat(future.get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
        }
        assertThat(kept).hasSize(1);
    }
}
