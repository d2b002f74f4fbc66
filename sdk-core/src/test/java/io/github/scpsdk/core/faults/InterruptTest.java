package io.github.scpsdk.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interrupting the calling thread ends the call at once, wherever it is. */
@Timeout(20)
class InterruptTest {

    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start().always(Replies.note());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** How an interrupted call ended: what it threw, whether the flag was kept, how long it went on. */
    private record Ended(Throwable thrown, boolean flagKept, Duration took) {}

    private static Ended interrupt(Notes notes, Consumer<Notes> call, Duration after) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        AtomicLong end = new AtomicLong();
        Thread thread = new Thread(() -> {
            try {
                call.accept(notes);
            } catch (Throwable t) {
                thrown.set(t);
            }
            end.set(System.nanoTime());
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        Thread.sleep(after.toMillis());
        long start = System.nanoTime();
        thread.interrupt();
        thread.join(10_000);
        return new Ended(thrown.get(), flag.get(), Duration.ofNanos(end.get() - start));
    }

    private void endsAtOnce(URI endpoint, Consumer<Notes> call, Class<? extends ScpException> as) throws Exception {
        endsAtOnce(Notes.at(endpoint), call, as);
    }

    private void endsAtOnce(Notes.Builder builder, Consumer<Notes> call, Class<? extends ScpException> as)
            throws Exception {
        try (Notes notes = builder.timeout(Duration.ofSeconds(9)).build()) {
            Duration best = Duration.ofDays(1);
            // the machine may be busy with something else for a moment, but not three times in a row
            for (int i = 0; i < 3 && best.toMillis() >= 200; i++) {
                Ended ended = interrupt(notes, call, Duration.ofMillis(250));
                assertThat(ended.thrown()).isInstanceOf(as);
                assertThat(ended.flagKept()).isTrue();
                assertThat(ended.took()).isLessThan(Duration.ofSeconds(3));
                best = ended.took().compareTo(best) < 0 ? ended.took() : best;
            }
            assertThat(best).isLessThan(Duration.ofMillis(200));
        }
    }

    @Test
    void whileConnecting() throws Exception {
        endsAtOnce(BlackHole.shared(), Notes::show, ScpInterruptedException.class);
        endsAtOnce(BlackHole.shared(), Notes::create, ScpInterruptedException.class);
    }

    @Test
    void inTheTlsHandshake() throws Exception {
        server.atEveryConnect(Replies.silent());
        endsAtOnce(server.httpsEndpoint(), Notes::show, ScpInterruptedException.class);
        endsAtOnce(server.httpsEndpoint(), Notes::create, ScpInterruptedException.class);
    }

    @Test
    void whileWaitingForTheAnswer() throws Exception {
        server.always(Replies.stalling());
        endsAtOnce(server.endpoint(), Notes::show, ScpInterruptedException.class);
        endsAtOnce(server.endpoint(), Notes::create, OutcomeUnknownException.class);
        assertNothingIsOpen();
    }

    @Test
    void whileReadingTheBody() throws Exception {
        server.always(Replies.dripping(Duration.ofMillis(20)));
        endsAtOnce(server.endpoint(), Notes::show, ScpInterruptedException.class);
        endsAtOnce(server.endpoint(), Notes::create, OutcomeUnknownException.class);
        assertNothingIsOpen();
    }

    @Test
    void inAPauseBetweenAttempts() throws Exception {
        server.always(Replies.serviceError(503, "Retry-After: 5"));
        RetryPolicy patient = RetryPolicy.builder().bucketCapacity(10_000).build();
        endsAtOnce(Notes.at(server.endpoint()).retryPolicy(patient), Notes::show, ScpInterruptedException.class);
        server.always(Replies.serviceError(429, "Retry-After: 5"));
        endsAtOnce(Notes.at(server.endpoint()).retryPolicy(patient), Notes::create, ScpInterruptedException.class);
    }

    @Test
    void beforeItBegins() {
        try (Notes notes = Notes.at(server.endpoint()).build()) {
            Thread.currentThread().interrupt();
            ScpException failure = Measured.run(notes::create).failure();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure).isInstanceOf(ScpInterruptedException.class).hasMessageContaining("before");
            assertThat(failure.attempts()).isZero();
        }
        assertThat(server.count()).isZero();
    }

    @Test
    void thePauseOfARefusedWriteSaysThatItDidNotHappen() throws Exception {
        server.always(Replies.serviceError(429, "Retry-After: 5"));
        try (Notes notes = Notes.at(server.endpoint()).build()) {
            Ended ended = interrupt(notes, Notes::create, Duration.ofMillis(300));
            assertThat(ended.thrown())
                    .isInstanceOf(ScpInterruptedException.class)
                    .hasMessageNotContaining("unknown");
            assertThat(ended.thrown().getSuppressed()).hasSize(1);
        }
    }

    @Test
    void theUnknownOutcomeOfAnInterruptedWriteNamesWhatTells() throws Exception {
        server.always(Replies.stalling());
        try (Notes notes = Notes.at(server.endpoint()).build()) {
            Ended ended = interrupt(notes, Notes::create, Duration.ofMillis(300));
            assertThat(ended.thrown()).isInstanceOfSatisfying(OutcomeUnknownException.class, e -> {
                assertThat(e.toldBy()).isEqualTo("listNotes");
                assertThat(e.getCause()).isInstanceOf(ScpInterruptedException.class);
            });
        }
    }

    @Test
    void closesItsSocketAndLeavesThePoolUsable() throws Exception {
        try (Notes notes = Notes.at(server.endpoint()).build()) {
            notes.show();
            server.then(Replies.stalling());
            Ended ended = interrupt(notes, Notes::show, Duration.ofMillis(200));
            assertThat(ended.thrown()).isInstanceOf(ScpInterruptedException.class);
            Eventually.is(0, server::openConnections);
            for (int i = 0; i < 5; i++) {
                assertThat(notes.show().text()).isEqualTo("hello");
            }
            assertThat(server.openConnections()).isEqualTo(1);
        }
    }

    private void assertNothingIsOpen() throws Exception {
        Eventually.is(0, server::openConnections);
    }
}
