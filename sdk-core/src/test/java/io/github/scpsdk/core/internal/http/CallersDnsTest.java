// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lookups for attempts on the thread of their caller. */
@Timeout(180)
class CallersDnsTest {

    private static final String HOST = "somewhere.invalid";
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Alarms alarms = new Alarms(Thread::new);
    private final AtomicInteger threads = new AtomicInteger();
    private final Executor workers = task -> {
        threads.incrementAndGet();
        new Thread(task).start();
    };
    private FaultServer server;

    @BeforeEach
    void start() throws Exception {
        server = FaultServer.start().always(Responses.note());
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        alarms.end();
    }

    @Test
    void aLookupThatHangsKeepsOneThread() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CallersDns dns = new CallersDns(workers, host -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return List.of(InetAddress.getLoopbackAddress());
        });
        for (int i = 0; i < 10; i++) {
            assertThat(attempt(dns, TimeUnit.MILLISECONDS.toNanos(50)))
                    .isInstanceOfSatisfying(AttemptResult.NoResponse.class, result -> {
                        assertThat(result.timedOut()).isTrue();
                        assertThat(result.mayHaveArrived()).isFalse();
                    });
        }
        assertThat(threads).hasValue(1);
        hanging.countDown();
        assertThat(attempt(dns, MINUTE)).isInstanceOf(AttemptResult.Response.class);
    }

    @Test
    void eachLookupThatFailsIsFollowedByAnother() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        CallersDns dns = new CallersDns(workers, host -> {
            if (lookups.incrementAndGet() < 3) {
                throw new UnknownHostException(host + ": not known");
            }
            return List.of(InetAddress.getLoopbackAddress());
        });
        for (int i = 0; i < 2; i++) {
            assertThat(attempt(dns, MINUTE))
                    .isInstanceOfSatisfying(
                            AttemptResult.NoResponse.class,
                            result -> assertThat(result.cause())
                                    .isInstanceOf(UnknownHostException.class)
                                    .hasMessage(HOST + ": not known"));
        }
        assertThat(attempt(dns, MINUTE)).isInstanceOf(AttemptResult.Response.class);
    }

    /** As when there is no memory for one. */
    @Test
    void aThreadThatCannotStartLeavesNoLookupBehind() throws Exception {
        AtomicInteger started = new AtomicInteger();
        CallersDns dns = new CallersDns(
                task -> {
                    if (started.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    workers.execute(task);
                },
                host -> List.of(InetAddress.getLoopbackAddress()));
        assertThat(attempt(dns, MINUTE))
                .isInstanceOfSatisfying(
                        AttemptResult.NoResponse.class,
                        result -> assertThat(result.cause()).hasRootCauseInstanceOf(OutOfMemoryError.class));
        assertThat(attempt(dns, MINUTE)).isInstanceOf(AttemptResult.Response.class);
    }

    @Test
    void aNameThatNoAttemptAsksForIsLookedUpHere() throws Exception {
        List<Thread> here = new ArrayList<>();
        CallersDns dns = new CallersDns(workers, host -> {
            here.add(Thread.currentThread());
            return List.of(InetAddress.getLoopbackAddress());
        });
        assertThat(dns.lookup("127.0.0.1")).hasSize(1);
        assertThat(dns.lookup(HOST)).hasSize(1);
        assertThat(here).hasSize(2).containsOnly(Thread.currentThread());
        assertThat(threads).hasValue(0);
    }

    private AttemptResult attempt(CallersDns dns, long nanos) throws InterruptedException {
        URI endpoint = server.endpoint();
        HttpAttempt attempt = new HttpAttempt(
                new OkHttpClient.Builder().dns(dns).build(),
                new Request.Builder().url("http://" + HOST + ":" + endpoint.getPort() + "/"),
                new SendOptions(true, false, true, 0, 1000, nanos),
                alarms,
                Runnable::run,
                null,
                new HostLimit(1).slots(HOST));
        return attempt.execute(nanos, null);
    }
}
