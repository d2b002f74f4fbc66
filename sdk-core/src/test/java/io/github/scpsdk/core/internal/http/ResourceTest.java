// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import io.github.scpsdk.core.testing.TestTime;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What calls and clients leave behind: nothing. */
@Timeout(600) // with many more calls than usual
class ResourceTest {

    /** Calls of all endings together; {@code -Pslow} makes many more. */
    private static final int CALLS = Integer.getInteger("faults.calls", 10_000);

    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start().always(ResourceTest::byId);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** The way a call ends is in its path. */
    private static void byId(FaultServer.Received request, FaultServer.Wire wire) throws IOException {
        String[] path = request.target().split("/", -1);
        String id = path.length > 3 ? path[3] : "none";
        String ending = id.replaceAll("-.*", "");
        FaultServer.Response response = switch (ending) {
            case "missing" -> Responses.serviceError(404);
            case "failing" -> Responses.serviceError(500);
            case "gateway" -> Responses.gatewayError(502);
            case "page" -> Responses.text(503, "text/html", "<h1>Down</h1>");
            case "broken" -> Responses.json(200, "{\"id\":");
            case "reset" -> Responses.resetting();
            case "cut" -> Responses.truncated();
            case "stall" -> Responses.stalling();
            case "halfway" -> Responses.stallingInBody();
            default -> Responses.json(200, "{\"id\":\"" + id + "\",\"name\":\"" + id + "\"}");
        };
        response.to(request, wire);
    }

    @Test
    void callsOfEveryEndingLeaveNothingOpen() throws Exception {
        List<String> endings = List.of(
                "well",
                "missing",
                "failing",
                "gateway",
                "page",
                "broken",
                "reset",
                "cut",
                "stall",
                "halfway",
                "interrupt");
        Map<String, AtomicInteger> ended = new ConcurrentHashMap<>();
        ConnectionPool pool = new ConnectionPool();
        ExecutorService threads = Executors.newFixedThreadPool(32);
        RetryPolicy one = RetryPolicy.none();
        try (TestService notes = TestService.at(server.endpoint())
                        .retryPolicy(one)
                        .httpClient(
                                new OkHttpClient.Builder().connectionPool(pool).build())
                        .build();
                TestService hasty = TestService.at(server.endpoint())
                        .retryPolicy(one)
                        .timeout(Duration.ofMillis(20))
                        .httpClient(
                                new OkHttpClient.Builder().connectionPool(pool).build())
                        .build()) {
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                String ending = endings.get(i % endings.size());
                String id = ending + "-" + i;
                boolean write = i / endings.size() % 2 == 1;
                calls.add(() -> {
                    String how =
                            end(ending.equals("stall") || ending.equals("halfway") ? hasty : notes, ending, id, write);
                    ended.computeIfAbsent(ending + ": " + how, key -> new AtomicInteger())
                            .incrementAndGet();
                    return null;
                });
            }
            for (Future<Object> call : threads.invokeAll(calls)) {
                call.get();
            }
            assertThat(ended.entrySet().stream()
                            .mapToInt(e -> e.getValue().get())
                            .sum())
                    .isEqualTo(CALLS);
            assertThat(ended.keySet()).as("endings").allMatch(ResourceTest::isExpected);
            Eventually.atMost(5, pool::connectionCount); // as many as the pool keeps idle
            Eventually.is(0, () -> pool.connectionCount() - pool.idleConnectionCount());
            Eventually.atMost(5, server::openConnections);
        } finally {
            threads.shutdownNow();
        }
        pool.evictAll();
        Eventually.is(0, pool::connectionCount);
        Eventually.is(0, server::openConnections);
        // those of the last burst linger for half a minute, and there is no other kind
        Eventually.atMost(64, ResourceTest::threads);
    }

    @Test
    void futuresOfEveryEndingLeaveNothingOpen() throws Exception {
        List<String> endings = List.of("well", "missing", "failing", "broken", "reset", "cut", "stall", "halfway");
        ConnectionPool pool = new ConnectionPool();
        OkHttpClient http = new OkHttpClient.Builder().connectionPool(pool).build();
        Semaphore room = new Semaphore(128);
        AtomicInteger ended = new AtomicInteger();
        try (TestService notes = TestService.at(server.endpoint())
                        .retryPolicy(RetryPolicy.none())
                        .httpClient(http)
                        .build();
                TestService hasty = TestService.at(server.endpoint())
                        .retryPolicy(RetryPolicy.none())
                        .httpClient(http)
                        .timeout(Duration.ofMillis(30))
                        .build()) {
            for (int i = 0; i < CALLS / 2; i++) {
                String ending = endings.get(i % endings.size());
                boolean waits = ending.equals("stall") || ending.equals("halfway");
                boolean cancelled = i / endings.size() % 3 == 0;
                room.acquire();
                CompletableFuture<Note> future = (waits && !cancelled ? hasty : notes).showing(ending + "-" + i);
                future.whenComplete((note, failure) -> {
                    ended.incrementAndGet();
                    room.release();
                });
                if (cancelled) {
                    future.cancel(true);
                }
            }
            assertThat(room.tryAcquire(128, 30, TimeUnit.SECONDS)).as("all end").isTrue();
            assertThat(ended.get()).isEqualTo(CALLS / 2);
            Eventually.atMost(5, pool::connectionCount);
            Eventually.atMost(5, server::openConnections);
        }
        Eventually.is(0, () -> {
            pool.evictAll();
            return pool.connectionCount();
        });
        Eventually.is(0, server::openConnections);
    }

    private static boolean isExpected(String ending) {
        return List.of(
                        "well: ok",
                        "missing: NotFoundException",
                        "failing: ServerErrorException",
                        "gateway: ServerErrorException",
                        "page: ServerErrorException",
                        "broken: ScpDecodingException",
                        "reset: ScpConnectionException",
                        "cut: ScpConnectionException",
                        "stall: ScpTimeoutException",
                        "halfway: ScpTimeoutException",
                        "interrupt: ScpInterruptedException")
                .contains(ending);
    }

    private static String end(TestService notes, String ending, String id, boolean write) {
        if (ending.equals("interrupt")) {
            Thread caller = Thread.currentThread();
            Thread other = new Thread(caller::interrupt);
            other.start();
            id = "stall-interrupted";
        }
        try {
            Note note = write ? notes.set(id, "xyz") : notes.show(id);
            assertThat(note.id()).isEqualTo(id);
            return "ok";
        } catch (ScpException e) {
            return e.getClass().getSimpleName();
        } finally {
            while (ending.equals("interrupt") && !Thread.interrupted()) {
                Thread.onSpinWait(); // the flag is kept by the call, or still to come
            }
        }
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("scp-sdk"))
                .peek(thread -> assertThat(thread.isDaemon()).isTrue())
                .count();
    }

    @Test
    void closingTheLastClientClosesWhatTheyShared() throws Exception {
        TestService first = TestService.at(server.endpoint()).build();
        TestService second = TestService.at(server.endpoint()).build();
        first.show("well-1");
        second.show("well-2");
        assertThat(server.connections()).as("clients share connections").isEqualTo(1);
        first.close();
        first.close();
        first.close();
        second.show("well-3");
        assertThat(server.openConnections()).isEqualTo(1);
        second.close();
        Eventually.is(0, server::openConnections);
        Eventually.is(0, ResourceTest::threads);
        try (TestService third = TestService.at(server.endpoint()).build()) {
            assertThat(third.show("well-4").id()).isEqualTo("well-4");
        }
    }

    @Test
    void callsAfterCloseAreRefused() {
        TestService notes = TestService.at(server.endpoint()).build();
        notes.close();
        notes.close();
        for (Runnable call : List.<Runnable>of(notes::show, notes::set, notes::delete, notes::create)) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
        assertThat(server.count()).isZero();
    }

    @Test
    void closingNeverTouchesWhatTheApplicationPassedIn() {
        ConnectionPool pool = new ConnectionPool();
        OkHttpClient own = new OkHttpClient.Builder().connectionPool(pool).build();
        try (TestService notes =
                TestService.at(server.endpoint()).httpClient(own).build()) {
            notes.show("well-1");
        }
        assertThat(pool.idleConnectionCount()).isEqualTo(1);
        assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
        pool.evictAll();
    }

    @Test
    void closingDuringCallsEndsThemInOrder() throws Exception {
        server.always(Responses.after(Duration.ofMillis(100), ResourceTest::byId));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 5; round++) {
                TestService notes = TestService.at(server.endpoint()).build();
                List<Future<Measured>> calls = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    String id = (i % 2 == 0 ? "well-" : "failing-") + i;
                    calls.add(threads.submit(() -> Measured.call(() -> notes.show(id))));
                }
                Thread.sleep(50);
                notes.close();
                for (Future<Measured> call : calls) {
                    Measured measured = call.get(60, TimeUnit.SECONDS);
                    assertThat(measured.thrown())
                            .satisfiesAnyOf(
                                    none -> assertThat(none).isNull(),
                                    e -> assertThat(e).isInstanceOf(ScpException.class),
                                    e -> assertThat(e).isInstanceOf(IllegalStateException.class));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aQueuedCallThatClosingKeepsFromLeavingSaysSo() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.always(Responses.when(closed, Responses.note()));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        TestService notes =
                TestService.at(server.endpoint()).maxRequestsPerHost(1).build();
        try {
            Future<Measured> first = threads.submit(() -> Measured.call(notes::show));
            Eventually.is(1, server::count);
            AtomicReference<Thread> waiting = new AtomicReference<>();
            Future<Measured> queued = threads.submit(() -> {
                waiting.set(Thread.currentThread());
                return Measured.call(notes::create);
            });
            Eventually.isTrue("the second call begins", () -> waiting.get() != null);
            Eventually.isIn("Slots.await", waiting.get());
            notes.close();
            closed.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS).thrown()).isNull();
            assertThat(queued.get(60, TimeUnit.SECONDS).failure())
                    .isInstanceOf(ScpConnectionException.class)
                    .hasMessageContaining("the client was closed")
                    .hasMessageContaining("did not reach the platform. Build a new client");
        } finally {
            notes.close();
            threads.shutdownNow();
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @Test
    void closingDuringAPauseEndsWithTheLastFailure() {
        server.always(Responses.serviceError(503));
        AtomicReference<TestService> client = new AtomicReference<>();
        TestTime time = new TestTime() {
            @Override
            public void pause(long nanos) {
                client.get().close();
            }
        };
        client.set(time.on(TestService.at(server.endpoint()), () -> 1.0).build());

        assertThat(Measured.call(client.get()::show).thrown())
                .isInstanceOf(ServerErrorException.class)
                .hasMessageContaining("503");
        assertThat(server.count()).isEqualTo(1);
    }

    @Test
    void aForgottenClientDoesNotKeepTheJvmAlive() throws Exception {
        Process child = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgetful.class.getName(),
                        server.endpoint().toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(child.waitFor(2, TimeUnit.MINUTES))
                    .as("it ended by itself")
                    .isTrue();
            String said = new String(child.getInputStream().readAllBytes());
            assertThat(said).contains("well-1 and on");
            assertThat(child.exitValue()).as(said).isZero();
        } finally {
            child.destroyForcibly();
        }
    }

    /** A program that forgets to close its client, and one call that will not end. */
    static final class Forgetful {

        private Forgetful() {}

        public static void main(String[] args) {
            TestService notes = TestService.at(URI.create(args[0]))
                    .timeout(Duration.ofHours(1))
                    .attemptTimeout(Duration.ofHours(1))
                    .build();
            String id = notes.show("well-1").id();
            Thread stuck = new Thread(() -> notes.show("stall-1"));
            stuck.setDaemon(true);
            stuck.start();
            System.out.println(id + " and on");
        }
    }

    @Test
    void manyThreadsShareAClientWithoutMixingResponses() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try (TestService notes = TestService.at(server.endpoint()).build()) {
            eachGetsItsOwn(threads, notes, 2000);
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.connections()).isLessThanOrEqualTo(64);
    }

    @Test
    void aThousandVirtualThreadsGetTheirResponses() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need Java 21");
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try (TestService notes = TestService.at(server.endpoint()).build()) {
            eachGetsItsOwn(threads, notes, 1000);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void eachGetsItsOwn(ExecutorService threads, TestService notes, int calls) throws Exception {
        Semaphore start = new Semaphore(0);
        List<Future<String>> responses = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            String id = "own-" + i;
            responses.add(threads.submit(() -> {
                start.acquire();
                return notes.show(id).id();
            }));
        }
        start.release(calls);
        for (int i = 0; i < calls; i++) {
            assertThat(responses.get(i).get(2, TimeUnit.MINUTES)).isEqualTo("own-" + i);
        }
    }
}
