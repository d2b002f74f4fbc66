// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.testing.BlackHole;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts that come when only one attempt can be looked at. */
@Timeout(60)
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
                .dns(host -> List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.1")))
                .addInterceptor(chain -> {
                    useFileChannel(folder);
                    return chain.proceed(chain.request());
                })
                .build();
        Request.Builder request = new Request.Builder().url("http://somewhere.invalid:" + hole.getPort() + "/");
        HttpAttempt attempt = new HttpAttempt(
                client, request, READ, alarms, Runnable::run, null, new HostLimit(1).slots("somewhere.invalid"));
        Thread caller = Thread.currentThread();
        Thread interrupting = new Thread(() -> {
            try {
                Eventually.isIn("FastFallbackExchangeFinder.find", caller);
                caller.interrupt();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        interrupting.start();
        assertThatThrownBy(() -> attempt.execute(MINUTE, null)).isInstanceOf(InterruptedException.class);
        assertThat(attempt.sent()).isFalse();
        interrupting.join();
    }

    private static void useFileChannel(Path folder) throws IOException {
        Path file = Files.write(folder.resolve("log"), new byte[] {1});
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(ByteBuffer.allocate(1));
        }
    }
}
