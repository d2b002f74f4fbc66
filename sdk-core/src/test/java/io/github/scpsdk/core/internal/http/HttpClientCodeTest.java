// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.testing.ApplicationCode;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interceptors, DNS and event listeners of the application's own OkHttpClient that block or throw. */
class HttpClientCodeTest extends ApplicationCode {

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
            try (TestService notes = TestService.at(java.net.URI.create("http://localhost:" + server.port()))
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
                try (TestService notes = TestService.at(java.net.URI.create("http://localhost:" + server.port()))
                        .httpClient(own)
                        .build()
                        .through(driver)) {
                    assertThatThrownBy(notes::create)
                            .isInstanceOf(ScpConnectionException.class)
                            .hasMessageContaining("The request did not reach the platform");
                }
            }
            try (TestService notes = client().httpClient(okHttp(b -> b.addInterceptor(chain -> {
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
                TestService.quick().maxAttempts(100).bucketCapacity(10_000).build();
        server.then(Responses.stalling(), Responses.stalling());
        try (TestService notes = client().retryPolicy(patient)
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
        try (TestService others = client().retryPolicy(patient)
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
                try (TestService notes = client().timeout(Duration.ofSeconds(1))
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
            try (TestService notes = client().httpClient(okHttp(b -> b.eventListenerFactory(call -> {
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
        try (TestService notes = hasty().httpClient(okHttp(b -> b.eventListener(new EventListener() {
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
        try (TestService others = hasty().build().through(Driver.ASYNC)) {
            Measured call = Measured.call(others::create);
            assertThat(call.failure()).isInstanceOf(ScpException.class);
            endsAtTheLimit(call);
        }
    }

    @Test
    void anEventListenerStuckAtTheStartHoldsNoFuture() throws Exception {
        try (TestService notes = hasty().httpClient(okHttp(b -> b.eventListener(new EventListener() {
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
}
