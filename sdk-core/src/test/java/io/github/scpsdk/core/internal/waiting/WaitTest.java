// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.ScpWaitFailedException;
import io.github.scpsdk.core.ScpWaitTimeoutException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.WaitProgress;
import io.github.scpsdk.core.runtime.AsyncWaiters;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.FaultServer.Response;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Waits over a real network; what they decide is shown by {@code WaitersTest}. */
@Timeout(180)
class WaitTest {

    private static final Response WRITING = Responses.json(200, "{\"id\":\"n-1\",\"name\":\"he\"}");
    private static final Response TORN = Responses.json(200, "{\"id\":\"n-1\",\"name\":\"torn\"}");

    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start().always(Responses.note());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private TestService.Builder client() {
        return TestService.at(server.endpoint());
    }

    private static Throwable failure(CompletableFuture<?> future) throws Exception {
        return future.handle((result, failure) -> failure).get(1, TimeUnit.MINUTES);
    }

    private static WaitOptions pausing(Duration interval) {
        return WaitOptions.builder().interval(interval).build();
    }

    // ----- whoever waits -----

    @ParameterizedTest
    @EnumSource
    void waitsThroughTroubleToTheEnd(Driver driver) {
        server.then(WRITING, Responses.serviceError(500), Responses.serviceError(503), WRITING);
        Queue<WaitProgress> told = new ConcurrentLinkedQueue<>();
        try (TestService notes = client().build()) {
            Note note = notes.with(o -> o.maxAttempts(1)).through(driver).written(w -> w.onState(told::add));

            assertThat(note.name()).isEqualTo("hello");
        }
        assertThat(told).extracting(WaitProgress::state).containsExactly("he", null, null, "he", "hello");
        assertThat(told).extracting(WaitProgress::polls).containsExactly(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @EnumSource
    void endsAtOnceInAFinalStateOrWithoutPolls(Driver driver) {
        try (TestService notes = client().build()) {
            server.then(WRITING, TORN);
            assertThatThrownBy(() -> notes.through(driver).written(w -> {}))
                    .isInstanceOf(ScpWaitFailedException.class)
                    .hasMessageContaining("(last state seen: torn)");
            server.then(WRITING, Responses.serviceError(403));
            assertThatThrownBy(() -> notes.through(driver).written(w -> {}))
                    .isInstanceOf(ScpWaitFailedException.class)
                    .hasCauseInstanceOf(ForbiddenException.class);
        }
    }

    static Stream<Arguments> hangingServers() {
        Map<String, Response> faults = Map.of(
                "never answers", Responses.stalling(),
                "stops in the headers", Responses.stallingInHeaders(),
                "stops in the body", Responses.stallingInBody(),
                "drips headers", Responses.drippingHeaders(Duration.ofMillis(50)),
                "drips a body", Responses.dripping(Duration.ofMillis(50)),
                "asks to come back much later", Responses.serviceError(503, "Retry-After: 50"));
        return faults.entrySet().stream()
                .flatMap(fault -> Stream.of(Driver.values())
                        .map(driver -> Arguments.of(driver, Named.of(fault.getKey(), fault.getValue()))));
    }

    /** A call may take a minute here, the wait half a second. */
    @ParameterizedTest
    @MethodSource("hangingServers")
    void theLimitEndsALookThatHangs(Driver driver, Response fault) throws Exception {
        server.always(fault);
        try (TestService notes = client().build()) {
            long start = System.nanoTime();
            ScpWaitTimeoutException failure = catchThrowableOfType(
                    ScpWaitTimeoutException.class,
                    () -> notes.with(o -> o.maxAttempts(1))
                            .through(driver)
                            .written(w -> w.limit(Duration.ofMillis(500))));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(450), Duration.ofSeconds(40));
            assertThat(failure.getCause()).isNotNull();
            Eventually.atMost(1, server::openConnections);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPollGetsNoMoreThanTheWaitHasLeft(Driver driver) {
        server.always(Responses.stalling());
        try (TestService notes = client().build()) {
            assertThatThrownBy(() -> notes.through(driver).written(w -> w.limit(Duration.ofMillis(700))))
                    .isInstanceOf(ScpWaitTimeoutException.class)
                    .hasCauseInstanceOf(ScpTimeoutException.class)
                    .hasMessageContaining("within its time limit of 0.") // that of the poll
                    .hasMessageContaining("within the limit of 0.7 s"); // that of the wait
        }
    }

    // ----- a thread waits -----

    @Test
    void interruptingTheThreadEndsPollsAndPausesAtOnce() throws Exception {
        CountDownLatch closed = hanging();
        try (TestService notes = client().build()) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            interrupted(
                    thrown, () -> notes.written(w -> {}), () -> Eventually.is(2, server::count), "HttpAttempt.execute");
            assertThat(thrown.get())
                    .isInstanceOf(ScpInterruptedException.class)
                    .hasMessageContaining("(last state seen: he): showNote was ended: ");
            assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();

            server.always(WRITING);
            interrupted(
                    thrown,
                    () -> notes.written(w -> w.interval(Duration.ofMinutes(5))),
                    () -> Eventually.is(3, server::count),
                    "Timer$1.pause");
            assertThat(thrown.get())
                    .isInstanceOf(ScpInterruptedException.class)
                    .hasMessageContaining("(last state seen: he): the thread was interrupted.");
        }
    }

    /** Interrupts a wait when it has come to a place. */
    private static void interrupted(AtomicReference<Throwable> thrown, Runnable wait, Executable begun, String place)
            throws Exception {
        AtomicReference<Boolean> flag = new AtomicReference<>(false);
        Thread thread = new Thread(() -> {
            try {
                wait.run();
            } catch (RuntimeException e) {
                flag.set(Thread.currentThread().isInterrupted());
                thrown.set(e);
            }
        });
        thread.start();
        begun.run();
        Eventually.isIn(place, thread);
        thread.interrupt();
        thread.join(60_000);
        assertThat(flag.get()).isTrue();
    }

    private interface Executable {
        void run() throws Exception;
    }

    // ----- nobody waits -----

    @Test
    void aThousandWaitsAtOnceNeedNoThousandThreads() throws Exception {
        Map<String, AtomicInteger> polls = new ConcurrentHashMap<>();
        server.always((request, wire) -> {
            String id = request.target().replaceAll(".*/", "");
            int poll = polls.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
            Responses.sleep(Duration.ofMillis(10));
            Responses.json(200, "{\"id\":\"" + id + "\",\"name\":\"" + (poll < 3 ? "he" : "hello") + "\"}")
                    .to(request, wire);
        });
        try (TestService notes = client().build()) {
            List<CompletableFuture<Note>> waits = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                waits.add(notes.writing("n-" + i, w -> w.interval(Duration.ofSeconds(1))));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new));
            int threads = 0;
            while (!all.isDone()) {
                threads = Math.max(threads, threads());
                Thread.sleep(5);
            }
            all.join();
            for (int i = 0; i < waits.size(); i++) {
                assertThat(waits.get(i).join().id()).isEqualTo("n-" + i);
            }
            // 64 requests under way, and what their responses need; on a machine that is short of processors those pile
            // up a little
            assertThat(threads).isBetween(1, 500);
        }
        assertThat(server.count()).isEqualTo(3_000);
        assertThat(server.connections()).isLessThanOrEqualTo(64);
    }

    @Test
    void noThreadIsHeldWhileWaitsPause() throws Exception {
        server.always(WRITING);
        try (TestService notes = client().build()) {
            AtomicInteger told = new AtomicInteger();
            List<CompletableFuture<Note>> waits = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waits.add(notes.writing(
                        "n-" + i, w -> w.interval(Duration.ofMinutes(1)).onState(progress -> told.incrementAndGet())));
            }
            Eventually.is(100, told::get);

            Eventually.is(0, WaitTest::busyThreads);
            assertThat(waits).noneMatch(CompletableFuture::isDone);
        }
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("scp-sdk-")
                        || thread.getName().startsWith("OkHttp ")) // which is what it calls a thread while it uses it
                .count();
    }

    private static int busyThreads() {
        return (int) Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("scp-sdk-"))
                .filter(thread -> Stream.of(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("io.github.scpsdk")))
                .count();
    }

    @Test
    void cancellingEndsThePollUnderWayAndItsConnection() throws Exception {
        CountDownLatch closed = hanging();
        try (TestService notes = client().build()) {
            CompletableFuture<Note> wait = notes.writing("n-1", w -> {});
            Eventually.is(2, server::count);

            assertThat(wait.cancel(true)).isTrue();

            assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
            assertThatThrownBy(wait::join).isInstanceOf(CancellationException.class);
        }
        assertThat(server.count()).isEqualTo(2);
    }

    @Test
    void orTimeoutAndAValueFromOutsideEndItToo() throws Exception {
        CountDownLatch closed = hanging();
        try (TestService notes = client().build()) {
            CompletableFuture<Note> wait = notes.writing("n-1", w -> {});
            Eventually.is(2, server::count);
            assertThat(failure(wait.orTimeout(1, TimeUnit.MILLISECONDS))).isInstanceOf(TimeoutException.class);
            assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();

            CountDownLatch closedAgain = hanging();
            int before = server.count();
            CompletableFuture<Note> other = notes.writing("n-1", w -> {});
            Eventually.is(before + 2, server::count);
            other.complete(new Note("n-2", "enough"));
            assertThat(closedAgain.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** A poll that is answered, then one that is not; opens when the client has closed the connection of the second. */
    private CountDownLatch hanging() {
        CountDownLatch closed = new CountDownLatch(1);
        server.then(WRITING).always((request, wire) -> {
            wire.waitForClient();
            closed.countDown();
        });
        return closed;
    }

    @Test
    void cancellingDuringAPauseSendsNothingAndLeavesNothing() throws Exception {
        server.always(WRITING);
        try (TestService notes = client().build()) {
            CountDownLatch looked = new CountDownLatch(1);
            CompletableFuture<Note> wait = notes.writing(
                    "n-1", w -> w.interval(Duration.ofMillis(300)).onState(progress -> looked.countDown()));
            assertThat(looked.await(1, TimeUnit.MINUTES)).isTrue();
            wait.cancel(false);
            WeakReference<CompletableFuture<Note>> forgotten = new WeakReference<>(wait);
            wait = null;

            Thread.sleep(600);
            assertThat(server.count()).isEqualTo(1);
            Eventually.is(0, () -> {
                System.gc();
                return forgotten.get() == null ? 0 : 1;
            });
        }
    }

    @Test
    void closingTheClientEndsPollsAndPausesAtOnce() throws Exception {
        server.then(WRITING, WRITING).always(Responses.stalling());
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "chosen"));
        TestService notes = client().completionExecutor(executor).build();
        try {
            AtomicReference<String> thread = new AtomicReference<>();
            CountDownLatch looked = new CountDownLatch(1);
            CompletableFuture<Note> pausing = notes.writing(
                    "n-1", w -> w.interval(Duration.ofMinutes(1)).onState(progress -> looked.countDown()));
            CompletableFuture<Throwable> ended = pausing.handle((note, failure) -> {
                thread.set(Thread.currentThread().getName());
                return failure;
            });
            assertThat(looked.await(1, TimeUnit.MINUTES)).isTrue();
            CompletableFuture<Note> looking = notes.writing("n-2", w -> {});
            Eventually.is(3, server::count);
            Eventually.is(0, WaitTest::busyThreads);

            notes.close();

            assertThat(ended.get(1, TimeUnit.MINUTES))
                    .isInstanceOf(ScpInterruptedException.class)
                    .hasMessageMatching("notes 1.1 noteWritten: waiting for n-1 ended after .* and 1 poll \\(last state"
                            + " seen: he\\): the client was closed. What is under way on the platform goes on.");
            assertThat(thread.get()).isEqualTo("chosen");
            assertThat(failure(looking))
                    .isInstanceOf(ScpInterruptedException.class)
                    .hasMessageContaining("(last state seen: he): showNote was ended: ")
                    .hasMessageContaining("was ended because the client was closed");
            assertThat(failure(notes.writing("n-3", w -> {})))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is closed");
        } finally {
            notes.close();
            executor.shutdown();
        }
    }

    @Test
    void closingOneClientLeavesTheWaitsOfAnotherAlone() throws Exception {
        server.then(WRITING, WRITING);
        try (TestService other = client().build()) {
            CountDownLatch looked = new CountDownLatch(1);
            CompletableFuture<Note> wait = other.writing(
                    "n-1", w -> w.interval(Duration.ofMillis(300)).onState(progress -> looked.countDown()));
            assertThat(looked.await(1, TimeUnit.MINUTES)).isTrue();
            client().build().close();
            assertThat(wait.get(1, TimeUnit.MINUTES).name()).isEqualTo("hello");
        }
    }

    @Test
    void stepsListenersAndStagesRunOnTheChosenExecutor() throws Exception {
        server.then(WRITING, WRITING);
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "chosen"));
        try (TestService notes = client().build()) {
            Queue<String> threads = new ConcurrentLinkedQueue<>();
            notes.with(o -> o.completionExecutor(executor))
                    .writing(
                            "n-1",
                            w -> w.interval(Duration.ofMillis(100)).onState(progress -> {
                                threads.add(Thread.currentThread().getName());
                                throw new IllegalStateException("ignored");
                            }))
                    .thenAccept(note -> threads.add(Thread.currentThread().getName()))
                    .get(1, TimeUnit.MINUTES);
            assertThat(threads).hasSize(4).containsOnly("chosen");
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void anExecutorThatRefusesLeavesNoWaitOpen() throws Exception {
        server.then(WRITING);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.shutdown();
        try (TestService notes = client().completionExecutor(executor).build()) {
            assertThat(notes.writing("n-1", w -> {}).get(1, TimeUnit.MINUTES).name())
                    .isEqualTo("hello");
        }
    }

    @Test
    void listenersThatBlockHoldUpNoOtherWait() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(20);
        server.always(WRITING);
        try (TestService notes = client().build()) {
            for (int i = 0; i < 20; i++) {
                CompletableFuture<Note> wait = notes.writing(
                        "n-" + i,
                        w -> w.onState(progress -> {
                            blocked.countDown();
                            await(free);
                        }));
                assertThat(wait).isNotDone();
            }
            assertThat(blocked.await(1, TimeUnit.MINUTES)).isTrue();
            server.then(WRITING).always(Responses.note());
            assertThat(notes.writing("n-20", w -> {}).get(1, TimeUnit.MINUTES).name())
                    .isEqualTo("hello");
            free.countDown();
        }
    }

    @Test
    void theLimitHoldsEvenIfAListenerNeverReturns() throws Exception {
        server.always(WRITING);
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger starts = new AtomicInteger();
        try (TestService notes = client().build()) {
            CompletableFuture<Note> telling =
                    notes.writing("n-1", w -> w.limit(Duration.ofMillis(300)).onState(progress -> await(free)));
            CompletableFuture<Note> starting = notes.with(o -> o.listener(new CallListener() {
                        @Override
                        public void onStart(Call call) {
                            if (starts.incrementAndGet() > 1) { // the first comes on this thread
                                await(free);
                            }
                        }
                    }))
                    .writing("n-2", w -> w.limit(Duration.ofMillis(300)));
            for (CompletableFuture<Note> wait : List.of(telling, starting)) {
                assertThat(failure(wait))
                        .isInstanceOf(ScpWaitTimeoutException.class)
                        .hasMessageContaining("within the limit of 0.3 s");
            }
            assertThat(failure(telling)).hasMessageContaining("that runs inside it has not returned");
            free.countDown();
        }
    }

    @Test
    void whatIsWrongWithTheArgumentsIsInTheFuture() throws Exception {
        try (TestService notes = client().build()) {
            assertThat(failure(notes.writing("..", w -> {}))).isInstanceOf(ScpValidationException.class);
            assertThat(failure(notes.creatingAndWaiting(null)))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("options");
        }
        assertThat(server.count()).isZero();
    }

    // ----- an operation and the wait behind it -----

    @Test
    void carriesOutAndWaits() throws Exception {
        server.then(WRITING, WRITING, Responses.note());
        try (TestService notes = client().build()) {
            assertThat(notes.creatingAndWaiting(WaitOptions.standard())
                            .get(1, TimeUnit.MINUTES)
                            .name())
                    .isEqualTo("hello");
            assertThat(server.count("POST")).isEqualTo(1);
            assertThat(server.count("GET")).isEqualTo(2);

            server.then(Responses.empty(204), WRITING, Responses.serviceError(404));
            assertThat(notes.waitingUntilGone(WaitOptions.standard()).get(1, TimeUnit.MINUTES))
                    .isNull();
        }
    }

    @Test
    void saysWhatWasCarriedOutWhenTheWaitFails() throws Exception {
        server.then(WRITING, WRITING, TORN);
        try (TestService notes = client().build()) {
            assertThat(failure(notes.creatingAndWaiting(WaitOptions.standard())))
                    .isInstanceOfSatisfying(
                            ScpWaitFailedException.class,
                            failure -> assertThat(failure.carriedOut()).isEqualTo("createNote"));
            server.then(Responses.serviceError(403));
            assertThat(failure(notes.creatingAndWaiting(WaitOptions.standard())))
                    .isInstanceOf(ForbiddenException.class);
        }
    }

    @Test
    void cancellingEndsWhateverIsUnderWay() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.then((request, wire) -> {
            wire.waitForClient();
            closed.countDown();
        });
        AtomicReference<Throwable> end = new AtomicReference<>();
        try (TestService notes = client().build()) {
            CompletableFuture<Note> creating = notes.with(o -> o.listener(new CallListener() {
                        @Override
                        public void onEnd(Call call, End how) {
                            end.set(how.failure());
                        }
                    }))
                    .creatingAndWaiting(WaitOptions.standard());
            Eventually.is(1, server::count);
            creating.cancel(true);
            assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
            Eventually.is(1, () -> end.get() == null ? 0 : 1);
            assertThat(end.get()).isInstanceOf(OutcomeUnknownException.class);

            server.then(WRITING);
            CountDownLatch closedPoll = hanging();
            CompletableFuture<Note> waiting = notes.creatingAndWaiting(pausing(Duration.ofMillis(20)));
            Eventually.is(4, server::count);
            waiting.cancel(true);
            assertThat(closedPoll.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(server.count()).isEqualTo(4);
    }

    // ----- with another implementation of a client -----

    @Test
    void waitsOverFuturesThatAreNotOurs() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        CompletableFuture<Note> wait = AsyncWaiters.of(null)
                .until(
                        TestService.NOTE_WRITTEN,
                        null,
                        "n-1",
                        pausing(Duration.ofMillis(10)),
                        within -> CompletableFuture.supplyAsync(() -> {
                            if (polls.incrementAndGet() == 2) {
                                throw new CompletionException(
                                        new ScpConnectionException("reset", null, CallSummary.NONE));
                            }
                            return polls.get();
                        }),
                        poll -> new Note("n-1", poll < 4 ? "he" : "hello"));
        assertThat(wait.get(1, TimeUnit.MINUTES).name()).isEqualTo("hello");
        assertThat(polls).hasValue(4);
    }

    @Test
    void anImplementationThatReturnsNoFutureEndsTheWait() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        CompletableFuture<Note> wait = AsyncWaiters.of(null)
                .until(
                        TestService.NOTE_WRITTEN,
                        null,
                        "n-1",
                        pausing(Duration.ofMillis(10)),
                        within -> polls.incrementAndGet() == 1 ? CompletableFuture.completedFuture(1) : null,
                        poll -> new Note("n-1", "he"));
        assertThat(failure(wait)).isInstanceOf(NullPointerException.class).hasMessage("a poll returned no future");
    }

    @Test
    void futuresNeverCompleteOnTheCallersThread() throws Exception {
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        AtomicInteger polls = new AtomicInteger();
        AsyncWaiters.of(null)
                .until(
                        TestService.NOTE_WRITTEN,
                        null,
                        "n-1",
                        WaitOptions.builder()
                                .interval(Duration.ofMillis(10))
                                .onState(progress -> threads.add(Thread.currentThread()))
                                .build(),
                        within -> CompletableFuture.completedFuture(polls.incrementAndGet()),
                        poll -> new Note("n-1", poll < 2 ? "he" : "hello"))
                .get(1, TimeUnit.MINUTES);
        assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
