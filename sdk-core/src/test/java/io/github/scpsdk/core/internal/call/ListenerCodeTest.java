// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.testing.ApplicationCode;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.ShortLimit;
import io.github.scpsdk.core.testing.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listeners that block or throw change nothing of a call, and are told of each attempt. */
class ListenerCodeTest extends ApplicationCode {

    private static CallListener throwing(Throwable thrown) {
        return new CallListener() {
            @Override
            public void onStart(Call call) {
                throw sneaky(thrown);
            }

            @Override
            public void onAttempt(Call call, Attempt attempt) {
                throw sneaky(thrown);
            }

            @Override
            public void onRetry(Call call, Retry retry) {
                throw sneaky(thrown);
            }

            @Override
            public void onEnd(Call call, End end) {
                throw sneaky(thrown);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void whateverListenersThrowChangesNothing(Driver driver) {
        for (Throwable thrown : throwables()) {
            AtomicInteger ends = new AtomicInteger();
            try (TestService client = client().listener(throwing(thrown))
                    .listener(new Told() {
                        @Override
                        public void onEnd(Call call, End how) {
                            ends.incrementAndGet();
                        }
                    })
                    .build()
                    .through(driver)) {
                TestService notes = client.with(o -> o.onResponse(response -> {
                    throw sneaky(thrown);
                }));
                for (int i = 0; i < 10; i++) { // more than begin at a time
                    server.then(Responses.serviceError(503));
                    assertThat(notes.show().id()).isEqualTo("n-1");
                    server.then(Responses.serviceError(403));
                    assertThatThrownBy(notes::show).isInstanceOf(ForbiddenException.class);
                    assertThatThrownBy(() -> notes.show("..")).isInstanceOf(ScpException.class);
                }
                assertThat(notes.create().id()).isEqualTo("n-1");
            }
            assertThat(ends).hasValue(21);
        }
    }

    @Test
    void aListenerThatNeverReturnsHoldsNoFuture() throws Exception {
        ShortLimit.of(1000, this::aListenerThatNeverReturnsHoldsNoFutureBeyond);
    }

    private void aListenerThatNeverReturnsHoldsNoFutureBeyond(Duration limit) throws Exception {
        try (TestService notes = client().timeout(limit).build()) {
            CallListener blocking = new CallListener() {
                @Override
                public void onAttempt(Call call, Attempt attempt) {
                    blockForEver();
                }
            };
            TestService blocked = notes.with(o -> o.listener(blocking));
            List<CompletableFuture<Note>> reads = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                reads.add(blocked.showing("n-" + i));
            }
            CompletableFuture<Note> write = blocked.creating();
            assertThat(patient(notes).show().id()).isEqualTo("n-1");
            for (CompletableFuture<Note> read : reads) {
                assertThat(failure(read)).isInstanceOf(ScpTimeoutException.class);
            }
            assertThat(failure(write)).isInstanceOf(OutcomeUnknownException.class);
            TestService patient = patient(notes);
            assertThat(patient.showing("n-1").get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
        }
    }

    /** The end of calls that fail before they are sent comes where others begin. */
    @Test
    void aListenerThatNeverReturnsHoldsNoOtherCall() throws Exception {
        AtomicBoolean failing = new AtomicBoolean(true);
        AtomicInteger ends = new AtomicInteger();
        try (TestService notes = client().credentialsProvider(() -> {
                    if (failing.get()) {
                        throw new IllegalStateException("no keys today");
                    }
                    return KEYS;
                })
                .build()) {
            TestService blocked = notes.with(o -> o.listener(new CallListener() {
                @Override
                public void onEnd(Call call, End end) {
                    ends.incrementAndGet();
                    blockForEver();
                }
            }));
            for (int i = 0; i < 40; i++) {
                blocked.showing("n-" + i);
            }
            Eventually.is(40, ends::get);
            failing.set(false);
            assertThat(notes.showing("n-1").get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
        }
    }

    @Test
    void tellsTheListenerOfEachAttemptAndRetry() {
        List<String> events = new CopyOnWriteArrayList<>();
        server.then(Responses.serviceError(503), Responses.resetting(), Responses.truncated());
        RetryPolicy four = RetryPolicy.builder()
                .maxAttempts(4)
                .baseDelay(Duration.ofMillis(1))
                .build();
        try (TestService notes =
                client().retryPolicy(four).listener(new Recorder(events)).build()) {
            notes.show();
        }
        assertThat(events)
                .containsExactly(
                        "start showNote",
                        "attempt 1 503",
                        "retry 2 503",
                        "attempt 2 null",
                        "retry 3 connection failed",
                        "attempt 3 200",
                        "retry 4 response broke off",
                        "attempt 4 200",
                        "end 4 200 null");
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        server.then(Responses.serviceError(503));
        CallListener broken = new CallListener() {
            @Override
            public void onStart(Call call) {
                throw new IllegalStateException("broken listener");
            }

            @Override
            public void onAttempt(Call call, Attempt attempt) {
                throw new IllegalStateException("broken listener");
            }

            @Override
            public void onRetry(Call call, Retry retry) {
                throw new IllegalStateException("broken listener");
            }

            @Override
            public void onEnd(Call call, End end) {
                throw new IllegalStateException("broken listener");
            }
        };
        try (TestService notes = client().listener(broken).build()) {
            assertThat(notes.show().name()).isEqualTo("hello");
        }
    }

    private record Recorder(List<String> events) implements CallListener {

        @Override
        public void onStart(Call call) {
            events.add("start " + call.operation());
        }

        @Override
        public void onAttempt(Call call, Attempt attempt) {
            events.add("attempt " + attempt.number() + " " + attempt.status());
        }

        @Override
        public void onRetry(Call call, Retry retry) {
            events.add("retry " + retry.nextAttempt() + " " + retry.reason());
        }

        @Override
        public void onEnd(Call call, End end) {
            events.add("end " + end.attempts() + " " + end.status() + " " + end.failure());
        }
    }
}
