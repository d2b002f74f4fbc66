// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code withOptions} changes, and what it leaves alone. */
@Timeout(180)
class CallOptionsTest {

    private FaultServer server;
    private TestService notes;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start().always(Responses.note());
        notes = TestService.at(server.endpoint()).build();
    }

    @AfterEach
    void stop() throws IOException {
        notes.close();
        server.close();
    }

    private String lastHeader(String name) {
        List<FaultServer.Received> all = server.received();
        return all.get(all.size() - 1).header(name);
    }

    private static Throwable failure(TestService client) {
        return Measured.call(client::show).thrown();
    }

    @ParameterizedTest
    @EnumSource
    void timeoutIsTheLimitOfTheWholeCall(Driver driver) {
        server.always(Responses.stalling());

        Measured measured =
                Measured.call(notes.with(o -> o.timeout(Duration.ofMillis(300))).through(driver)::show);

        assertThat(measured.failure())
                .isInstanceOf(ScpTimeoutException.class)
                .hasMessageContaining("time limit of 0.300 s");
        assertThat(measured.time()).isLessThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @EnumSource
    void timeoutAtMostOnlyShortensTheLimit(Driver driver) {
        server.always(Responses.stalling());

        assertThat(Measured.call(notes.with(o -> o.timeoutAtMost(Duration.ofMillis(300)))
                                .through(driver)::show)
                        .failure())
                .hasMessageContaining("time limit of 0.300 s");
        assertThat(Measured.call(notes.with(o -> o.timeout(Duration.ofMillis(200)))
                                .with(o -> o.timeoutAtMost(Duration.ofMillis(300)))
                                .through(driver)::show)
                        .failure())
                .hasMessageContaining("time limit of 0.200 s");
    }

    @ParameterizedTest
    @EnumSource
    void attemptTimeoutIsTheLimitOfEachAttempt(Driver driver) {
        server.then(Responses.stalling());

        Measured measured = Measured.call(notes.with(o -> o.attemptTimeout(Duration.ofMillis(200))
                        // more than two are needed when the machine is too busy to answer the second in time
                        .retryPolicy(TestService.quick().maxAttempts(100).build()))
                .through(driver)::show);

        assertThat(measured.thrown()).isNull();
        assertThat(measured.time()).isLessThan(Duration.ofSeconds(30));
        assertThat(server.count()).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void attemptsAndPolicyAreThoseOfTheView(Driver driver) {
        server.always(Responses.serviceError(503));
        TestService client = notes.through(driver);

        assertThat(((ScpException) failure(client.with(o -> o.maxAttempts(1)))).attempts())
                .isEqualTo(1);
        assertThat(((ScpException) failure(client.with(o -> o.retryPolicy(RetryPolicy.none())))).attempts())
                .isEqualTo(1);
        assertThat(((ScpException) failure(client.with(o -> o.maxAttempts(2)))).attempts())
                .isEqualTo(2);
        assertThat(((ScpException) failure(client.with(o ->
                                o.retryPolicy(TestService.quick().maxAttempts(5).build()))))
                        .attempts())
                .isEqualTo(5);
        assertThat(((ScpException) failure(client)).attempts())
                .as("the client itself")
                .isEqualTo(3);
    }

    @Test
    void theRetryBucketIsSharedByAllViews() {
        server.always(Responses.serviceError(503));
        try (TestService poor = TestService.at(server.endpoint())
                .retryPolicy(TestService.quick().bucketCapacity(14).build())
                .build()) {
            TestService view = poor.with(o ->
                    o.retryPolicy(TestService.quick().bucketCapacity(10_000).build()));
            assertThat(((ScpException) failure(view)).attempts()).isEqualTo(2);
            assertThat(((ScpException) failure(poor)).attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void headersAreSentBesidesTheSdksOwn(Driver driver) {
        notes.with(o -> o.header("X-Trace", "a b").header("Traceparent", "00-1").header("x-trace", "c"))
                .through(driver)
                .show();

        assertThat(lastHeader("X-Trace")).isEqualTo("c");
        assertThat(lastHeader("traceparent")).isEqualTo("00-1");
        assertThat(lastHeader("Scp-Signature")).isNotNull();

        notes.show();
        assertThat(lastHeader("X-Trace")).as("the client itself").isNull();
    }

    @Test
    void headersAreSentWithEveryAttempt() {
        server.then(Responses.serviceError(503));
        notes.with(o -> o.header("X-Trace", "t")).show();
        assertThat(server.received())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.header("X-Trace")).isEqualTo("t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Scp-Signature",
                "scp-accesskey",
                "SCP-ANYTHING",
                "Host",
                "hoSt",
                "Content-Length",
                "content-type",
                "Content-Anything",
                "Authorization",
                "Proxy-Authorization",
                "X-Auth-Token",
                "Accept",
                "Accept-Encoding",
                "User-Agent",
                "Connection",
                "Transfer-Encoding",
                "Expect",
                "Cookie"
            })
    void headersOfTheSdkCannotBeReplaced(String name) {
        assertThatThrownBy(() -> notes.with(o -> o.header(name, "theValue")))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("Call options: header " + name + " is set by the SDK itself and cannot be replaced.");
    }

    @Test
    void theLanguageHasAnOptionOfItsOwn() {
        assertThatThrownBy(() -> notes.with(o -> o.header("Accept-Language", "ko-KR")))
                .hasMessageContaining("header Accept-Language is set by the SDK itself")
                .hasMessageContaining("use language");
        notes.with(o -> o.language("ko-KR")).show();
        assertThat(lastHeader("Accept-Language")).isEqualTo("ko-KR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "ä", "a\u0000", "(a)"})
    void badNamesAreRefused(String name) {
        assertThatThrownBy(() -> CallOptions.builder().header(name, "x"))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("Call options: header has ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x", "x ", "secretValue\r\nScp-Signature: y", "ä", "\u007f", "secretValue\t"})
    void badValuesAreRefusedWithoutBeingShown(String value) {
        assertThatThrownBy(() -> CallOptions.builder().header("X-Trace", value))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("Call options: header X-Trace ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secretValue"));
    }

    @Test
    void badOptionsAreRefusedByName() {
        List<Consumer<CallOptions.Builder>> bad = List.of(
                o -> o.timeout(Duration.ZERO),
                o -> o.attemptTimeout(Duration.ofMillis(-1)),
                o -> o.maxAttempts(0),
                o -> o.timeout(null),
                o -> o.retryPolicy(null),
                o -> o.header(null, "x"),
                o -> o.header("X-Trace", null),
                o -> o.language(null),
                o -> o.listener(null),
                o -> o.onResponse(null),
                o -> o.completionExecutor(null));
        for (Consumer<CallOptions.Builder> option : bad) {
            assertThatThrownBy(() -> CallOptions.of(option))
                    .isInstanceOf(ScpConfigurationException.class)
                    .hasMessageStartingWith("Call options: ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void listenersAreToldBesidesTheClients(Driver driver) {
        List<String> told = new CopyOnWriteArrayList<>();
        try (TestService client = TestService.at(server.endpoint())
                .listener(ending("client", told))
                .build()) {
            client.through(driver).with(o -> o.listener(ending("view", told))).show();
            client.through(driver).show();
        }
        assertThat(told).containsExactly("client", "view", "client");
    }

    private static CallListener ending(String who, List<String> told) {
        return new CallListener() {
            @Override
            public void onEnd(Call call, End end) {
                told.add(who);
            }
        };
    }

    @Test
    void theCompletionExecutorIsThatOfTheView() throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        CountDownLatch wanted = new CountDownLatch(1);
        server.always(Responses.when(wanted, Responses.note()));
        CompletableFuture<Void> told = notes.with(o -> o.completionExecutor(task -> new Thread(task, "mine").start()))
                .showing("n-1")
                .thenAccept(note -> threads.add(Thread.currentThread().getName()));
        wanted.countDown();
        told.get(60, TimeUnit.SECONDS);
        assertThat(threads).containsExactly("mine");
    }

    @Test
    void optionsAddUp() {
        server.always(Responses.serviceError(503));
        List<String> told = new ArrayList<>();
        TestService view = notes.with(o -> o.maxAttempts(2).header("X-One", "1").listener(ending("first", told)))
                .with(o -> o.header("X-Two", "2").header("X-One", "3").listener(ending("second", told)));

        assertThat(((ScpException) failure(view)).attempts()).isEqualTo(2);
        assertThat(lastHeader("X-One")).isEqualTo("3");
        assertThat(lastHeader("X-Two")).isEqualTo("2");
        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void aViewSharesConnectionsAndOwnsNothing() {
        TestService view = notes.with(o -> o.maxAttempts(1));
        view.show();
        view.close();
        view.show();
        notes.show();
        assertThat(server.connections()).isEqualTo(1);

        notes.close();
        for (Driver driver : Driver.values()) {
            assertThatThrownBy(() -> view.through(driver).show())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This client of notes 1.1 is closed. Build a new one for further calls.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void onResponseTellsStatusIdsAndHarmlessHeaders(Driver driver) {
        server.always(Responses.json(
                201,
                Responses.NOTE,
                "X-Request-Id: req-1",
                "X-Global-Request-Id: req-g",
                "Set-Cookie: session=1",
                "X-Internal: 10.0.0.1",
                "Server: talks of " + TestService.ACCESS_KEY));
        AtomicReference<ResponseInfo> asked = new AtomicReference<>();

        notes.with(o -> o.onResponse(asked::set)).through(driver).create();

        ResponseInfo response = asked.get();
        assertThat(response.operation()).isEqualTo("createNote");
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.requestId()).isEqualTo("req-1");
        assertThat(response.globalRequestId()).isEqualTo("req-g");
        assertThat(response.headers().get("x-request-ID")).isEqualTo("req-1");
        assertThat(response.headers()).containsEntry("Content-Type", "application/json");
        assertThat(response.headers()).doesNotContainKeys("Set-Cookie", "X-Internal");
        assertThat(response.headers().get("Server")).isEqualTo("talks of ***");
        assertThatThrownBy(() -> response.headers().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void onResponseWorksForCallsWithoutAResult(Driver driver) {
        server.always(Responses.empty(204, "X-Openstack-Request-Id: req-2"));
        AtomicReference<ResponseInfo> asked = new AtomicReference<>();

        notes.with(o -> o.onResponse(asked::set)).through(driver).delete();

        assertThat(asked.get().status()).isEqualTo(204);
        assertThat(asked.get().requestId()).isEqualTo("req-2");
        assertThat(asked.get().globalRequestId()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void onResponseIsCalledOncePerSuccessNeverForAFailure(Driver driver) {
        AtomicInteger times = new AtomicInteger();
        TestService view = notes.with(o -> o.onResponse(response -> times.incrementAndGet()))
                .through(driver);

        server.then(Responses.serviceError(503));
        view.show();
        assertThat(times).hasValue(1);

        server.always(Responses.serviceError(404));
        assertThat(failure(view)).isInstanceOf(ScpException.class);
        server.always(Responses.json(200, "{\"id\":"));
        assertThat(failure(view)).isInstanceOf(ScpException.class);
        assertThat(times).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void onResponseTellsOfARemovalByAnEarlierAttempt(Driver driver) {
        server.then(Responses.resetting()).always(Responses.serviceError(404));
        AtomicReference<ResponseInfo> asked = new AtomicReference<>();

        notes.with(o -> o.onResponse(asked::set)).through(driver).delete();

        assertThat(asked.get().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void whatOnResponseThrowsMakesNoCallFail(Driver driver) {
        TestService view = notes.with(o -> o.onResponse(response -> {
                    throw new IllegalStateException("mine");
                }))
                .through(driver);
        assertThat(view.show().id()).isEqualTo("n-1");
    }

    @Test
    void theHeaderOfATokenServiceCannotBeReplacedEither() {
        TestService.TokenBuilder builder = new TestService.TokenBuilder(server.endpoint());
        try (TestService tokens = builder.build()) {
            ScpConfigurationException e = catchThrowableOfType(
                    ScpConfigurationException.class, () -> tokens.with(o -> o.header("x-note-token", "mine")));
            assertThat(e).hasMessageContaining("x-note-token is set by the SDK itself for notes 2.0");
            assertThatThrownBy(() -> tokens.with(o -> o.header("Note-Version", "3")))
                    .hasMessageContaining("note-version is set by the SDK itself for notes 2.0");
        }
    }
}
