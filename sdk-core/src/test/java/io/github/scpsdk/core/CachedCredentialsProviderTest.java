// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.testing.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nl.altindag.log.LogCaptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys are renewed before they end, by one of many, and a failure to do so fails no call while they hold. */
@Timeout(180)
class CachedCredentialsProviderTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private volatile Instant now = START;
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile ScpCredentialsProvider vault = () -> keys(asked.incrementAndGet(), null);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static ScpCredentials keys(int number, Duration life) {
        ScpCredentials keys = ScpCredentials.of("access-" + number, "canary-" + number);
        return life == null ? keys : keys.withExpiresAt(START.plus(life));
    }

    private CachedCredentialsProvider cached(Duration maxAge) {
        return new CachedCredentialsProvider(
                new ScpCredentialsProvider() {
                    @Override
                    public ScpCredentials credentials() {
                        return vault.credentials();
                    }

                    @Override
                    public ScpCredentials renewed(ScpCredentials refused) {
                        return vault.renewed(refused);
                    }
                },
                maxAge,
                clock,
                () -> 1.0); // no jitter: renewed as early as possible
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static void assertKeys(ScpCredentialsProvider provider, int number) {
        assertThat(provider.credentials().accessKey()).isEqualTo("access-" + number);
    }

    private static void eventuallyKeys(ScpCredentialsProvider provider, int number) throws InterruptedException {
        Eventually.isTrue(
                "it has happened", () -> provider.credentials().accessKey().equals("access-" + number));
    }

    @Test
    void keepsThemUntilTheyAreOld() {
        CachedCredentialsProvider cached = cached(Duration.ofMinutes(10));
        assertKeys(cached, 1);
        pass(Duration.ofMinutes(7));
        assertKeys(cached, 1);
        pass(Duration.ofMinutes(3));
        assertKeys(cached, 2);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatIsAtHandNeedsNoQuestion() throws Exception {
        CachedCredentialsProvider cached = cached(Duration.ofMinutes(10));
        assertThat(cached.atHand()).isNull();
        assertThat(asked).hasValue(0);
        assertKeys(cached, 1);
        pass(Duration.ofMinutes(7));
        assertThat(cached.atHand().accessKey()).isEqualTo("access-1");
        assertThat(asked).hasValue(1);
        pass(Duration.ofMinutes(1));
        assertThat(cached.atHand().accessKey()).isEqualTo("access-1");
        eventuallyKeys(cached, 2);
        pass(Duration.ofMinutes(10));
        assertThat(cached.atHand()).isNull();
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksAgainBeforeTheyAreOldAndGoesOnWithTheOldOnesMeanwhile() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        CachedCredentialsProvider cached = cached(Duration.ofMinutes(10));
        assertKeys(cached, 1);
        Thread caller = Thread.currentThread();
        vault = () -> {
            assertThat(Thread.currentThread()).isNotSameAs(caller);
            await(answer);
            return keys(asked.incrementAndGet(), null);
        };
        pass(Duration.ofMinutes(8));
        for (int i = 0; i < 100; i++) {
            assertKeys(cached, 1);
        }
        answer.countDown();
        eventuallyKeys(cached, 2);
        assertThat(asked).hasValue(2);
        pass(Duration.ofMinutes(7)); // counts from the new ones
        assertKeys(cached, 2);
        assertThat(asked).hasValue(2);
    }

    @Test
    void anEndOfTheirOwnComesFirst() throws Exception {
        vault = () -> keys(asked.incrementAndGet(), Duration.between(START, now).plusHours(1));
        CachedCredentialsProvider cached = cached(Duration.ofHours(5));
        assertKeys(cached, 1);
        pass(Duration.ofMinutes(54)); // five minutes before the end at most
        assertKeys(cached, 1);
        assertThat(asked).hasValue(1);
        pass(Duration.ofMinutes(1));
        assertKeys(cached, 1);
        eventuallyKeys(cached, 2);
        pass(Duration.ofHours(1));
        assertKeys(cached, 3);
    }

    @Test
    void programsDoNotAllAskAtTheSameTime() throws Exception {
        CachedCredentialsProvider late =
                new CachedCredentialsProvider(() -> vault.credentials(), Duration.ofMinutes(10), clock, () -> 0);
        assertKeys(late, 1);
        pass(Duration.ofSeconds(539)); // half of the two minutes
        assertKeys(late, 1);
        assertThat(asked).hasValue(1);
        pass(Duration.ofSeconds(1));
        assertKeys(late, 1);
        Eventually.isTrue("it has happened", () -> asked.get() == 2);
    }

    /** A thousand calls at a time, at the start, after the end, and after a refusal. */
    @Test
    void asksOnceHoweverManyNeedThem() throws Exception {
        vault = new ScpCredentialsProvider() {
            @Override
            public ScpCredentials credentials() {
                pause();
                return keys(asked.incrementAndGet(), null);
            }
        };
        CachedCredentialsProvider cached = cached(Duration.ofMinutes(10));
        assertThat(inParallel(300, () -> cached.credentials().accessKey())).containsOnly("access-1");
        pass(Duration.ofMinutes(10));
        assertThat(inParallel(300, () -> cached.credentials().accessKey())).containsOnly("access-2");
        ScpCredentials refused = cached.credentials();
        assertThat(inParallel(300, () -> cached.renewed(refused).accessKey())).containsOnly("access-3");
        assertThat(asked).hasValue(3);
        assertThat(cached.renewed(refused).accessKey()).isEqualTo("access-3"); // refused long before
        assertThat(asked).hasValue(3);
    }

    @Test
    void aFailureFailsAllThatWaitForItAndNoLaterOnes() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        vault = () -> {
            asked.incrementAndGet();
            await(answer);
            throw new ScpConfigurationException("sealed");
        };
        CachedCredentialsProvider cached = cached(Duration.ofMinutes(10));
        List<Future<String>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(threads.submit(() -> cached.credentials().accessKey()));
        }
        Eventually.isTrue("it has happened", () -> asked.get() == 1);
        pause();
        answer.countDown();
        for (Future<String> call : calls) {
            assertThatThrownBy(call::get).hasRootCauseMessage("sealed");
        }
        vault = () -> keys(7, null);
        assertKeys(cached, 7);
    }

    @Test
    void aFailureToRenewFailsNoCallWhileTheOldOnesHold() throws Exception {
        CachedCredentialsProvider cached = cached(Duration.ofMinutes(10));
        assertKeys(cached, 1);
        vault = () -> {
            asked.incrementAndGet();
            throw new ScpConfigurationException("sealed");
        };
        try (LogCaptor log = LogCaptor.forName("io.github.scpsdk.settings")) {
            log.setLogLevelToInfo();
            pass(Duration.ofMinutes(8));
            assertKeys(cached, 1);
            Eventually.isTrue(
                    "it has happened",
                    () -> asked.get() == 2 && !log.getWarnLogs().isEmpty());
            assertKeys(cached, 1); // not asked again at once
            assertThat(asked).hasValue(2);
            pass(Duration.ofMinutes(30));
            assertKeys(cached, 1);
            Eventually.isTrue(
                    "it has happened",
                    () -> asked.get() == 3 && log.getWarnLogs().size() == 2);
            assertThat(log.getWarnLogs())
                    .allMatch(
                            line -> line.endsWith(": no new credentials, because of sealed. The old ones are used until"
                                    + " they end (which nobody knows)."))
                    .noneMatch(line -> line.contains("canary"));
        }
        vault = () -> keys(asked.incrementAndGet(), null);
        pass(Duration.ofMinutes(1));
        eventuallyKeys(cached, 4);
    }

    @Test
    void whatHasEndedIsNotUsedEvenIfThereIsNothingElse() {
        vault = () -> keys(asked.incrementAndGet(), Duration.ofHours(1));
        CachedCredentialsProvider cached = cached(null);
        assertKeys(cached, 1);
        vault = () -> {
            throw new ScpConfigurationException("sealed");
        };
        pass(Duration.ofHours(1));
        assertThatThrownBy(cached::credentials).hasMessage("sealed");
        vault = () -> keys(asked.incrementAndGet(), Duration.ofHours(1));
        assertThatThrownBy(cached::credentials)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageContaining(
                        " have ended at 2026-01-01T01:00:00Z, by the clock of this machine (2026-01-01T01:00:00Z).")
                .hasMessageNotContaining("canary");
    }

    @Test
    void nobodyGetsWhatHasEndedWhileOthersFailToRenewIt() throws Exception {
        vault = () -> keys(asked.incrementAndGet(), Duration.ofHours(1));
        CachedCredentialsProvider cached = cached(null);
        assertKeys(cached, 1);
        vault = () -> {
            throw new ScpConfigurationException("sealed");
        };
        pass(Duration.ofHours(1));
        assertThat(inParallel(300, () -> {
                    try {
                        return cached.credentials().accessKey();
                    } catch (ScpConfigurationException e) {
                        return e.getMessage();
                    }
                }))
                .containsOnly("sealed");
    }

    @Test
    void aRefusalIsAskedAboutOnceInAWhileAndNeverHidden() {
        vault = () -> {
            asked.incrementAndGet();
            return keys(1, null);
        };
        CachedCredentialsProvider cached = cached(null);
        ScpCredentials refused = cached.credentials();
        for (int i = 0; i < 10; i++) {
            assertThat(cached.renewed(refused).accessKey()).isEqualTo("access-1");
        }
        assertThat(asked).hasValue(2);
        pass(Duration.ofSeconds(5));
        assertThat(cached.renewed(refused).accessKey()).isEqualTo("access-1");
        assertThat(asked).hasValue(3);
        pass(Duration.ofSeconds(5));
        vault = () -> {
            throw new ScpConfigurationException("sealed");
        };
        assertThatThrownBy(() -> cached.renewed(refused)).hasMessage("sealed");
        assertKeys(cached, 1);
        vault = () -> keys(2, null);
        pass(Duration.ofSeconds(5));
        assertThat(cached.renewed(refused).accessKey()).isEqualTo("access-2");
    }

    @Test
    void whoIsInterruptedLeavesTheOthersToAskAgain() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        vault = () -> {
            asked.incrementAndGet();
            asking.countDown();
            await(new CountDownLatch(1));
            throw new AssertionError();
        };
        CachedCredentialsProvider cached = cached(Duration.ofMinutes(1));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread first = new Thread(() -> {
            try {
                cached.credentials();
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        first.start();
        asking.await();
        Future<String> second = threads.submit(() -> cached.credentials().accessKey());
        pause();
        vault = () -> keys(asked.incrementAndGet(), null);
        first.interrupt();
        assertThat(failure.get(60, TimeUnit.SECONDS)).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo("access-2");
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        vault = () -> {
            asking.countDown();
            await(new CountDownLatch(1));
            throw new AssertionError();
        };
        CachedCredentialsProvider cached = cached(Duration.ofMinutes(1));
        Future<?> first = threads.submit(cached::credentials);
        asking.await();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread second = new Thread(() -> {
            try {
                cached.credentials();
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        second.start();
        Eventually.isTrue("it has happened", () -> second.getState() == Thread.State.WAITING);
        second.interrupt();
        assertThat(failure.get(60, TimeUnit.SECONDS)).isInstanceOf(ScpInterruptedException.class);
        first.cancel(true);
    }

    @Test
    void aSourceThatNeverReturnsDoesNotHoldUpTheOthersForEver() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        vault = () -> {
            asking.countDown();
            await(new CountDownLatch(1));
            throw new AssertionError();
        };
        CachedCredentialsProvider cached = cached(Duration.ofMinutes(10));
        Future<?> stuck = threads.submit(cached::credentials);
        asking.await();
        vault = () -> keys(2, null);
        pass(Duration.ofSeconds(61));
        assertKeys(cached, 2);
        stuck.cancel(true);
        assertKeys(cached, 2);
    }

    @Test
    void aShorterAgeWins() {
        ScpCredentialsProvider cached = cached(Duration.ofMinutes(10)).cached(Duration.ofMinutes(1));
        assertKeys(cached, 1);
        pass(Duration.ofMinutes(1));
        assertKeys(cached, 2);
        assertKeys(cached.cached(Duration.ofHours(1)), 3);
        assertThatThrownBy(() -> cached.cached(Duration.ZERO))
                .hasMessage("The age of cached credentials must be more than zero.");
        assertThatThrownBy(() -> vault.cached(null)).isInstanceOf(ScpConfigurationException.class);
    }

    private List<String> inParallel(int calls, java.util.concurrent.Callable<String> call) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> futures = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            futures.add(threads.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        start.countDown();
        List<String> results = new ArrayList<>();
        for (Future<String> future : futures) {
            results.add(future.get(30, TimeUnit.SECONDS));
        }
        return results;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
