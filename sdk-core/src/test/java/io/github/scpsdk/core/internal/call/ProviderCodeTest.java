// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.testing.ApplicationCode;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.ShortLimit;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A credentials provider that blocks or throws: the call ends all the same, with what is true. */
class ProviderCodeTest extends ApplicationCode {

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aProviderThatNeverReturnsHoldsNoCall(Driver driver) throws Exception {
        ShortLimit.of(LIMIT.toMillis(), limit -> {
            AtomicInteger asked = new AtomicInteger();
            try (TestService notes = client().timeout(limit)
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
        try (TestService notes = client().timeout(Duration.ofMinutes(5))
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
        AtomicInteger held = new AtomicInteger();
        int before = busyWorkers(); // of tests before this one
        try (TestService notes = hasty().credentialsProvider(() -> {
                    if (!well.get()) {
                        held.incrementAndGet();
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
            for (CompletableFuture<Note> future : futures) {
                assertThat(failure(future)).isInstanceOf(ScpTimeoutException.class);
            }
            for (Thread caller : callers) {
                caller.join(60_000);
                assertThat(caller.isAlive()).isFalse();
            }
            assertThat(held).hasValueLessThan(50);
            // a thread that has completed a future has nothing more to do, one that the provider holds has
            Eventually.atMost(before + 49, ApplicationCode::busyWorkers);

            well.set(true);
            free.countDown();
            TestService patient = patient(notes);
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
        try (TestService notes = client().timeout(limit)
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
        try (TestService notes = client().timeout(Duration.ofMinutes(5))
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
            try (TestService notes = client().listener(new Told() {
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
    void aProviderFindsTheClassLoaderThatItsClientWasBuiltUnder(Driver driver) throws IOException {
        AtomicReference<ClassLoader> found = new AtomicReference<>();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
            thread.setContextClassLoader(own);
            try (TestService notes = client().timeout(Duration.ofSeconds(20))
                    .credentialsProvider(() -> {
                        found.set(Thread.currentThread().getContextClassLoader());
                        return KEYS;
                    })
                    .build()
                    .through(driver)) {
                thread.setContextClassLoader(before);
                notes.show();
                assertThat(found).hasValue(own);
            }
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
        try (TestService notes = client().credentialsProvider(provider).build()) {
            patient(notes).show();
        }
        assertThat(thread.get()).startsWith("scp-sdk-async-");
        int before = workers();
        try (TestService notes = client().build()) {
            patient(notes).show();
            assertThat(workers()).isLessThanOrEqualTo(before);
        }
    }
}
