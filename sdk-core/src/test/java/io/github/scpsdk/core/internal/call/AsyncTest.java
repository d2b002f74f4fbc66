// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.runtime.AsyncPaginators;
import io.github.scpsdk.core.schema.PageResult;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is particular to calls that nobody waits for; that all else is alike is measured by {@code ResilienceMatrixTest}. */
@Timeout(180)
class AsyncTest {

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

    /** A client whose pauses between attempts no test waits for. */
    private TestService.Builder pausingLong() {
        return client().random(() -> 0.5)
                .retryPolicy(TestService.quick()
                        .baseDelay(Duration.ofMinutes(10))
                        .maxDelay(Duration.ofMinutes(10))
                        .build())
                .timeout(Duration.ofMinutes(20));
    }

    private static Throwable failure(CompletableFuture<?> future) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        future.handle((result, thrown) -> {
                    failure.set(thrown);
                    return null;
                })
                .get(60, TimeUnit.SECONDS);
        return failure.get();
    }

    @Test
    void aFutureHasTheResult() throws Exception {
        try (TestService notes = client().build()) {
            assertThat(notes.showing("n-1").get(60, TimeUnit.SECONDS).name()).isEqualTo("hello");
            assertThat(notes.deleting().get(60, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void aFutureFailsWithTheExceptionItself() throws Exception {
        server.always(Responses.serviceError(404));
        try (TestService notes = client().build()) {
            assertThat(failure(notes.showing("n-1"))).isInstanceOf(NotFoundException.class);
            CompletableFuture<Note> future = notes.showing("n-1");
            assertThatThrownBy(() -> future.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(NotFoundException.class);
            assertThatThrownBy(future::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void refusedArgumentsAreInTheFutureToo() throws Exception {
        try (TestService notes = client().build()) {
            CompletableFuture<Note> refused = notes.showing("..");
            assertThat(refused).isCompletedExceptionally();
            assertThat(failure(refused)).isInstanceOf(ScpValidationException.class);
        }
        assertThat(server.count()).isZero();
    }

    @Test
    void noCallerWaitsEvenForACredentialsProviderThatBlocks() throws Exception {
        CountDownLatch keys = new CountDownLatch(1);
        try (TestService notes = client().credentialsProvider(() -> {
                    await(keys);
                    return ScpCredentials.of(TestService.ACCESS_KEY, TestService.SECRET_KEY);
                })
                .build()) {
            CompletableFuture<Note> future = notes.showing("n-1");
            assertThat(future).isNotDone();
            keys.countDown();
            assertThat(future.get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
        }
    }

    @Test
    void noThreadIsHeldWhileCallsPause() throws Exception {
        server.always(Responses.serviceError(503));
        Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
        try (TestService notes = pausingLong()
                .listener(new CallListener() {
                    @Override
                    public void onRetry(Call call, Retry retry) {
                        pauses.add(retry.delay());
                    }
                })
                .build()) {
            List<CompletableFuture<Note>> futures = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                futures.add(notes.showing("n-" + i));
            }
            Eventually.is(30, pauses::size);

            // workers and network threads live on for a while, but none of them is in the middle of anything
            Eventually.is(0, AsyncTest::busyThreads);
            assertThat(futures).noneMatch(CompletableFuture::isDone);
        }
    }

    private static int busyThreads() {
        return (int) Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("scp-sdk-"))
                .filter(thread -> java.util.Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("io.github.scpsdk")))
                .count();
    }

    @Test
    void cancellingEndsTheCallAndItsConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.always((request, wire) -> {
            wire.waitForClient();
            closed.countDown();
        });
        AtomicReference<CallListener.End> end = new AtomicReference<>();
        try (TestService notes = client().listener(ending(end)).build()) {
            CompletableFuture<Note> future = notes.creating();
            Eventually.is(1, server::count);

            assertThat(future.cancel(true)).isTrue();

            assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
            Eventually.is(1, () -> end.get() == null ? 0 : 1);
            assertThat(end.get().failure())
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("its future was completed or cancelled after the request had left");
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @Test
    void orTimeoutEndsTheCallToo() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.always((request, wire) -> {
            wire.waitForClient();
            closed.countDown();
        });
        try (TestService notes = client().build()) {
            CompletableFuture<Note> future = notes.showing("n-1");
            Eventually.is(1, server::count);
            assertThat(failure(future.orTimeout(50, TimeUnit.MILLISECONDS)))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void cancellingDuringAPauseSendsNothingMore() throws Exception {
        server.always(Responses.serviceError(503));
        CountDownLatch pausing = new CountDownLatch(1);
        AtomicReference<CallListener.End> end = new AtomicReference<>();
        try (TestService notes = pausingLong()
                .listener(ending(end))
                .listener(new CallListener() {
                    @Override
                    public void onRetry(Call call, Retry retry) {
                        pausing.countDown();
                    }
                })
                .build()) {
            CompletableFuture<Note> future = notes.showing("n-1");
            await(pausing);
            future.cancel(false);
            Eventually.is(1, () -> end.get() == null ? 0 : 1);
            assertThat(end.get().attempts()).isEqualTo(1);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @Test
    void queueingCountsAgainstTheTimeLimit() throws Exception {
        server.always(Responses.stalling());
        try (TestService notes = client().maxRequestsPerHost(1).build()) {
            CompletableFuture<Note> first = notes.showing("n-1");
            Eventually.is(1, server::count);
            long start = System.nanoTime();
            Throwable failure =
                    failure(notes.with(o -> o.timeout(Duration.ofMillis(400))).showing("n-2"));

            assertThat(failure)
                    .isInstanceOf(ScpTimeoutException.class)
                    .hasMessageContaining("within its time limit of 0.400 s. The request did not reach the platform.");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            assertThat(first).isNotDone();
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @Test
    void requestsUnderWayToAHostAreBounded() throws Exception {
        server.always(Responses.after(Duration.ofMillis(50), Responses.note()));
        try (TestService notes = client().maxRequestsPerHost(3).build()) {
            List<CompletableFuture<Note>> futures = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                futures.add(notes.showing("n-" + i));
            }
            CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        }
        assertThat(server.connections()).isLessThanOrEqualTo(3);
        assertThat(server.count()).isEqualTo(12);
    }

    @Test
    void futuresCompleteOnTheChosenExecutor() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "chosen"));
        try (TestService notes = client().completionExecutor(executor).build()) {
            AtomicReference<String> thread = new AtomicReference<>();
            CountDownLatch accepting = new CountDownLatch(1);
            server.always(Responses.when(accepting, Responses.note()));
            CompletableFuture<Void> accepted = notes.showing("n-1")
                    .thenAccept(note -> thread.set(Thread.currentThread().getName()));
            accepting.countDown();
            accepted.get(60, TimeUnit.SECONDS);
            assertThat(thread.get()).isEqualTo("chosen");
            CountDownLatch handling = new CountDownLatch(1);
            server.always(Responses.when(handling, Responses.serviceError(400)));
            CompletableFuture<Void> handled = notes.showing("n-1").handle((note, e) -> {
                thread.set(Thread.currentThread().getName() + " " + e.getClass().getSimpleName());
                return null;
            });
            handling.countDown();
            handled.get(60, TimeUnit.SECONDS);
            assertThat(thread.get()).isEqualTo("chosen BadRequestException");
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void aWalkShowsItsPagesWhereFuturesComplete() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "chosen"));
        try (TestService notes = client().build()) {
            assertThat(threadsOfAWalk(notes))
                    .hasSize(2)
                    .allSatisfy(thread -> assertThat(thread).startsWith("scp-sdk-async-"));
            assertThat(threadsOfAWalk(notes.with(o -> o.completionExecutor(executor))))
                    .containsExactly("chosen", "chosen");
        } finally {
            executor.shutdown();
        }
    }

    /** Where the action of a walk over two pages runs. */
    private static List<String> threadsOfAWalk(TestService notes) throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        AsyncPaginators.byPage(
                        "listNotes",
                        null,
                        1,
                        Note::id,
                        at -> at == 0 ? there(notes.showing("n-0")) : notes.showing("n-1"),
                        note -> PageResult.counted(List.of(new Note("n-" + threads.size(), "hello")), 2))
                .forEach(note -> threads.add(Thread.currentThread().getName()))
                .get(60, TimeUnit.SECONDS);
        return threads;
    }

    /** The same future, when it has completed. */
    private static <T> CompletableFuture<T> there(CompletableFuture<T> future) {
        while (!future.isDone()) {
            Thread.onSpinWait();
        }
        return future;
    }

    @Test
    void anExecutorThatRefusesLeavesNoFutureOpen() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.shutdown();
        try (TestService notes = client().completionExecutor(executor).build()) {
            assertThat(notes.showing("n-1").get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
        }
    }

    @Test
    void stagesThatBlockHoldUpNoRequest() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        try (TestService notes = client().maxRequestsPerHost(2).build()) {
            CountDownLatch accepting = new CountDownLatch(1);
            server.always(Responses.when(accepting, Responses.note()));
            List<CompletableFuture<?>> blocked = new ArrayList<>();
            AtomicReference<String> thread = new AtomicReference<>();
            for (int i = 0; i < 10; i++) {
                blocked.add(notes.showing("n-" + i).thenAccept(note -> {
                    thread.set(Thread.currentThread().getName());
                    await(free);
                }));
            }
            accepting.countDown();
            Eventually.is(10, server::count);
            assertThat(notes.showing("n-11").get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
            assertThat(blocked).noneMatch(CompletableFuture::isDone);
            assertThat(thread.get().toLowerCase(Locale.ROOT)).doesNotContain("http");
            free.countDown();
            CompletableFuture.allOf(blocked.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void closingTheClientEndsWhatIsOpen() throws Exception {
        server.then(Responses.serviceError(503)).always(Responses.stalling());
        TestService notes = pausingLong().maxRequestsPerHost(2).build();
        CompletableFuture<Note> pausing = notes.showing("n-1");
        Eventually.is(1, server::count);
        CompletableFuture<Note> reading =
                notes.with(o -> o.timeout(Duration.ofMinutes(30))).showing("n-2");
        CompletableFuture<Note> writing = notes.creating();
        Eventually.is(3, server::count);
        CompletableFuture<Note> queueing = notes.showing("n-4");

        notes.close();

        assertThat(failure(pausing))
                .isInstanceOf(ScpInterruptedException.class)
                .hasMessageContaining("was ended because the client was closed before the request left.")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(failure(reading))
                .isInstanceOf(ScpInterruptedException.class)
                .hasMessageContaining("was ended because the client was closed after the request had left.");
        assertThat(failure(writing))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCauseInstanceOf(ScpInterruptedException.class);
        assertThat(failure(queueing)).isInstanceOf(ScpInterruptedException.class);
        assertThat(failure(notes.showing("n-5")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        assertThat(server.count()).isEqualTo(3);
    }

    @Test
    void closingDuringAResponseToAWriteSaysCarriedOut() throws Exception {
        server.always(Responses.dripping(Duration.ofMillis(20)));
        TestService notes = client().build();
        CompletableFuture<Note> future = notes.creating();
        Eventually.someThreadIsIn("HttpAttempt.readBody");
        notes.close();
        assertThat(failure(future))
                .isInstanceOf(ScpDecodingException.class)
                .hasMessageContaining("was carried out (status 200)");
    }

    @Test
    void closingOneClientLeavesTheFuturesOfAnotherAlone() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.always(Responses.when(closed, Responses.note()));
        try (TestService other = client().build()) {
            CompletableFuture<Note> future = other.showing("n-1");
            TestService notes = client().build();
            CompletableFuture<Note> mine = notes.showing("n-1");
            Eventually.is(2, server::count);
            notes.close();
            assertThat(failure(mine)).isInstanceOf(ScpException.class);
            closed.countDown();
            assertThat(future.get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
        }
    }

    @Test
    void threadsOfTheSdkInheritNothingFromTheFirstCaller() throws Exception {
        InheritableThreadLocal<String> tenant = new InheritableThreadLocal<>();
        AtomicReference<String> found = new AtomicReference<>("nobody came");
        tenant.set("first");
        try (TestService notes = client().listener(new CallListener() {
                    @Override
                    public void onAttempt(Call call, Attempt attempt) {
                        found.set(tenant.get());
                    }
                })
                .build()) {
            notes.showing("n-1").get(60, TimeUnit.SECONDS);
            assertThat(found.get()).isNull();
        } finally {
            tenant.remove();
        }
    }

    @Test
    void theLastClientTakesItsThreadsAlong() throws Exception {
        try (TestService notes = client().build()) {
            server.then(Responses.serviceError(503));
            assertThat(notes.showing("n-1").get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
        }
        Eventually.is(0, () -> (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("scp-sdk-timer"))
                .count());
    }

    @Test
    void aCallStartsOnTheThreadThatMakesIt() throws Exception {
        AtomicReference<Thread> started = new AtomicReference<>();
        try (TestService notes = client().listener(new CallListener() {
                    @Override
                    public void onStart(Call call) {
                        started.set(Thread.currentThread());
                    }
                })
                .build()) {
            notes.showing("n-1").get(60, TimeUnit.SECONDS);
        }
        assertThat(started.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void aProviderThatFailsFailsTheFuture() throws Exception {
        try (TestService notes = client().credentialsProvider(() -> {
                    throw new IllegalArgumentException("no keys today");
                })
                .build()) {
            assertThat(failure(notes.showing("n-1"))).hasMessageContaining("The credentials provider failed");
        }
    }

    /** A thread for each request under way, and a few more; not one for each call. */
    @Test
    void manyCallsAtATime() throws Exception {
        server.always((request, wire) -> {
            String id = request.target().replaceAll(".*/", "");
            Responses.json(200, "{\"id\":\"" + id + "\",\"name\":\"x\"}").to(request, wire);
        });
        try (TestService notes = client().timeout(Duration.ofMinutes(2)).build()) {
            List<CompletableFuture<Note>> futures = new ArrayList<>();
            int before = workers(); // of tests before this one
            int threads = 0;
            for (int i = 0; i < 2_000; i++) {
                futures.add(notes.showing("n-" + i));
                threads = Math.max(threads, i % 100 == 0 ? workers() : 0);
            }
            for (int i = 0; i < futures.size(); i++) {
                assertThat(futures.get(i).get(60, TimeUnit.SECONDS).id()).isEqualTo("n-" + i);
            }
            assertThat(threads).isLessThan(before + 500); // on a machine that is short of processors
        }
        Eventually.atMost(64, server::connections);
    }

    private static int workers() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("scp-sdk-async-"))
                .count();
    }

    private static CallListener ending(AtomicReference<CallListener.End> end) {
        return new CallListener() {
            @Override
            public void onEnd(Call call, End how) {
                end.set(how);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
