// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.Signatures;
import io.github.scpsdk.core.testing.StepClock;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After a 401 the provider is asked once more, and the call goes on if it has other keys. */
@Timeout(120)
class RefusedKeysTest {

    private static final ScpCredentials OLD = ScpCredentials.of("old-access-canary", "old-secret-canary");
    private static final ScpCredentials NEW = ScpCredentials.of("new-access-canary", "new-secret-canary");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile ScpCredentials valid = NEW;
    private volatile ScpCredentials first = OLD;
    private volatile ScpCredentials second = NEW;
    private FaultServer server;

    private final ScpCredentialsProvider provider = new ScpCredentialsProvider() {
        @Override
        public ScpCredentials credentials() {
            asked.add("credentials");
            return first;
        }

        @Override
        public ScpCredentials renewed(ScpCredentials refused) {
            asked.add("renewed " + (refused == OLD));
            return second;
        }
    };

    @BeforeEach
    void start() {
        server = FaultServer.start().always(this::judge);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Judges signature and time as the platform does. */
    private void judge(FaultServer.Received request, FaultServer.Wire wire) throws IOException {
        String timestamp = request.header("Scp-Timestamp");
        String url = server.endpoint() + request.target();
        String right = Signatures.of(request.method(), url, timestamp, valid.accessKey(), valid.secretKey());
        boolean onTime = Math.abs(Long.parseLong(timestamp) - System.currentTimeMillis()) < 120_000;
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        (onTime && right.equals(request.header("Scp-Signature"))
                        ? Responses.note()
                        : Responses.serviceError(401, "Date: " + date))
                .to(request, wire);
    }

    private TestService.Builder client() {
        return TestService.at(server).credentialsProvider(provider);
    }

    @ParameterizedTest
    @EnumSource
    void theCallGoesOnWithTheOthers(Driver driver) {
        try (TestService notes =
                client().retryPolicy(RetryPolicy.none()).build().through(driver)) {
            assertThat(notes.show().name()).isEqualTo("hello");
            assertThat(asked).containsExactly("credentials", "renewed true");
            assertThat(notes.create().name()).isEqualTo("hello"); // a 401 means that nothing was done
            notes.send();
        }
        assertThat(server.count()).isEqualTo(6);
        assertThat(server.count("POST")).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void theyAreAskedForOnceInACall(Driver driver) {
        valid = ScpCredentials.of("neither", "neither");
        try (TestService notes = client().build().through(driver)) {
            assertThatThrownBy(notes::show)
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessageContaining("2 attempts in")
                    .hasMessageNotContaining("canary")
                    .satisfies(e ->
                            assertThat(e.getSuppressed()).singleElement().isInstanceOf(UnauthorizedException.class));
        }
        assertThat(asked).containsExactly("credentials", "renewed true");
        assertThat(server.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void theSameKeysAreNotSentAgain(Driver driver) {
        second = ScpCredentials.of(OLD.accessKey(), OLD.secretKey());
        List<String> events = new CopyOnWriteArrayList<>();
        try (TestService notes = client().listener(recording(events)).build().through(driver)) {
            assertThatThrownBy(notes::create)
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessageContaining("1 attempt in")
                    .hasNoSuppressedExceptions();
        }
        assertThat(asked).containsExactly("credentials", "renewed true");
        assertThat(events).containsExactly("attempt 1: 401", "end after 1");
        assertThat(server.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void listenersSeeBothAttempts(Driver driver) {
        List<String> events = new CopyOnWriteArrayList<>();
        try (TestService notes = client().listener(recording(events)).build().through(driver)) {
            notes.create();
        }
        assertThat(events).containsExactly("attempt 1: 401", "retry 2: keys renewed", "attempt 2: 200", "end after 2");
    }

    @ParameterizedTest
    @EnumSource
    void theAttemptCostsNoneOfThePolicy(Driver driver) {
        server.then(this::judge).always(Responses.serviceError(503));
        RetryPolicy quick = TestService.quick().build();
        try (TestService notes = client().retryPolicy(quick).build().through(driver)) {
            assertThatThrownBy(notes::show).hasMessageContaining("503");
        }
        assertThat(server.count()).isEqualTo(1 + quick.maxAttempts());
    }

    @Test
    void keysThatDoNotChangeAreNotAskedFor() {
        try (TestService notes = TestService.at(server).credentials(OLD).build()) {
            assertThatThrownBy(notes::show).isInstanceOf(UnauthorizedException.class);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongClockIsPutRightBeforeKeysAreDoubted(Driver driver) {
        first = NEW;
        try (TestService notes =
                client().clock(new StepClock(Duration.ofHours(2))).build().through(driver)) {
            notes.create();
            assertThat(asked).containsExactly("credentials");
            assertThat(server.count()).isEqualTo(2);
            first = OLD;
            notes.create(); // the clock is right by now
            assertThat(asked).containsExactly("credentials", "credentials", "renewed true");
            assertThat(server.count()).isEqualTo(4);
        }
        try (TestService notes =
                client().clock(new StepClock(Duration.ofHours(2))).build().through(driver)) {
            notes.create(); // both
            assertThat(server.count()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatFailsLeavesTheRefusal(Driver driver) {
        ScpCredentialsProvider failing = new ScpCredentialsProvider() {
            @Override
            public ScpCredentials credentials() {
                return OLD;
            }

            @Override
            public ScpCredentials renewed(ScpCredentials refused) {
                throw new ScpConfigurationException("sealed");
            }
        };
        try (TestService notes = client().credentialsProvider(failing).build().through(driver)) {
            assertThatThrownBy(notes::create)
                    .isInstanceOf(UnauthorizedException.class)
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .singleElement()
                            .satisfies(why -> assertThat(why).hasMessage("sealed")));
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatDoesNotReturnEndsWithTheCallAndLeavesTheRefusal(Driver driver) throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        ScpCredentialsProvider stuck = new ScpCredentialsProvider() {
            @Override
            public ScpCredentials credentials() {
                return OLD;
            }

            @Override
            public ScpCredentials renewed(ScpCredentials refused) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.complete(true);
                }
                return refused;
            }
        };
        try (TestService notes = client().credentialsProvider(stuck)
                .timeout(Duration.ofSeconds(8))
                .build()
                .through(driver)) {
            assertThatThrownBy(notes::create)
                    .isInstanceOf(UnauthorizedException.class)
                    .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("credentials provider"));
        }
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void neitherOldNorNewKeysShow(Driver driver) {
        server.always((request, wire) -> Responses.json(
                        401,
                        "{\"errors\":[{\"code\":\"Unauthorized\",\"detail\":\"" + OLD.accessKey() + " "
                                + OLD.secretKey() + " " + NEW.accessKey() + " " + NEW.secretKey() + " "
                                + request.header("Scp-Signature") + "\"}]}")
                .to(request, wire));
        try (TestService notes = client().build().through(driver)) {
            assertThatThrownBy(notes::show)
                    .isInstanceOfSatisfying(
                            UnauthorizedException.class,
                            e -> assertThat(e.errors())
                                    .singleElement()
                                    .asString()
                                    .contains("*** *** *** ***")
                                    .doesNotContain(
                                            "canary", server.received().get(1).header("Scp-Signature")))
                    .hasMessageNotContaining("canary");
        }
        assertThat(server.count()).isEqualTo(2);
    }

    /** Many calls meet the same refusal; the vault is asked once. */
    @Test
    void manyRefusedCallsAskOnce() throws Exception {
        ScpCredentialsProvider cached = provider.cached(Duration.ofHours(1));
        valid = OLD;
        try (TestService notes = client().credentialsProvider(cached).build()) {
            notes.show();
            valid = NEW;
            first = NEW;
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                calls.add(i % 2 == 0 ? notes.showing("n-" + i) : notes.creating());
            }
            for (CompletableFuture<?> call : calls) {
                call.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(asked).containsExactly("credentials", "renewed true");
    }

    private static CallListener recording(List<String> events) {
        return new CallListener() {
            @Override
            public void onAttempt(Call call, Attempt attempt) {
                events.add("attempt " + attempt.number() + ": " + attempt.status());
            }

            @Override
            public void onRetry(Call call, Retry retry) {
                events.add("retry " + retry.nextAttempt() + ": " + retry.reason());
            }

            @Override
            public void onEnd(Call call, End end) {
                events.add("end after " + end.attempts());
            }
        };
    }
}
