// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.AsyncPaginator;
import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.PageResult;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** What the caller's thread carries is there wherever something runs for the caller, and nowhere else. */
@Timeout(120)
class CallerContextTest {

    private static final ThreadLocal<String> TRACE = new ThreadLocal<>();
    private static final String CALLER = "trace of the caller, MDC of the caller";

    @AutoClose
    private final FaultServer server = FaultServer.start();

    /** Where something ran, and with which context. */
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private final CallListener listener = new CallListener() {
        @Override
        public void onStart(Call call) {
            see("start");
        }

        @Override
        public void onAttempt(Call call, Attempt attempt) {
            see("attempt");
        }

        @Override
        public void onRetry(Call call, Retry retry) {
            see("retry");
        }

        @Override
        public void onEnd(Call call, End end) {
            see("end");
        }

        @Override
        public UnaryOperator<Runnable> captureContext() {
            String captured = TRACE.get();
            return task -> () -> {
                String before = TRACE.get();
                TRACE.set(captured);
                try {
                    task.run();
                } finally {
                    TRACE.set(before);
                }
            };
        }
    };

    private void see(String where) {
        seen.add(where + ": " + TRACE.get() + ", " + MDC.get("who"));
    }

    private void assertSeen(String... where) {
        assertThat(seen)
                .containsExactly(List.of(where).stream()
                        .map(what -> what + ": " + CALLER)
                        .toArray(String[]::new));
    }

    @BeforeEach
    void carry() {
        TRACE.set("trace of the caller");
        MDC.put("who", "MDC of the caller");
    }

    @AfterEach
    void drop() {
        TRACE.remove();
        MDC.clear();
    }

    private TestService client() {
        return TestService.at(server).listener(listener).build();
    }

    @Test
    void isThereInEveryEventOfACallAndInWhatItsFutureBringsAbout() {
        try (TestService notes = client()) {
            server.then(Responses.serviceError(503));
            notes.showing("n-1")
                    .thenRun(() -> see("stage"))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            assertSeen("start", "attempt", "retry", "attempt", "end", "stage");
        }
    }

    @Test
    void isThereInAFailureAndOnTheExecutorOfTheApplication() {
        ExecutorService own = Executors.newSingleThreadExecutor();
        try (TestService notes = TestService.at(server)
                .listener(listener)
                .completionExecutor(own)
                .build()) {
            server.then(Responses.serviceError(403));
            notes.showing("n-1")
                    .handle((note, failure) -> {
                        see("stage");
                        return note;
                    })
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            assertSeen("start", "attempt", "end", "stage");
            assertThat(CompletableFuture.supplyAsync(() -> TRACE.get() + MDC.get("who"), own)
                            .join())
                    .as("left behind on the thread")
                    .isEqualTo("nullnull");
        } finally {
            own.shutdown();
        }
    }

    @Test
    void isThereInEveryPollOfAWait() {
        FaultServer.Response draft = Responses.json(200, "{\"id\":\"n-1\",\"name\":\"draft\"}");
        server.then(draft, draft, Responses.note());
        try (TestService notes = client()) {
            notes.writing("n-1", o -> o.interval(Duration.ofMillis(5)).onState(progress -> see("state")))
                    .thenRun(() -> see("stage"))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            List<String> poll = List.of("start", "attempt", "end", "state");
            assertSeen(java.util.stream.Stream.of(poll, poll, poll, List.of("stage"))
                    .flatMap(List::stream)
                    .toArray(String[]::new));
        }
    }

    private AsyncPaginator<Note> list(CallExecutor executor) {
        return AsyncPaginators.byOffset(
                "listNotes",
                null,
                1,
                Note::id,
                at -> executor.executeAsync(TestService.SHOW_NOTE, Arguments.path("n-" + at)),
                note -> PageResult.counted(List.of(note), 3));
    }

    private void threeNotes() {
        for (int i = 0; i < 3; i++) {
            server.then(Responses.json(200, "{\"id\":\"n-" + i + "\",\"name\":\"hello\"}"));
        }
    }

    @Test
    void isThereInEveryPageOfAList() {
        threeNotes();
        CallExecutor executor = TestService.at(server).listener(listener).buildExecutor();
        try {
            list(executor)
                    .forEach(note -> see("item"))
                    .thenRun(() -> see("stage"))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        } finally {
            executor.close();
        }
        assertSeen(
                "start", "attempt", "end", "item", "start", "attempt", "end", "item", "start", "attempt", "end", "item",
                "stage");
    }

    @Test
    void isThatOfTheFirstDemandInEveryPageThatIsPublished() throws Exception {
        threeNotes();
        CountDownLatch over = new CountDownLatch(1);
        CallExecutor executor = TestService.at(server).listener(listener).buildExecutor();
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        try {
            list(executor).publisher().subscribe(new Flow.Subscriber<>() {

                private Flow.Subscription subscription;

                @Override
                public void onSubscribe(Flow.Subscription given) {
                    subscription = given;
                    given.request(1);
                }

                @Override
                public void onNext(Note note) {
                    elsewhere.execute(() -> subscription.request(1)); // a thread that carries nothing
                }

                @Override
                public void onError(Throwable failure) {
                    over.countDown();
                }

                @Override
                public void onComplete() {
                    over.countDown();
                }
            });
            assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            executor.close();
            elsewhere.shutdown();
        }
        assertSeen("start", "attempt", "end", "start", "attempt", "end", "start", "attempt", "end");
    }

    @Test
    void aListenerThatCannotCarryItOnChangesNothing() {
        CallListener failing = new CallListener() {
            @Override
            public UnaryOperator<Runnable> captureContext() {
                throw new IllegalStateException("no context");
            }
        };
        CallListener losing = new CallListener() {
            @Override
            public UnaryOperator<Runnable> captureContext() {
                return task -> () -> {};
            }
        };
        CallListener throwing = new CallListener() {
            @Override
            public UnaryOperator<Runnable> captureContext() {
                return task -> () -> {
                    throw new IllegalStateException("no context");
                };
            }
        };
        for (CallListener one : List.of(failing, losing, throwing)) {
            try (TestService notes = TestService.at(server).listener(one).build()) {
                assertThat(notes.showing("n-1").orTimeout(60, TimeUnit.SECONDS).join())
                        .isNotNull();
            }
        }
    }
}
