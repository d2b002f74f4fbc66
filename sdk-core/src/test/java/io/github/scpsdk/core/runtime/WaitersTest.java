// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.ErrorResponse.Envelope;
import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.ScpClientException;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.ScpWaitFailedException;
import io.github.scpsdk.core.ScpWaitTimeoutException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.ThrottledException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.WaitProgress;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.internal.waiting.WaitState;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.ResponseId;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.schema.WaiterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How a wait goes, without waiting; whoever waits, and whether a poll is answered at once or by another thread. */
@ParameterizedClass
@EnumSource
@Timeout(180)
class WaitersTest {

    private enum Way {
        BLOCKING,
        ASYNC,
        ASYNC_ELSEWHERE
    }

    private record Volume(String id, @Nullable String state) {}

    private static final ServiceVersion SERVICE = ServiceVersion.builder("storage", "1.1")
            .hostTemplate("https://storage.example.com")
            .authentication(AuthScheme.none())
            .build();

    private static final WaiterSpec<Volume> AVAILABLE = WaiterSpec.<Volume>builder(
                    SERVICE, "volumeAvailable", "showVolume")
            .state(Volume::state)
            .reached("available", "in_use")
            .failed("error")
            .limit(Duration.ofMinutes(10))
            .interval(Duration.ofSeconds(5))
            .build();

    private static final WaiterSpec<Volume> DELETED = WaiterSpec.<Volume>builder(SERVICE, "volumeDeleted", "showVolume")
            .state(Volume::state)
            .reached("deleted")
            .failed("error_deleting")
            .failedOnceChanged("error")
            .gone()
            .limit(Duration.ofMinutes(10))
            .interval(Duration.ofSeconds(5))
            .build();

    private static final WaiterSpec<Volume> LISTED = WaiterSpec.<Volume>builder(
                    SERVICE, "snapshotAvailable", "listSnapshots")
            .listed()
            .reached("listed")
            .limit(Duration.ofMinutes(10))
            .interval(Duration.ofSeconds(5))
            .build();

    private final FakeTimer timer = new FakeTimer();
    private final List<Duration> polls = new ArrayList<>();
    private double random = 0.5;
    private final Way way;

    WaitersTest(Way way) {
        this.way = way;
    }

    // ----- states -----

    @Test
    void returnsWhatTheLastPollShowed() {
        Volume volume = wait(AVAILABLE, states("creating", "creating", "available"));

        assertThat(volume).isEqualTo(new Volume("v-1", "available"));
        assertThat(timer.pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void pollsAtOnceAndNeedsNoPauseInTheState() {
        wait(AVAILABLE, states("available"));

        assertThat(timer.pauses).isEmpty();
    }

    @Test
    void takesStatesInAnyCasing() {
        assertThat(wait(AVAILABLE, states("CREATING", " In_Use "))).isEqualTo(new Volume("v-1", " In_Use "));
    }

    @Test
    void goesOnWithStatesNobodyKnowsAndWithNone() {
        assertThat(wait(AVAILABLE, states("polishing", null, "available"))).isNotNull();
    }

    @Test
    void showsAStateAsOneLineThatIsNotLong() {
        List<String> told = new ArrayList<>();
        WaitOptions options = WaitOptions.builder()
                .limit(Duration.ofSeconds(6))
                .onState(progress -> told.add(String.valueOf(progress.state())))
                .build();

        ScpWaitTimeoutException e = catchThrowableOfType(
                ScpWaitTimeoutException.class,
                () -> wait(
                        AVAILABLE,
                        options,
                        forEver(new Volume("v-1", "odd\r\n2026-01-31 ERROR all is lost" + "!".repeat(9_000)))));

        String shown = "odd  2026-01-31 ERROR all is lost" + "!".repeat(167) + " (cut)";
        assertThat(e.lastState()).isEqualTo(shown);
        assertThat(e).hasMessageContaining("(last state seen: " + shown + ")");
        assertThat(told).isNotEmpty().allMatch(shown::equals);
    }

    @Test
    void endsAtOnceInAStateThatIsFinal() {
        ScpWaitFailedException failure = catchThrowableOfType(
                ScpWaitFailedException.class, () -> wait(AVAILABLE, states("creating", "ERROR", "available")));

        assertThat(failure.lastState()).isEqualTo("ERROR");
        assertThat(failure.resource()).isEqualTo("v-1");
        assertThat(failure.carriedOut()).isNull();
        assertThat(failure.operation()).isEqualTo("volumeAvailable");
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.elapsed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(failure)
                .isInstanceOf(ScpClientException.class)
                .hasMessage("storage 1.1 volumeAvailable: waiting for v-1 ended after 5.0 s and 2 polls (last state"
                        + " seen: ERROR): it is in state ERROR and does not leave that by itself.");
    }

    @Test
    void endsWhenWhatWasThereIsGone() {
        assertThatThrownBy(() -> wait(AVAILABLE, then(new Volume("v-1", "creating"), notFound(Envelope.SERVICE))))
                .isInstanceOf(ScpWaitFailedException.class)
                .hasCauseInstanceOf(NotFoundException.class)
                .hasMessageContaining("(last state seen: creating): it is not there any more.");
    }

    @Test
    void endsAtOnceWhenThereIsNoSuchResource() {
        assertThatThrownBy(() -> wait(AVAILABLE, then(notFound(Envelope.SERVICE))))
                .isInstanceOf(ScpWaitFailedException.class)
                .hasMessageContaining("(last state seen: none): it is not there: the id may be wrong");
        assertThat(timer.pauses).isEmpty();
    }

    @Test
    void whatWasOnlyJustMadeMayBeSeenLate() {
        Poll poll = then(notFound(Envelope.SERVICE), notFound(Envelope.SERVICE), new Volume("v-1", "available"));

        assertThat(waitAfter("createVolume", poll)).isNotNull();
    }

    @Test
    void whatIsMadeButNeverSeenEndsTheWaitEarly() {
        ScpWaitFailedException failure = catchThrowableOfType(
                ScpWaitFailedException.class, () -> waitAfter("createVolume", forEver(notFound(Envelope.SERVICE))));

        assertThat(failure.elapsed()).isEqualTo(WaitState.SETTLING);
        assertThat(failure.carriedOut()).isEqualTo("createVolume");
        assertThat(failure)
                .hasMessageStartingWith("storage 1.1 volumeAvailable: createVolume was carried out and must not be"
                        + " called again; then waiting for v-1 ended after 30 s");
    }

    @Test
    void whatIsListedMayBeListedLate() {
        assertThat(wait(LISTED, then(null, null, new Volume("v-1", null)))).isNotNull();
        assertThatThrownBy(() -> wait(LISTED, forEver(null)))
                .isInstanceOf(ScpWaitFailedException.class)
                .hasMessageContaining("it is not there");
    }

    // ----- deletions -----

    @Test
    void aDeletionEndsWithNotFoundOrADeletedState() {
        assertThat(wait(DELETED, then(new Volume("v-1", "deleting"), notFound(Envelope.SERVICE))))
                .isNull();
        assertThat(wait(DELETED, then(notFound(Envelope.OTHER)))).isNull();
        assertThat(wait(DELETED, states("deleting", "DELETED"))).isNotNull();
        assertThat(wait(DELETED, then(new Volume("v-1", "deleting"), null)))
                .as("no longer listed")
                .isNull();
    }

    @Test
    void notFoundOfTheGatewayIsNoDeletion() {
        assertThatThrownBy(() -> wait(DELETED, then(notFound(Envelope.GATEWAY))))
                .isInstanceOf(ScpWaitFailedException.class)
                .hasCauseInstanceOf(NotFoundException.class)
                .hasMessageContaining("showVolume failed: 404");
    }

    @Test
    void aDeletionThatFailsEndsAtOnce() {
        assertThatThrownBy(() -> wait(DELETED, states("deleting", "error_deleting")))
                .isInstanceOf(ScpWaitFailedException.class);
        assertThatThrownBy(() -> wait(DELETED, states("deleting", "error"))).isInstanceOf(ScpWaitFailedException.class);
    }

    @Test
    void whatIsBrokenMayBeDeleted() {
        assertThat(wait(
                        DELETED,
                        then(new Volume("v-1", "error"), new Volume("v-1", "ERROR"), notFound(Envelope.SERVICE))))
                .isNull();
        assertThatThrownBy(() -> wait(DELETED, states("error", "deleting", "error")))
                .isInstanceOf(ScpWaitFailedException.class);
    }

    // ----- time -----

    @Test
    void theLimitIsHardWithALastPollJustBefore() {
        ScpWaitTimeoutException failure = catchThrowableOfType(
                ScpWaitTimeoutException.class,
                () -> wait(
                        AVAILABLE,
                        WaitOptions.builder()
                                .limit(Duration.ofSeconds(12))
                                .interval(Duration.ofSeconds(5))
                                .build(),
                        forEver(new Volume("v-1", "creating"))));

        assertThat(timer.pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));
        assertThat(failure.elapsed()).isEqualTo(Duration.ofSeconds(11));
        assertThat(failure.attempts()).isEqualTo(4);
        assertThat(failure.lastState()).isEqualTo("creating");
        assertThat(failure)
                .hasNoCause()
                .hasMessage(
                        "storage 1.1 volumeAvailable: waiting for v-1 ended after 11 s and 4 polls (last state seen:"
                                + " creating): it was not available or in_use within the limit of 12 s. What is under way on the"
                                + " platform goes on: wait again, or look with showVolume.");
    }

    @Test
    void aPollGetsTwentySecondsOrWhatIsLeft() {
        ScpWaitTimeoutException failure = catchThrowableOfType(
                ScpWaitTimeoutException.class,
                () -> wait(AVAILABLE, limit(Duration.ofSeconds(60)), within -> {
                    polls.add(within);
                    timer.pass(within);
                    throw new ScpTimeoutException("slow", null, CallSummary.NONE);
                }));

        assertThat(polls).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(10));
        assertThat(failure.elapsed()).isEqualTo(Duration.ofSeconds(60));
        assertThat(timer.pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(failure).hasCauseInstanceOf(ScpTimeoutException.class);
    }

    @Test
    void theLastPollHasTimeEvenWithAShortLimit() {
        for (Duration limit : List.of(Duration.ofSeconds(11), Duration.ofSeconds(3), Duration.ofNanos(1))) {
            polls.clear();
            assertThatThrownBy(() -> wait(AVAILABLE, limit(limit), within -> {
                        polls.add(within);
                        return new Volume("v-1", "creating");
                    }))
                    .isInstanceOf(ScpWaitTimeoutException.class);
            assertThat(polls.get(polls.size() - 1))
                    .isEqualTo(
                            limit.toNanos() == 1
                                    ? limit
                                    : limit.toSeconds() == 3 ? Duration.ofMillis(300) : Duration.ofSeconds(1));
        }
    }

    @Test
    void reachedInTheLastPollIsReached() {
        assertThat(wait(AVAILABLE, limit(Duration.ofSeconds(6)), states("creating", "creating", "available")))
                .isNotNull();
        assertThat(timer.now).isEqualTo(Duration.ofMillis(5400).toNanos());
    }

    @Test
    void pausesAreUpToAQuarterLongerOrShorter() {
        for (double value : new double[] {0, 0.25, 0.999_999}) {
            timer.pauses.clear();
            random = value;
            wait(AVAILABLE, states("creating", "available"));
            assertThat(timer.pauses.get(0)).isBetween(Duration.ofMillis(3750), Duration.ofMillis(6250));
        }
        random = 0;
        timer.pauses.clear();
        wait(AVAILABLE, states("creating", "available"));
        assertThat(timer.pauses).containsExactly(Duration.ofMillis(3750));
    }

    @Test
    void aLimitOfAgesIsNoNumberTooLarge() {
        assertThat(wait(AVAILABLE, limit(Duration.ofSeconds(Long.MAX_VALUE)), states("creating", "available")))
                .isNotNull();
    }

    @Test
    void refusesALimitAndAnIntervalThatAreNone() {
        assertThatThrownBy(() -> WaitOptions.builder().limit(Duration.ZERO))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("WaitOptions: limit must be more than zero.");
        assertThatThrownBy(() -> WaitOptions.builder().interval(Duration.ofSeconds(-1)))
                .isInstanceOf(ScpConfigurationException.class);
    }

    // ----- failing polls -----

    @Test
    void forgivesWhatPasses() {
        assertThat(wait(
                        AVAILABLE,
                        then(
                                new ScpConnectionException("reset", null, CallSummary.NONE),
                                new ScpTimeoutException("slow", null, CallSummary.NONE),
                                new ServerErrorException("503", ErrorResponse.of(503), CallSummary.NONE),
                                new ThrottledException("429", ErrorResponse.of(429), CallSummary.NONE),
                                new ScpServiceException("408", ErrorResponse.of(408), CallSummary.NONE),
                                new Volume("v-1", "available"))))
                .isNotNull();
        assertThat(timer.pauses).hasSize(5).containsOnly(Duration.ofSeconds(5));
    }

    @Test
    void waitsAsLongAsThePlatformAsksWithinReason() {
        ErrorResponse soon =
                new ErrorResponse(429, Envelope.OTHER, List.of(), null, null, Duration.ofSeconds(20), null);
        ErrorResponse never = new ErrorResponse(503, Envelope.OTHER, List.of(), null, null, Duration.ofDays(9), null);
        wait(
                AVAILABLE,
                then(
                        new ThrottledException("429", soon, CallSummary.NONE),
                        new ServerErrorException("503", never, CallSummary.NONE),
                        new Volume("v-1", "available")));

        assertThat(timer.pauses).containsExactly(Duration.ofSeconds(20), Duration.ofMinutes(1));
    }

    @Test
    void endsAtOnceWithWhatDoesNotPass() {
        ScpWaitFailedException failure = catchThrowableOfType(
                ScpWaitFailedException.class,
                () -> wait(
                        AVAILABLE,
                        then(
                                new Volume("v-1", "creating"),
                                new ForbiddenException("403: no", ErrorResponse.of(403), CallSummary.NONE))));

        assertThat(failure)
                .hasCauseInstanceOf(ForbiddenException.class)
                .hasMessageEndingWith("(last state seen: creating): showVolume failed: 403: no.");
    }

    @Test
    void aTimeoutCarriesTheFailureOfTheLastPoll() {
        assertThatThrownBy(() -> wait(
                        AVAILABLE,
                        limit(Duration.ofSeconds(1)),
                        forEver(new ScpConnectionException("reset", null, CallSummary.NONE))))
                .isInstanceOf(ScpWaitTimeoutException.class)
                .hasCauseInstanceOf(ScpConnectionException.class)
                .hasMessageEndingWith("look with showVolume. The last poll failed: reset");
        assertThatThrownBy(() -> wait(
                        AVAILABLE,
                        limit(Duration.ofSeconds(1)),
                        then(
                                new ScpConnectionException("reset", null, CallSummary.NONE),
                                new Volume("v-1", "creating"))))
                .isInstanceOf(ScpWaitTimeoutException.class)
                .hasNoCause();
    }

    @Test
    void theCallersOwnMistakesComeAsTheyAre() {
        ScpValidationException mistake = new ScpValidationException("volumeId is empty", List.of(), CallSummary.NONE);

        assertThatThrownBy(() -> wait(AVAILABLE, then(mistake))).isSameAs(mistake);
        assertThatThrownBy(() -> wait(AVAILABLE, within -> {
                    throw new IllegalStateException("closed");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPollThatIsEndedEndsTheWait() {
        assertThatThrownBy(() -> wait(
                        AVAILABLE,
                        then(
                                new Volume("v-1", "creating"),
                                new ScpInterruptedException("nobody wants it", null, CallSummary.NONE))))
                .isInstanceOf(ScpInterruptedException.class)
                .hasMessage(
                        "storage 1.1 volumeAvailable: waiting for v-1 ended after 5.0 s and 2 polls (last state seen:"
                                + " creating): showVolume was ended: nobody wants it. What is under way on the platform goes on.");
    }

    // ----- the listener -----

    @Test
    void theListenerIsToldEachPoll() {
        List<WaitProgress> told = new ArrayList<>();
        ScpConnectionException reset = new ScpConnectionException("reset", null, CallSummary.NONE);
        wait(
                AVAILABLE,
                WaitOptions.builder().onState(told::add).build(),
                then(new Volume("v-1", "creating"), reset, new Volume("v-1", "available")));

        assertThat(told)
                .containsExactly(
                        new WaitProgress("volumeAvailable", "v-1", "creating", 1, Duration.ZERO, null, null),
                        new WaitProgress("volumeAvailable", "v-1", null, 2, Duration.ofSeconds(5), reset, null),
                        new WaitProgress("volumeAvailable", "v-1", "available", 3, Duration.ofSeconds(10), null, null));
    }

    @Test
    void aListenerThatThrowsDoesNotEndTheWait() {
        WaitOptions options = WaitOptions.builder()
                .onState(progress -> {
                    if (progress.polls() == 1) {
                        throw new AssertionError("listener");
                    }
                    throw new IllegalStateException("listener");
                })
                .build();

        assertThat(wait(AVAILABLE, options, states("creating", "available"))).isNotNull();
    }

    // ----- what generated code leans on -----

    @Test
    void findsAnItemByItsId() {
        List<Volume> volumes = List.of(new Volume("a", null), new Volume("b", "x"));

        assertThat(Waiters.find(volumes, Volume::id, "b")).isEqualTo(new Volume("b", "x"));
        assertThat(Waiters.find(volumes, Volume::id, "c")).isNull();
    }

    @Test
    void saysThatSomethingWasMadeButNotNamed() {
        ResponseId<Volume> id = ResponseId.of("createVolume", AVAILABLE, "volume_id", Volume::id);

        assertThat(id.in(new Volume("v-1", null))).isEqualTo("v-1");
        ScpWaitFailedException failure =
                catchThrowableOfType(ScpWaitFailedException.class, () -> id.in(new Volume(null, null)));
        assertThat(failure.carriedOut()).isEqualTo("createVolume");
        assertThat(failure.resource()).isNull();
        assertThat(failure)
                .hasMessageStartingWith("storage 1.1 createVolume was carried out and must not be called again, but its"
                        + " response has no volume_id");
    }

    // ----- helpers -----

    private interface Poll extends Waiters.Poll<Volume> {}

    private @Nullable Volume wait(WaiterSpec<Volume> waiter, Poll poll) {
        return wait(waiter, WaitOptions.standard(), poll);
    }

    private @Nullable Volume wait(WaiterSpec<Volume> waiter, WaitOptions options, Poll poll) {
        return run(waiter, options, null, poll);
    }

    private @Nullable Volume waitAfter(String carriedOut, Poll poll) {
        return run(AVAILABLE, WaitOptions.standard(), carriedOut, poll);
    }

    private @Nullable Volume run(
            WaiterSpec<Volume> waiter, WaitOptions options, @Nullable String carriedOut, Poll poll) {
        timer.now = 0;
        WaitState<Volume> course = new WaitState<>(waiter, "v-1", options, carriedOut);
        if (way == Way.BLOCKING) {
            return new Waiters(timer, () -> random).run(course, options, poll);
        }
        CompletableFuture<@Nullable Volume> end = new AsyncWaiters(
                        timer, () -> random, timer::pass, Runnable::run, Runnable::run, List.of())
                .run(
                        course,
                        options,
                        within -> way == Way.ASYNC
                                ? CompletableFuture.completedFuture(Optional.ofNullable(poll.at(within)))
                                : CompletableFuture.supplyAsync(() -> Optional.ofNullable(poll.at(within))),
                        shown -> shown.orElse(null),
                        shown -> shown);
        try {
            return end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static WaitOptions limit(Duration limit) {
        return WaitOptions.builder().limit(limit).build();
    }

    private static NotFoundException notFound(Envelope envelope) {
        return new NotFoundException(
                "404", new ErrorResponse(404, envelope, List.of(), null, null, null, null), CallSummary.NONE);
    }

    private static Poll states(@Nullable String... states) {
        return then(Arrays.stream(states).map(state -> new Volume("v-1", state)).toArray());
    }

    private static Poll forEver(@Nullable Object outcome) {
        return within -> result(outcome);
    }

    /** Volumes are shown, exceptions thrown, null is nothing there; the last one stays. */
    private static Poll then(@Nullable Object... outcomes) {
        int[] next = {0};
        return within -> result(outcomes[Math.min(next[0]++, outcomes.length - 1)]);
    }

    private static @Nullable Volume result(@Nullable Object outcome) {
        if (outcome instanceof ScpException failure) {
            throw failure;
        }
        return (Volume) outcome;
    }

    private static final class FakeTimer implements Timer {

        final List<Duration> pauses = new ArrayList<>();
        long now;

        void pass(Duration time) {
            now += time.toNanos();
        }

        CompletableFuture<@Nullable Void> pass(long nanos) {
            pause(nanos);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void pause(long nanos) {
            pauses.add(Duration.ofNanos(nanos));
            now += nanos;
        }
    }
}
