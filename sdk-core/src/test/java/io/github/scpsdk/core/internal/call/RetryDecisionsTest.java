// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.internal.auth.ServerClock;
import io.github.scpsdk.core.internal.call.RetryDecisions.Outcome;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.http.HttpDates;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryDecisionsTest {

    private static final Instant NOW = Instant.parse("2026-06-05T04:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "200, SUCCESS",
        "202, SUCCESS",
        "204, SUCCESS",
        "301, REFUSED",
        "400, REFUSED",
        "401, REFUSED",
        "403, REFUSED",
        "404, REFUSED",
        "408, UNAVAILABLE",
        "409, REFUSED",
        "429, THROTTLED",
        "500, UNAVAILABLE",
        "501, FAILED",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "505, FAILED",
        "599, FAILED"
    })
    void classifiesStatuses(int status, Outcome ending) {
        assertThat(RetryDecisions.classify(response(status, null), true)).isEqualTo(ending);
    }

    @Test
    void classifiesWhatIsNoWholeResponse() {
        IOException cause = new IOException("reset");
        assertThat(RetryDecisions.classify(new AttemptResult.NoResponse(cause, false, false), true))
                .isEqualTo(Outcome.NOT_SENT);
        assertThat(RetryDecisions.classify(new AttemptResult.NoResponse(cause, true, false), true))
                .isEqualTo(Outcome.NO_RESPONSE);
        assertThat(RetryDecisions.classify(response(200, cause), true)).isEqualTo(Outcome.TRUNCATED);
        assertThat(RetryDecisions.classify(response(200, cause), false)).isEqualTo(Outcome.SUCCESS);
        assertThat(RetryDecisions.classify(response(404, cause), true)).isEqualTo(Outcome.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_SENT, true, true",
        "NO_RESPONSE, true, false",
        "TRUNCATED, true, false",
        "THROTTLED, true, true",
        "UNAVAILABLE, true, false",
        "FAILED, false, false",
        "REFUSED, false, false",
        "SUCCESS, false, false"
    })
    void repeatsWhatIsSafe(Outcome ending, boolean idempotent, boolean nonIdempotent) {
        RetryDecisions decisions = new RetryDecisions(RetryPolicy.standard(), () -> 1);
        assertThat(decisions.allows(ending, true, 1)).isEqualTo(idempotent);
        assertThat(decisions.allows(ending, true, 2)).isEqualTo(idempotent);
        assertThat(decisions.allows(ending, true, 3)).isFalse();
        assertThat(decisions.allows(ending, false, 1)).isEqualTo(nonIdempotent);
        assertThat(new RetryDecisions(RetryPolicy.none(), () -> 1).allows(ending, true, 1))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, 1, 50",
        "UNAVAILABLE, 2, 100",
        "NO_RESPONSE, 3, 200",
        "NOT_SENT, 20, 20000",
        "THROTTLED, 1, 1000",
        "THROTTLED, 2, 2000",
        "THROTTLED, 2000000000, 20000"
    })
    void doublesThePauseUpToTheLimit(Outcome ending, int attempts, long most) {
        for (double random : new double[] {0, 0.25, 0.999999}) {
            Duration pause = new RetryDecisions(RetryPolicy.standard(), () -> random).delay(ending, attempts, null);
            assertThat(pause.toNanos() / 1e6).isCloseTo(most * random, org.assertj.core.data.Offset.offset(0.001));
        }
    }

    @Test
    void theServerLengthensThePauseByAtMostFiveSeconds() {
        RetryDecisions decisions = new RetryDecisions(RetryPolicy.standard(), () -> 0.5);
        assertThat(decisions.delay(Outcome.THROTTLED, 1, Duration.ofMillis(100)))
                .isEqualTo(Duration.ofMillis(500));
        assertThat(decisions.delay(Outcome.THROTTLED, 1, Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(decisions.delay(Outcome.THROTTLED, 1, Duration.ofDays(3000))).isEqualTo(Duration.ofMillis(5500));
    }

    @Test
    void survivesEndlessDurations() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        RetryPolicy policy =
                RetryPolicy.builder().baseDelay(endless).maxDelay(endless).build();
        assertThat(new RetryDecisions(policy, () -> 1).delay(Outcome.NO_RESPONSE, 5, endless))
                .isPositive();
    }

    @Test
    void paysForRetries() {
        RetryDecisions decisions = new RetryDecisions(RetryPolicy.standard(), () -> 1);
        assertThat(decisions.cost(Outcome.NO_RESPONSE)).isEqualTo(14);
        assertThat(decisions.cost(Outcome.THROTTLED)).isEqualTo(5);

        RetryQuota quota = new RetryQuota(30);
        assertThat(quota.take(14)).isTrue();
        assertThat(quota.take(14)).isTrue();
        assertThat(quota.take(14)).isFalse();
        assertThat(quota.tokens()).isEqualTo(2);
        quota.give(14);
        assertThat(quota.take(14)).isTrue();
        quota.give(1000);
        assertThat(quota.tokens()).isEqualTo(30);
    }

    @Test
    void aBucketWithoutBottomStaysOne() {
        RetryQuota quota = new RetryQuota(Integer.MAX_VALUE);
        quota.give(1);
        assertThat(quota.tokens()).isEqualTo(Integer.MAX_VALUE);
        assertThat(quota.take(14)).isTrue();
        quota.give(Integer.MAX_VALUE);
        assertThat(quota.tokens()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "' 7 ', 7", "999999999, 999999999", "'Fri, 05 Jun 2026 04:00:10 GMT', 10"})
    void readsRetryAfter(String header, long seconds) {
        assertThat(HttpDates.retryAfter(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+5",
                "1.5",
                "1e3",
                "99999999999",
                "NaN",
                "soon",
                "Fri, 05 Jun 2026 03:59:59 GMT",
                "٣"
            })
    void ignoresARetryAfterThatIsNone(String header) {
        assertThat(HttpDates.retryAfter(header, NOW)).isNull();
    }

    @Test
    void putsTheClockRightOnlyWhenItIsFarOff() {
        ServerClock clock = new ServerClock(Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(clock.correct(NOW, null)).isFalse();
        assertThat(clock.correct(NOW, NOW.plusSeconds(240))).isFalse();
        assertThat(clock.now()).isEqualTo(NOW);
        assertThat(clock.correct(NOW, NOW.minusSeconds(241))).isTrue();
        assertThat(clock.now()).isEqualTo(NOW.minusSeconds(241));
        // a request signed before another thread put the clock right still counts as badly dated
        assertThat(clock.correct(NOW, NOW.minusSeconds(250))).isTrue();
        assertThat(clock.correct(NOW.minusSeconds(241), NOW.minusSeconds(250))).isFalse();
    }

    private static AttemptResult.Response response(int status, IOException broken) {
        return new AttemptResult.Response(status, Headers.of(), new byte[0], false, broken);
    }

    @Test
    void spendsTheLastTokenAndNotOneMore() {
        RetryQuota quota = new RetryQuota(28);
        assertThat(quota.take(14)).isTrue();
        assertThat(quota.take(14)).isTrue();
        assertThat(quota.take(1)).isFalse();
        quota.give(1);
        assertThat(quota.take(1)).isTrue();
        quota.give(1000);
        assertThat(quota.tokens()).isEqualTo(28);
    }
}
