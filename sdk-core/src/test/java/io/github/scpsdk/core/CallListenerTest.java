// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.NoteWriter;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a listener is told of a call. */
class CallListenerTest {

    private static final String OK = "{\"name\":\"abc\"}";

    @AutoClose
    final FaultServer server = FaultServer.start();

    private final Recorder seen = new Recorder();
    private @Nullable CallExecutor client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void tellsTheCallItsAttemptsAndItsEnd() {
        client = quick().listener(seen).buildExecutor();
        response(503, "busy");
        server.then(Responses.body(200, OK, "X-Request-Id: req-7"));

        client.execute(TestService.SET_NOTE, Arguments.path("a b").body(NoteWriter.INSTANCE, Note.named("abc")));

        assertThat(seen.names()).containsExactly("start", "attempt", "retry", "attempt", "end");
        CallListener.Call call = seen.calls.get(0);
        assertThat(seen.calls).allSatisfy(same -> assertThat(same).isSameAs(call));
        assertThat(call.id()).isPositive();
        assertThat(call.service()).isEqualTo("notes");
        assertThat(call.version()).isEqualTo("1.1");
        assertThat(call.operation()).isEqualTo("setNote");
        assertThat(call.region()).isNull();
        assertThat(call.method()).isEqualTo("PUT");
        assertThat(call.pathTemplate()).isEqualTo("/v1/notes/{note_id}");
        assertThat(call.serverAddress()).isEqualTo(server.endpoint().getHost());
        assertThat(call.serverPort()).isEqualTo(server.port());

        CallListener.Attempt first = (CallListener.Attempt) seen.events.get(1);
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.url()).isEqualTo(server.endpoint() + "/v1/notes/a%20b");
        assertThat(first.status()).isEqualTo(503);
        assertThat(first.errorType()).isEqualTo("503");
        assertThat(first.failure()).isNull();
        assertThat(first.requestBytes()).isEqualTo("{\"name\":\"abc\"}".length());
        assertThat(first.responseBytes()).isEqualTo(4);
        assertThat(first.elapsed()).isPositive();

        CallListener.Retry retry = (CallListener.Retry) seen.events.get(2);
        assertThat(retry).isEqualTo(new CallListener.Retry(2, "503", Duration.ZERO));

        CallListener.Attempt second = (CallListener.Attempt) seen.events.get(3);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.requestId()).isEqualTo("req-7");
        assertThat(second.errorType()).isNull();

        CallListener.End end = (CallListener.End) seen.events.get(4);
        assertThat(end.attempts()).isEqualTo(2);
        assertThat(end.status()).isEqualTo(200);
        assertThat(end.requestId()).isEqualTo("req-7");
        assertThat(end.failure()).isNull();
        assertThat(end.errorType()).isNull();
        assertThat(end.requestBytes()).isEqualTo(14);
        assertThat(end.responseBytes()).isEqualTo(OK.length());
        assertThat(end.elapsed()).isGreaterThanOrEqualTo(first.elapsed());
    }

    @Test
    void namesTheRegionTheClientWasBuiltFor() {
        client = quick().region("kr-west1").listener(seen).buildExecutor();
        response(200, OK);
        show();
        assertThat(seen.calls.get(0).region()).isEqualTo("kr-west1");
    }

    @Test
    void classifiesFailuresInFewWords() {
        client = quick().retryPolicy(RetryPolicy.none()).listener(seen).buildExecutor();
        response(500, "");
        assertThatThrownBy(this::show).isInstanceOf(ServerErrorException.class);
        assertThat(((CallListener.End) seen.events.get(2)).errorType()).isEqualTo("500");

        client.close(); // and with it the connection, which might have been closed while idle
        client = quick().retryPolicy(RetryPolicy.none()).listener(seen).buildExecutor();
        seen.clear();
        server.then(Responses.closing());
        assertThatThrownBy(this::show);
        CallListener.Attempt lost = (CallListener.Attempt) seen.events.get(1);
        assertThat(lost.status()).isNull();
        assertThat(lost.errorType()).startsWith("java.").endsWith("." + lost.failure());
        assertThat(lost.failure()).endsWith("Exception");
        assertThat(((CallListener.End) seen.events.get(2)).errorType())
                .isEqualTo("io.github.scpsdk.core.ScpConnectionException");
    }

    @Test
    void callsATimeLimitATimeout() {
        client = quick().retryPolicy(RetryPolicy.none())
                .attemptTimeout(Duration.ofMillis(100))
                .listener(seen)
                .buildExecutor();
        server.then(Responses.stalling());
        assertThatThrownBy(this::show).isInstanceOf(ScpTimeoutException.class);
        CallListener.Attempt attempt = (CallListener.Attempt) seen.events.get(1);
        assertThat(attempt.errorType()).isEqualTo("timeout");
        assertThat(attempt.failure()).isEqualTo("timed out");
        assertThat(((CallListener.End) seen.events.get(2)).errorType())
                .isEqualTo("io.github.scpsdk.core.ScpTimeoutException");
    }

    @Test
    void tellsTheSameOfAnAsyncCallOnItsThread() {
        List<Thread> threads = new ArrayList<>();
        client = quick().listener(seen)
                .listener(new CallListener() {
                    @Override
                    public void onStart(Call call) {
                        threads.add(Thread.currentThread());
                    }
                })
                .buildExecutor();
        response(503, "");
        response(200, OK);
        assertThat(client.executeAsync(TestService.SHOW_NOTE, Arguments.path("t"))
                        .join()
                        .name())
                .isEqualTo("abc");
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(seen.names()).containsExactly("start", "attempt", "retry", "attempt", "end");
        assertThat(seen.calls).allSatisfy(same -> assertThat(same).isSameAs(seen.calls.get(0)));
        assertThat(((CallListener.End) seen.events.get(4)).status()).isEqualTo(200);
    }

    @Test
    void endsACallWhoseFutureIsCancelled() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        client = quick().listener(seen)
                .listener(new CallListener() {
                    @Override
                    public void onEnd(Call call, End end) {
                        ended.countDown();
                    }
                })
                .buildExecutor();
        server.then(Responses.stalling());
        CompletableFuture<Note> future = client.executeAsync(TestService.SHOW_NOTE, Arguments.path("t"));
        server.take();
        future.cancel(false);
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.names()).containsExactly("start", "attempt", "end");
        assertThat(((CallListener.End) seen.events.get(2)).errorType())
                .isEqualTo("io.github.scpsdk.core.ScpInterruptedException");
    }

    @Test
    void showsNoSecretThatIsPartOfTheUrl() {
        client = quick().listener(seen).buildExecutor();
        response(401, "");
        Throwable failure = catchThrowable(() -> client.execute(
                TestService.SHOW_NOTE,
                Arguments.path(TestService.KEYS.secretKey() + " " + TestService.KEYS.accessKey())));
        assertThat(((CallListener.Attempt) seen.events.get(1)).url())
                .isEqualTo(server.endpoint() + "/v1/notes/***%20***");
        assertThat(((ScpServiceException) failure).signing().signedText())
                .startsWith("GET" + server.endpoint() + "/v1/notes/***%20***")
                .endsWith("***Openapi");
    }

    @Test
    void endsTheAttemptThatAnInterruptEnds() {
        client = quick().listener(seen).buildExecutor();
        server.then(Responses.stalling());
        interruptAfter(1);
        assertThatThrownBy(this::show).isInstanceOf(ScpInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen.names()).containsExactly("start", "attempt", "end");
    }

    @Test
    void countsAnInterruptedCallByItsLastAttempt() {
        client = quick().listener(seen).buildExecutor();
        response(503, "busy");
        server.then(Responses.stalling());
        interruptAfter(2);
        assertThatThrownBy(this::show).isInstanceOf(ScpInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen.names()).containsExactly("start", "attempt", "retry", "attempt", "end");
        CallListener.End end = (CallListener.End) seen.events.get(4);
        assertThat(end.attempts()).isEqualTo(2);
        assertThat(end.status()).isNull();
        assertThat(end.responseBytes()).isZero();
    }

    /** Interrupts this thread once the server has received so many requests. */
    private void interruptAfter(int requests) {
        Thread caller = Thread.currentThread();
        Thread other = new Thread(() -> {
            try {
                for (int i = 0; i < requests; i++) {
                    server.take();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            caller.interrupt();
        });
        other.start();
    }

    @Test
    void tellsOfAnEndEvenWhenThereAreNoKeys() {
        client = quick().credentialsProvider(() -> {
                    throw new IllegalStateException("vault closed");
                })
                .listener(seen)
                .buildExecutor();
        assertThatThrownBy(this::show).isInstanceOf(ScpConfigurationException.class);
        assertThat(seen.names()).containsExactly("start", "end");
        assertThat(((CallListener.End) seen.events.get(1)).attempts()).isZero();
        assertThat(((CallListener.End) seen.events.get(1)).errorType())
                .isEqualTo("io.github.scpsdk.core.ScpConfigurationException");
    }

    @Test
    void isSilentAboutWhatIsRefusedBeforehand() {
        client = quick().listener(seen).buildExecutor();
        assertThatThrownBy(() -> client.execute(TestService.SHOW_NOTE, Arguments.path("")))
                .isInstanceOf(ScpValidationException.class);
        assertThat(seen.events).isEmpty();
    }

    @Test
    void tellsSeveralListenersAndLetsNoneSpoilTheOthers() {
        List<String> order = new ArrayList<>();
        CallListener bad = new CallListener() {
            @Override
            public void onStart(Call call) {
                order.add("bad");
                throw new IllegalStateException("bad listener");
            }
        };
        CallListener good = new CallListener() {
            @Override
            public void onStart(Call call) {
                order.add("good");
            }
        };
        client = quick().listener(bad).listener(good).listener(seen).buildExecutor();
        response(200, OK);
        show();
        assertThat(order).containsExactly("bad", "good");
        assertThat(seen.names()).containsExactly("start", "attempt", "end");
    }

    @Test
    void errorsOfAListenerAreIgnoredLikeAnyException() throws Exception {
        CallListener bad = new CallListener() {
            @Override
            public void onStart(Call call) {
                throw new AssertionError("start");
            }

            @Override
            public void onAttempt(Call call, Attempt attempt) {
                throw new AssertionError("attempt");
            }

            @Override
            public void onRetry(Call call, Retry retry) {
                throw new AssertionError("retry");
            }

            @Override
            public void onEnd(Call call, End end) {
                throw new AssertionError("end");
            }
        };
        client = quick().listener(bad).listener(seen).buildExecutor();
        CallExecutor view = client.withOptions(CallOptions.of(o -> o.onResponse(response -> {
            throw new AssertionError("response");
        })));
        response(503, "busy");
        response(200, OK);
        assertThat(view.execute(TestService.SHOW_NOTE, Arguments.path("t")).name())
                .isEqualTo("abc");
        assertThat(seen.names()).containsExactly("start", "attempt", "retry", "attempt", "end");

        response(503, "busy");
        response(200, OK);
        assertThat(view.executeAsync(TestService.SHOW_NOTE, Arguments.path("t"))
                        .get(10, TimeUnit.SECONDS)
                        .name())
                .isEqualTo("abc");
    }

    @Test
    void aCallThatEndsWithAnErrorIsToldToo() {
        client = quick().listener(seen)
                .credentialsProvider(() -> {
                    throw new AssertionError("no keys today");
                })
                .buildExecutor();
        assertThat(catchThrowable(this::show)).isInstanceOf(AssertionError.class);
        assertThat(seen.names()).containsExactly("start", "end");
    }

    @Test
    void remembersForEachListenerWhatItAttaches() {
        List<String> found = new ArrayList<>();
        record Remembering(String word, List<String> found) implements CallListener {
            @Override
            public void onStart(Call call) {
                call.attach(this, word);
            }

            @Override
            public void onEnd(Call call, End end) {
                String attached = call.attached(this, String.class);
                assertThat(call.attached(this, Integer.class)).isNull();
                call.attach(this, null);
                assertThat(call.attached(this, String.class)).isNull();
                found.add(attached); // last: what a listener throws is ignored
            }
        }
        client = quick().listener(new Remembering("one", found))
                .listener(new Remembering("two", found))
                .buildExecutor();
        response(200, OK);
        show();
        assertThat(found).containsExactly("one", "two");
    }

    private TestService.Builder quick() {
        return TestService.at(server)
                .retryPolicy(RetryPolicy.builder().baseDelay(Duration.ZERO).build());
    }

    private void show() {
        Note note = client.execute(TestService.SHOW_NOTE, Arguments.path("t"));
        assertThat(note.name()).isEqualTo("abc");
    }

    private void response(int status, String body) {
        server.then(Responses.body(status, body));
    }

    private static final class Recorder implements CallListener {

        final List<Call> calls = new CopyOnWriteArrayList<>();
        final List<Object> events = new CopyOnWriteArrayList<>();

        void clear() {
            calls.clear();
            events.clear();
        }

        List<String> names() {
            return events.stream()
                    .map(event -> event instanceof Attempt
                            ? "attempt"
                            : event instanceof Retry ? "retry" : event instanceof End ? "end" : "start")
                    .toList();
        }

        @Override
        public void onStart(Call call) {
            calls.add(call);
            events.add(call);
        }

        @Override
        public void onAttempt(Call call, Attempt attempt) {
            calls.add(call);
            events.add(attempt);
        }

        @Override
        public void onRetry(Call call, Retry retry) {
            calls.add(call);
            events.add(retry);
        }

        @Override
        public void onEnd(Call call, End end) {
            calls.add(call);
            events.add(end);
        }
    }
}
