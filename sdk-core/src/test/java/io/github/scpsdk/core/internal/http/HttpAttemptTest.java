// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.testing.BlackHole;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts that come when only one attempt can be looked at. */
@Timeout(180)
class HttpAttemptTest {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final SendOptions READ = new SendOptions(true, false, true, 0, 1000, MINUTE);

    private final Alarms alarms = new Alarms(Thread::new);

    @AfterEach
    void end() {
        alarms.end();
        Thread.interrupted(); // whatever happened, the next test is not interrupted
    }

    @Test
    void anInterruptAfterTheResponseLeavesIt() throws Exception {
        try (FaultServer server = FaultServer.start().always(Responses.note())) {
            HttpUrl url = HttpUrl.get(server.endpoint());
            try (Transport transport = Transport.open(url, null, null, List.of(), null)) {
                HttpAttempt attempt = transport.newAttempt(new Request.Builder().url(url), url.host(), READ);
                Thread caller = Thread.currentThread();
                attempt.result()
                        .thenRun(() ->
                                CompletableFuture.runAsync(caller::interrupt).join());
                AttemptResult result = attempt.execute(MINUTE, (status, body) -> body.readAllBytes().length);
                assertThat(Thread.interrupted()).isTrue();
                assertThat(result).isInstanceOfSatisfying(AttemptResult.Response.class, response -> {
                    assertThat(response.status()).isEqualTo(200);
                    assertThat(response.decoded()).isNotNull();
                });
            }
        }
    }

    /** A file channel inside the call makes the JDK forget ours. Waiting for the race of addresses notices by itself. */
    @Test
    void anInterruptThatOnlyTheRaceOfAddressesNotices(@TempDir Path folder) throws Exception {
        URI hole = BlackHole.shared();
        OkHttpClient client = new OkHttpClient.Builder()
                .dns(host -> {
                    useFileChannel(folder);
                    return List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.1"));
                })
                .build();
        Request.Builder request = new Request.Builder().url("http://somewhere.invalid:" + hole.getPort() + "/");
        HttpAttempt attempt = new HttpAttempt(
                client, request, READ, alarms, Runnable::run, null, new HostLimit(1).slots("somewhere.invalid"));
        Thread interrupting = interruptIn("FastFallbackExchangeFinder.find", Thread.currentThread());
        assertThatThrownBy(() -> attempt.execute(MINUTE, null)).isInstanceOf(InterruptedException.class);
        assertThat(attempt.sent()).isFalse();
        interrupting.join();
    }

    /** A file channel inside the call makes the JDK forget ours: a logger uses one, or a class loader. */
    @Test
    void anInterruptAfterAFileChannelWasUsed(@TempDir Path folder) throws Exception {
        try (FaultServer server = FaultServer.start().always(Responses.stalling())) {
            isInterrupted(server.endpoint(), usingAFileChannel(folder), null, "NioSocketImpl.read");
            server.always(Responses.dripping(500, Duration.ofMillis(20)));
            isInterrupted(server.endpoint(), usingAFileChannel(folder), null, "HttpAttempt.readBody");
            server.always(Responses.dripping(Duration.ofMillis(20)));
            BodyReader reader = (status, body) -> {
                int read = 0;
                while (body.read() >= 0) {
                    useFileChannel(folder);
                    read++;
                }
                return read;
            };
            isInterrupted(server.endpoint(), chain -> chain.proceed(chain.request()), reader, "BodyStream.read");
        }
        isInterrupted(BlackHole.shared(), usingAFileChannel(folder), null, "NioSocketImpl.connect");
    }

    private void isInterrupted(URI endpoint, Interceptor application, @Nullable BodyReader reader, String where)
            throws InterruptedException {
        OkHttpClient client = new OkHttpClient.Builder()
                .fastFallback(false)
                .readTimeout(0, TimeUnit.SECONDS)
                .connectTimeout(0, TimeUnit.SECONDS)
                .addInterceptor(application)
                .build();
        HttpAttempt attempt = new HttpAttempt(
                client,
                new Request.Builder().url(endpoint.toString()),
                READ,
                alarms,
                Runnable::run,
                null,
                new HostLimit(1).slots(endpoint.getHost()));
        Thread interrupting = interruptIn(where, Thread.currentThread());
        assertThatThrownBy(() -> attempt.execute(TimeUnit.SECONDS.toNanos(20), reader))
                .as(where)
                .isInstanceOf(InterruptedException.class);
        Thread.interrupted();
        interrupting.join();
    }

    private static Thread interruptIn(String place, Thread caller) {
        Thread interrupting = new Thread(() -> {
            try {
                Eventually.isIn(place, caller);
                caller.interrupt();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        interrupting.start();
        return interrupting;
    }

    private static Interceptor usingAFileChannel(Path folder) {
        return chain -> {
            useFileChannel(folder);
            return chain.proceed(chain.request());
        };
    }

    private static void useFileChannel(Path folder) {
        try (FileChannel channel = FileChannel.open(Files.write(folder.resolve("log"), new byte[] {1}))) {
            channel.read(ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
