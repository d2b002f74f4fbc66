// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.FaultServer.Greeting;
import io.github.scpsdk.core.testing.FaultServer.Response;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Invented sequences of faults against a server that knows what it has carried out: whatever is thrown at a request that must not be repeated, it is
 * done at most once, and what the caller is told is true.
 */
@Timeout(600)
class NeverTwiceTest {

    private static final int SEQUENCES = Integer.getInteger("faults.cases", 600) / 2;

    /** A server that counts what it carries out: each whole request that it does not refuse. */
    private static final class Shop implements AutoCloseable {

        private final FaultServer server = FaultServer.start();
        private final AtomicInteger done = new AtomicInteger();
        private final List<String> script = new ArrayList<>();

        Shop(Random random) throws Exception {
            for (int i = random.nextInt(3); i > 0; i--) {
                server.atConnect(greeting(random));
            }
            for (int i = random.nextInt(5); i > 0; i--) {
                server.then(response(random));
            }
            server.always(doing("well", Responses.note()));
        }

        private Greeting greeting(Random random) {
            switch (random.nextInt(4)) {
                case 0:
                    script.add("close at connect");
                    return Responses.closingAtOnce();
                case 1:
                    script.add("reset at connect");
                    return Responses.resettingUnread();
                default:
                    script.add("serve");
                    return Responses.serving();
            }
        }

        private Response response(Random random) {
            return switch (random.nextInt(16)) {
                case 0 -> doing("close", Responses.closing());
                case 1 -> doing("reset", Responses.resetting());
                case 2 -> doing("garbage", Responses.garbage());
                case 3 -> doing("headers cut", Responses.closingAfter("HTTP/1.1 200 OK\r\nContent-"));
                case 4 -> doing("body cut", Responses.truncated());
                case 5 -> doing("broken JSON", Responses.json(200, "{\"id\":"));
                case 6 -> doing("500", Responses.serviceError(500));
                case 7 -> doing("503 now", Responses.serviceError(503, "Retry-After: 0"));
                case 8 -> doing("504 and close", Responses.thenClose(Responses.gatewayError(504)));
                case 9 -> doing("stall", Responses.stalling());
                case 10 -> doing("408 and close", Responses.thenClose(Responses.serviceError(408)));
                case 11 -> doing("well and close", Responses.thenClose(Responses.note()));
                case 12 -> refusing("429", Responses.serviceError(429));
                case 13 -> refusing("429 and close", Responses.thenClose(Responses.serviceError(429)));
                case 14 -> refusing("409", Responses.serviceError(409));
                default ->
                    refusing("401 of tomorrow", Responses.serviceError(401, "Date: Fri, 01 Jan 2100 00:00:00 GMT"));
            };
        }

        private Response doing(String name, Response response) {
            script.add(name);
            return (request, wire) -> {
                if (!request.method().equals("GET")) {
                    done.incrementAndGet();
                }
                response.to(request, wire);
            };
        }

        private Response refusing(String name, Response response) {
            script.add(name);
            return response;
        }

        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isDoneAtMostOnceAndToldTruthfully(Driver driver) throws Exception {
        Random seeds = new Random(Long.getLong("faults.seed", 20260101L));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> sequences = new ArrayList<>();
            for (int i = 0; i < SEQUENCES; i++) {
                long seed = seeds.nextLong();
                sequences.add(() -> {
                    sequence(driver, new Random(seed));
                    return null;
                });
            }
            for (Future<Object> sequence : threads.invokeAll(sequences)) {
                sequence.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void sequence(Driver driver, Random random) throws Exception {
        try (Shop shop = new Shop(random);
                TestService client = TestService.at(shop.server.endpoint())
                        .timeout(Duration.ofMillis(600))
                        .attemptTimeout(Duration.ofMillis(300))
                        .build()) {
            TestService notes = client.through(driver);
            if (random.nextBoolean()) {
                Measured.run(notes::show); // so that there is a connection in the pool, perhaps a dead one
            }
            int kind = random.nextInt(3);
            Measured measured = Measured.call(() -> {
                switch (kind) {
                    case 0 -> notes.create();
                    case 1 -> notes.send();
                    default -> notes.shred();
                }
                return "done";
            });
            String story = shop.script + " -> " + (measured.thrown() == null ? "success" : measured.thrown());
            int done = shop.done.get();
            assertThat(done).as(story).isLessThanOrEqualTo(1);
            if (measured.thrown() == null || measured.thrown() instanceof ScpDecodingException) {
                assertThat(done).as(story).isEqualTo(1);
            } else if (!(measured.failure() instanceof OutcomeUnknownException)) {
                assertThat(measured.failure())
                        .as(story)
                        .isInstanceOfAny(
                                ScpConnectionException.class, ScpTimeoutException.class, ScpServiceException.class);
                assertThat(done).as(story).isZero();
            }
        }
    }
}
