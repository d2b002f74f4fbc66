package io.github.scpsdk.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.resilience.Notes.Note;
import io.github.scpsdk.core.runtime.ClosedPort;
import io.github.scpsdk.core.runtime.ShortLimit;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the application's own and runs inside a call may block, throw or do nothing: the call ends all the same, with what is true. */
@Timeout(300)
class ApplicationCodeTest {

    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Duration SLACK = Duration.ofSeconds(30); // however busy the machine
    private static final ScpCredentials KEYS = ScpCredentials.of(Notes.ACCESS_KEY, Notes.SECRET_KEY);

    private final CountDownLatch free = new CountDownLatch(1);
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start().always(Responses.note());
    }

    @AfterEach
    void stop() throws IOException {
        free.countDown();
        server.close();
    }

    private Notes.Builder client() {
        return Notes.at(server.endpoint());
    }

    /** A client for calls that only their limit ends. */
    private Notes.Builder hasty() {
        return client().timeout(LIMIT);
    }

    /** The same client with time for a call that is to succeed, however slow the machine is. */
    private static Notes patient(Notes notes) {
        return notes.with(o -> o.timeout(Duration.ofSeconds(90)));
    }

    /** Blocks as reading a socket does: an interrupt changes nothing. */
    private void blockForEver() {
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
    private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static List<Throwable> throwables() {
        return List.of(
                new IllegalStateException("unchecked"), new IOException("checked"), new AssertionError("an error"));
    }

    private static Throwable failure(CompletableFuture<?> future) throws Exception {
        try {
            future.get(60, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static void endsAtTheLimit(Measured call) {
        assertThat(call.time()).isLessThan(LIMIT.plus(SLACK));
    }

    private static int workers() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("scp-sdk-async-"))
                .count();
    }

    // --- the credentials provider

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aProviderThatNeverReturnsHoldsNoCall(Driver driver) throws Exception {
        ShortLimit.of(LIMIT.toMillis(), limit -> {
            AtomicInteger asked = new AtomicInteger();
            try (Notes notes = client().timeout(limit)
                    .credentialsProvider(() -> {
                        asked.incrementAndGet();
                        blockForEver();
                        return KEYS;
                    })
                    .build()
                    .through(driver)) {
                for (Runnable way : List.<Runnable>of(notes::show, notes::create)) {
                    Measured call = Measured.run(way);
                    assertThat(call.failure())
                            .isInstanceOf(ScpTimeoutException.class)
                            .hasMessageContaining("was not sent: the credentials provider")
                            .hasMessageContaining("has not returned within the call's time limit of %d.%03d s"
                                    .formatted(limit.toSeconds(), limit.toMillisPart()))
                            .satisfies(e ->
                                    assertThat(((ScpException) e).attempts()).isZero());
                    assertThat(call.time()).isBetween(limit.minusMillis(20), limit.plus(SLACK));
                }
            }
            assertThat(asked).hasValue(2);
            assertThat(server.count()).isZero();
        });
    }

    @Test
    void anInterruptEndsACallThatWaitsForItsProvider() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean flag = new AtomicBoolean();
        AtomicReference<Measured> call = new AtomicReference<>();
        try (Notes notes = client().timeout(Duration.ofMinutes(5))
                .credentialsProvider(() -> {
                    asked.countDown();
                    blockForEver();
                    return KEYS;
                })
                .build()) {
            Thread thread = new Thread(() -> {
                call.set(Measured.call(notes::create));
                flag.set(Thread.currentThread().isInterrupted());
            });
            thread.start();
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(call.get().failure())
                .isInstanceOf(ScpInterruptedException.class)
                .hasMessageContaining("before the request left");
        assertThat(flag).isTrue();
        assertThat(server.count()).isZero();
    }

    @Test
    void aProviderThatNeverReturnsTakesFewThreads() throws Exception {
        AtomicBoolean well = new AtomicBoolean();
        int before = workers(); // of tests before this one
        try (Notes notes = hasty().credentialsProvider(() -> {
                    if (!well.get()) {
                        blockForEver();
                    }
                    return KEYS;
                })
                .build()) {
            List<CompletableFuture<Note>> futures = new ArrayList<>();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                futures.add(notes.showing("n-" + i));
                callers.add(new Thread(() -> Measured.call(notes::show)));
            }
            callers.forEach(Thread::start);
            Thread.sleep(LIMIT.toMillis() / 2);
            assertThat(workers()).isLessThan(before + 50);
            for (CompletableFuture<Note> future : futures) {
                assertThat(failure(future)).isInstanceOf(ScpTimeoutException.class);
            }
            for (Thread caller : callers) {
                caller.join(60_000);
                assertThat(caller.isAlive()).isFalse();
            }
            assertThat(workers()).isLessThan(before + 50);

            well.set(true);
            free.countDown();
            Notes patient = patient(notes);
            assertThat(patient.show().id()).isEqualTo("n-1");
            assertThat(patient.showing("n-2").get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aProviderIsInterruptedWhenItsCallHasEnded(Driver driver) throws Exception {
        ShortLimit.of(LIMIT.toMillis(), limit -> aProviderIsInterruptedWhenItsCallHasEnded(driver, limit));
    }

    private void aProviderIsInterruptedWhenItsCallHasEnded(Driver driver, Duration limit) throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean flag = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        try (Notes notes = client().timeout(limit)
                .credentialsProvider(() -> {
                    if (asked.incrementAndGet() == 1) {
                        try {
                            free.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            interrupted.countDown();
                            throw new IllegalStateException(e);
                        }
                    }
                    flag.set(Thread.currentThread().isInterrupted());
                    return KEYS;
                })
                .build()
                .through(driver)) {
            assertThat(Measured.call(notes::show).failure()).isInstanceOf(ScpTimeoutException.class);
            assertThat(asked).hasValue(1);
            assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(patient(notes).show().id()).isEqualTo("n-1");
            assertThat(flag).isFalse();
        }
    }

    @Test
    void cancellingEndsTheWaitForTheProvider() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicReference<CallListener.End> end = new AtomicReference<>();
        try (Notes notes = client().timeout(Duration.ofMinutes(5))
                .listener(new Told() {
                    @Override
                    public void onEnd(Call call, End how) {
                        end.set(how);
                    }
                })
                .credentialsProvider(() -> {
                    asked.countDown();
                    try {
                        free.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return KEYS;
                })
                .build()) {
            CompletableFuture<Note> future = notes.showing("n-1");
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            future.cancel(true);
            assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
            Eventually.is(1, () -> end.get() == null ? 0 : 1);
            assertThat(end.get().failure()).isInstanceOf(ScpInterruptedException.class);

            CompletableFuture<Note> closed = notes.creating();
            notes.close();
            assertThat(failure(closed))
                    .isInstanceOf(ScpInterruptedException.class)
                    .hasMessageContaining("the client was closed before the request left");
        }
        assertThat(server.count()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void whatAProviderThrowsIsAnErrorOfConfiguration(Driver driver) {
        for (Throwable thrown : throwables()) {
            AtomicInteger ends = new AtomicInteger();
            try (Notes notes = client().listener(new Told() {
                        @Override
                        public void onEnd(Call call, End how) {
                            ends.incrementAndGet();
                        }
                    })
                    .credentialsProvider(() -> {
                        throw sneaky(thrown);
                    })
                    .build()
                    .through(driver)) {
                Throwable failure = Measured.call(notes::show).thrown();
                if (thrown instanceof Error) {
                    assertThat(failure instanceof CompletionException ? failure.getCause() : failure)
                            .isSameAs(thrown);
                } else {
                    assertThat(failure)
                            .isInstanceOf(ScpConfigurationException.class)
                            .hasMessage("The credentials provider failed with "
                                    + thrown.getClass().getName() + ".")
                            .hasCause(thrown);
                }
            }
            assertThat(ends).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aProviderFindsTheCallersClassLoader(Driver driver) throws IOException {
        AtomicReference<ClassLoader> found = new AtomicReference<>();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(new URL[0], before);
                Notes notes = client().timeout(Duration.ofSeconds(20))
                        .credentialsProvider(() -> {
                            found.set(Thread.currentThread().getContextClassLoader());
                            return KEYS;
                        })
                        .build()
                        .through(driver)) {
            notes.show();
            assertThat(found).hasValue(before);
            thread.setContextClassLoader(own);
            notes.show();
            assertThat(found).hasValue(own);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A provider is asked where it cannot hold up the caller; keys that are known need no thread. */
    @Test
    void onlyProvidersAreAskedOnAThreadOfTheSdk() throws Exception {
        AtomicReference<String> thread = new AtomicReference<>();
        ScpCredentialsProvider provider = () -> {
            thread.set(Thread.currentThread().getName());
            return KEYS;
        };
        try (Notes notes = client().credentialsProvider(provider).build()) {
            patient(notes).show();
        }
        assertThat(thread.get()).startsWith("scp-sdk-async-");
        int before = workers();
        try (Notes notes = client().build()) {
            patient(notes).show();
            assertThat(workers()).isLessThanOrEqualTo(before);
        }
    }

    // --- listeners

    /** A listener whose nested types do not hide those of OkHttp. */
    private interface Told extends CallListener {}

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
            try (Notes client = client().listener(throwing(thrown))
                    .listener(new Told() {
                        @Override
                        public void onEnd(Call call, End how) {
                            ends.incrementAndGet();
                        }
                    })
                    .build()
                    .through(driver)) {
                Notes notes = client.with(o -> o.onResponse(response -> {
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
        try (Notes notes = client().timeout(limit).build()) {
            CallListener blocking = new CallListener() {
                @Override
                public void onAttempt(Call call, Attempt attempt) {
                    blockForEver();
                }
            };
            Notes blocked = notes.with(o -> o.listener(blocking));
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
            Notes patient = patient(notes);
            assertThat(patient.showing("n-1").get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
        }
    }

    /** The end of calls that fail before they are sent comes where others begin. */
    @Test
    void aListenerThatNeverReturnsHoldsNoOtherCall() throws Exception {
        AtomicBoolean failing = new AtomicBoolean(true);
        AtomicInteger ends = new AtomicInteger();
        try (Notes notes = client().credentialsProvider(() -> {
                    if (failing.get()) {
                        throw new IllegalStateException("no keys today");
                    }
                    return KEYS;
                })
                .build()) {
            Notes blocked = notes.with(o -> o.listener(new CallListener() {
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
        try (Notes notes =
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
        try (Notes notes = client().listener(broken).build()) {
            assertThat(notes.show().text()).isEqualTo("hello");
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

    // --- where futures complete

    @Test
    void whateverTheCompletionExecutorThrowsTheFutureCompletes() throws Exception {
        for (Throwable thrown : throwables()) {
            AtomicInteger ends = new AtomicInteger();
            try (Notes notes = client().completionExecutor(task -> {
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
        try (Notes notes = client().timeout(limit)
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
            assertThat(future.get(60, TimeUnit.SECONDS).id()).isEqualTo("n-1");
        }
        assertThat(kept).hasSize(1);
    }

    // --- the clock

    private static Clock clock(Supplier<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aClockWithoutTimeIsAnErrorOfConfiguration(Driver driver) {
        for (Supplier<Instant> broken : List.<Supplier<Instant>>of(
                () -> {
                    throw new IllegalStateException("stopped");
                },
                () -> {
                    throw sneaky(new IOException("stopped"));
                },
                () -> null,
                () -> Instant.MAX,
                () -> Instant.MIN)) {
            AtomicInteger starts = new AtomicInteger();
            AtomicInteger ends = new AtomicInteger();
            try (Notes notes = client().clock(clock(broken))
                    .listener(new Told() {
                        @Override
                        public void onStart(Call call) {
                            starts.incrementAndGet();
                        }

                        @Override
                        public void onEnd(Call call, End how) {
                            ends.incrementAndGet();
                        }
                    })
                    .build()
                    .through(driver)) {
                assertThatThrownBy(notes::show)
                        .isInstanceOf(ScpConfigurationException.class)
                        .hasMessageStartingWith("The client's clock gives no time that a request can be signed with");
            }
            assertThat(starts).hasValue(1);
            assertThat(ends).hasValue(1);
        }
        assertThat(server.count()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aClockThatStopsDoesNotSpoilWhatWasAnswered(Driver driver) {
        for (int good = 1; good < 4; good++) {
            AtomicInteger left = new AtomicInteger();
            int times = good;
            try (Notes notes = client().retryPolicy(RetryPolicy.none())
                    .clock(clock(() -> {
                        if (left.getAndDecrement() > 0) {
                            return Instant.now();
                        }
                        throw new IllegalStateException("stopped");
                    }))
                    .build()
                    .through(driver)) {
                left.set(times);
                assertThat(notes.create().id()).isEqualTo("n-1");
                left.set(times);
                server.then(Responses.serviceError(403, "Date: Fri, 05 Jun 2026 04:00:10 GMT"));
                assertThatThrownBy(notes::create).isInstanceOf(ScpException.class);
                left.set(times);
                server.then(Responses.serviceError(429, "Retry-After: Fri, 05 Jun 2099 04:00:10 GMT"));
                assertThatThrownBy(notes::create).isInstanceOf(ScpException.class);
                left.set(times);
                server.then(Responses.json(200, "{\"id\":\"n-1\""));
                assertThatThrownBy(notes::create).isInstanceOf(ScpException.class);
            }
        }
    }

    // --- the application's own OkHttpClient

    private OkHttpClient okHttp(Consumer<OkHttpClient.Builder> settings) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        settings.accept(builder);
        return builder.build();
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void anInterceptorOrDnsThatNeverReturnsHoldsNoCall(Driver driver) {
        for (OkHttpClient own : List.of(
                okHttp(b -> b.addInterceptor(chain -> {
                    blockForEver();
                    return chain.proceed(chain.request());
                })),
                okHttp(b -> b.addNetworkInterceptor(chain -> {
                    blockForEver();
                    return chain.proceed(chain.request());
                })),
                okHttp(b -> b.addInterceptor(chain -> {
                    okhttp3.Response response = chain.proceed(chain.request());
                    blockForEver();
                    return response;
                })),
                okHttp(b -> b.dns(host -> {
                    blockForEver();
                    return okhttp3.Dns.SYSTEM.lookup(host);
                })),
                okHttp(b -> b.eventListener(new EventListener() {
                    @Override
                    public void responseHeadersStart(Call call) {
                        blockForEver();
                    }
                })))) {
            try (Notes notes = Notes.at(java.net.URI.create("http://localhost:" + server.port()))
                    .timeout(LIMIT)
                    .httpClient(own)
                    .build()
                    .through(driver)) {
                Measured read = Measured.call(notes::show);
                assertThat(read.failure()).isInstanceOf(ScpTimeoutException.class);
                endsAtTheLimit(read);
                Measured write = Measured.call(notes::create);
                assertThat(write.failure()).isInstanceOf(ScpException.class);
                endsAtTheLimit(write);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void whateverInterceptorsOrDnsThrowIsAnExceptionOfOurs(Driver driver) {
        for (Throwable thrown : throwables()) {
            for (OkHttpClient own : List.of(
                    okHttp(b -> b.addInterceptor(chain -> {
                        throw sneaky(thrown);
                    })),
                    okHttp(b -> b.addNetworkInterceptor(chain -> {
                        throw sneaky(thrown);
                    })),
                    okHttp(b -> b.dns(host -> {
                        throw sneaky(thrown);
                    })))) {
                try (Notes notes = Notes.at(java.net.URI.create("http://localhost:" + server.port()))
                        .httpClient(own)
                        .build()
                        .through(driver)) {
                    assertThatThrownBy(notes::create)
                            .isInstanceOf(ScpConnectionException.class)
                            .hasMessageContaining("The request did not reach the platform");
                }
            }
            try (Notes notes = client().httpClient(okHttp(b -> b.addInterceptor(chain -> {
                        chain.proceed(chain.request()).close();
                        throw sneaky(thrown);
                    })))
                    .build()
                    .through(driver)) {
                assertThatThrownBy(notes::create).isInstanceOf(ScpException.class);
            }
        }
    }

    /** OkHttp's own limits are kept by one thread of the process, which ends with what it throws. */
    @Test
    void anEventListenerThrowingOnCancelTakesNoOtherLimit() throws Exception {
        // more attempts than these are needed when the machine is too busy to answer in time
        RetryPolicy patient =
                Notes.quick().maxAttempts(100).bucketCapacity(10_000).build();
        server.then(Responses.stalling(), Responses.stalling());
        try (Notes notes = client().retryPolicy(patient)
                .attemptTimeout(Duration.ofMillis(200))
                .httpClient(okHttp(b -> b.callTimeout(Duration.ofMillis(1)).eventListener(new EventListener() {
                    @Override
                    public void canceled(Call call) {
                        throw new IllegalStateException("told of the end");
                    }
                })))
                .build()) {
            assertThat(notes.show().id()).isEqualTo("n-1");
        }
        server.then(Responses.stalling());
        try (Notes others = client().retryPolicy(patient)
                .attemptTimeout(Duration.ofMillis(200))
                .build()) {
            Measured call = Measured.call(others::show);
            assertThat(call.thrown()).isNull();
            assertThat(call.time()).isLessThan(SLACK);
        }
    }

    /** An EventListener that throws at one of its events. */
    private static final class Thrower extends EventListener {

        private final String event;
        private final Throwable thrown;

        private Thrower(String event, Throwable thrown) {
            this.event = event;
            this.thrown = thrown;
        }

        private void at(String now) {
            if (now.equals(event)) {
                throw sneaky(thrown);
            }
        }

        @Override
        public void callStart(Call call) {
            at("callStart");
        }

        @Override
        public void canceled(Call call) {
            at("canceled");
        }

        @Override
        public void responseBodyStart(Call call) {
            at("responseBodyStart");
        }

        @Override
        public void responseBodyEnd(Call call, long byteCount) {
            at("responseBodyEnd");
        }

        @Override
        public void callEnd(Call call) {
            at("callEnd");
        }

        @Override
        public void requestHeadersStart(Call call) {
            at("requestHeadersStart");
        }

        @Override
        public void connectionReleased(Call call, okhttp3.Connection connection) {
            at("connectionReleased");
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void whateverAnEventListenerThrowsNothingForeignEscapes(Driver driver) {
        for (Throwable thrown : throwables()) {
            for (String event : List.of(
                    "callStart",
                    "canceled",
                    "responseBodyStart",
                    "responseBodyEnd",
                    "callEnd",
                    "requestHeadersStart",
                    "connectionReleased")) {
                try (Notes notes = client().timeout(Duration.ofSeconds(1))
                        .attemptTimeout(Duration.ofMillis(
                                200)) // OkHttp waits for a response when an IOException stops a request
                        .httpClient(okHttp(b -> b.eventListener(new Thrower(event, thrown))))
                        .build()
                        .through(driver)) {
                    for (Runnable way : List.<Runnable>of(notes::show, notes::create, notes::delete)) {
                        Measured call = Measured.run(way);
                        assertThat(call.thrown() == null || call.thrown() instanceof ScpException)
                                .as("%s: %s", event, call.thrown())
                                .isTrue();
                        assertThat(call.time())
                                .as("%s: %s after %s", event, call.thrown(), thrown)
                                .isLessThan(SLACK);
                    }
                    if (!event.equals("callStart") && !event.equals("requestHeadersStart")) { // which never get so far
                        server.then(Responses.stalling());
                    }
                    Measured call = Measured.call(notes.with(o -> o.timeout(Duration.ofMillis(200)))::create);
                    assertThat(call.thrown()).as(event).isInstanceOf(ScpException.class);
                    assertThat(call.time()).as(event).isLessThan(SLACK);
                }
            }
            try (Notes notes = client().httpClient(okHttp(b -> b.eventListenerFactory(call -> {
                        throw sneaky(thrown);
                    })))
                    .build()
                    .through(driver)) {
                assertThatThrownBy(notes::create)
                        .isInstanceOf(ScpConnectionException.class)
                        .hasMessageContaining("The request did not reach the platform");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void anEventListenerStuckInCancellingHoldsNoCall(Driver driver) throws Exception {
        server.always(Responses.stalling());
        try (Notes notes = hasty().httpClient(okHttp(b -> b.eventListener(new EventListener() {
                    @Override
                    public void canceled(Call call) {
                        blockForEver();
                    }
                })))
                .build()
                .through(driver)) {
            for (int i = 0; i < 3; i++) {
                Measured call = Measured.call(notes::create);
                assertThat(call.failure()).isInstanceOf(ScpException.class);
                endsAtTheLimit(call);
            }
        }
        // and what all clients share goes on keeping time
        try (Notes others = hasty().build().through(Driver.ASYNC)) {
            Measured call = Measured.call(others::create);
            assertThat(call.failure()).isInstanceOf(ScpException.class);
            endsAtTheLimit(call);
        }
    }

    @Test
    void anEventListenerStuckAtTheStartHoldsNoFuture() throws Exception {
        try (Notes notes = hasty().httpClient(okHttp(b -> b.eventListener(new EventListener() {
                    @Override
                    public void callStart(Call call) {
                        blockForEver();
                    }
                })))
                .build()) {
            List<CompletableFuture<Note>> futures = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                futures.add(notes.creating());
            }
            for (CompletableFuture<Note> future : futures) {
                assertThat(failure(future))
                        .isInstanceOf(ScpTimeoutException.class)
                        .hasMessageContaining("did not reach the platform");
            }
            free.countDown();
            Thread.sleep(300);
        }
        assertThat(server.count()).isZero();
    }

    // --- extreme numbers

    @Test
    void aBucketWithoutBottomStaysOne() {
        try (Notes notes = client().retryPolicy(Notes.quick()
                        .bucketCapacity(Integer.MAX_VALUE)
                        .retryCost(Integer.MAX_VALUE)
                        .build())
                .build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(notes.show().id()).isEqualTo("n-1");
                server.then(Responses.serviceError(503));
                assertThat(notes.show().id()).isEqualTo("n-1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void attemptsWithoutEndTakeTimeAndNotMemory(Driver driver) throws Exception {
        ShortLimit.of(500, limit -> {
            Measured call;
            try (Notes notes = Notes.at(ClosedPort.uri())
                    .timeout(limit)
                    .retryPolicy(RetryPolicy.builder()
                            .maxAttempts(Integer.MAX_VALUE)
                            .baseDelay(Duration.ZERO)
                            .retryCost(0)
                            .build())
                    .build()
                    .through(driver)) {
                call = Measured.call(notes::show);
            }
            assertThat(call.failure()).isInstanceOf(ScpException.class);
            assertThat(call.failure().attempts()).isGreaterThan(20);
            assertThat(call.failure().getSuppressed()).hasSize(16);
            assertThat(call.time()).isLessThan(limit.plus(SLACK));
        });
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void timesWithoutEndAreLongOnes(Driver driver) {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        try (Notes client = Notes.at(server.endpoint())
                .timeout(longest)
                .attemptTimeout(longest)
                .retryPolicy(RetryPolicy.builder()
                        .baseDelay(longest)
                        .throttlingBaseDelay(longest)
                        .maxDelay(Duration.ofNanos(1))
                        .maxAttempts(Integer.MAX_VALUE)
                        .build())
                .build()
                .through(driver)) {
            Notes notes = client.with(o -> o.timeoutAtMost(longest));
            server.then(Responses.serviceError(503), Responses.serviceError(429, "Retry-After: 0"));
            assertThat(notes.show().id()).isEqualTo("n-1");
            server.then(Responses.serviceError(400));
            assertThatThrownBy(notes::create).isInstanceOf(ScpException.class);
        }
    }

    // --- one attempt, and a connection that is none any more

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReadOfOneAttemptSurvivesAClosedConnection(boolean none) throws Exception {
        for (Driver driver : Driver.values()) {
            ConcurrentHashMap<String, Integer> retries = new ConcurrentHashMap<>();
            try (Notes notes = client().retryPolicy(
                            none
                                    ? RetryPolicy.none()
                                    : Notes.quick().bucketCapacity(0).build())
                    .listener(new CallListener() {
                        @Override
                        public void onRetry(Call call, Retry retry) {
                            retries.merge(retry.reason(), 1, Integer::sum);
                        }
                    })
                    .build()
                    .through(driver)) {
                notes.show();
                int before = server.count();
                server.dropConnections();
                Eventually.is(0, server::openConnections);
                assertThat(notes.show().id()).isEqualTo("n-1");
                assertThat(server.count()).isEqualTo(before + 1);
                assertThat(retries).containsOnlyKeys("stale connection");

                // closed without a word just as the request comes
                notes.show();
                server.then((request, wire) -> wire.close());
                assertThat(notes.show().id()).isEqualTo("n-1");
                assertThat(server.count()).isEqualTo(before + 4);
                assertThat(retries).containsEntry("stale connection", 2);

                // a fresh one that is closed is no matter of the pool
                notes.show();
                server.dropConnections();
                Eventually.is(0, server::openConnections);
                server.then((request, wire) -> wire.close());
                assertThatThrownBy(notes::show)
                        .isInstanceOf(ScpConnectionException.class)
                        .satisfies(
                                e -> assertThat(((ScpException) e).attempts()).isEqualTo(2));
                server.then((request, wire) -> wire.close());
                assertThatThrownBy(notes::show)
                        .isInstanceOf(ScpConnectionException.class)
                        .satisfies(
                                e -> assertThat(((ScpException) e).attempts()).isEqualTo(1));
            }
        }
    }
}
