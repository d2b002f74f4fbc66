// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.testing.ApplicationCode;
import io.github.scpsdk.core.testing.ClosedPort;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.ShortLimit;
import io.github.scpsdk.core.testing.TestService;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Settings with extreme numbers. */
class ExtremeSettingsTest extends ApplicationCode {

    @Test
    void aBucketWithoutBottomStaysOne() {
        try (TestService notes = client().retryPolicy(TestService.quick()
                        .bucketCapacity(Integer.MAX_VALUE)
                        .retryCost(Integer.MAX_VALUE)
                        .build())
                .build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(notes.show().id()).isEqualTo("n-1");
                server.then(Responses.serviceError(503));
                assertThat(notes.show().id()).isEqualTo("n-1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void attemptsWithoutEndTakeTimeAndNotMemory(Driver driver) throws Exception {
        ShortLimit.of(500, limit -> {
            Measured call;
            try (TestService notes = TestService.at(ClosedPort.uri())
                    .timeout(limit)
                    .retryPolicy(RetryPolicy.builder()
                            .maxAttempts(Integer.MAX_VALUE)
                            .baseDelay(Duration.ZERO)
                            .retryCost(0)
                            .build())
                    .build()
                    .through(driver)) {
                call = Measured.call(notes::show);
            }
            assertThat(call.failure()).isInstanceOf(ScpException.class);
            assertThat(call.failure().attempts()).isGreaterThan(20);
            assertThat(call.failure().getSuppressed()).hasSize(16);
            assertThat(call.time()).isLessThan(limit.plus(SLACK));
        });
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void timesWithoutEndAreLongOnes(Driver driver) {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        try (TestService client = TestService.at(server.endpoint())
                .timeout(longest)
                .attemptTimeout(longest)
                .retryPolicy(RetryPolicy.builder()
                        .baseDelay(longest)
                        .throttlingBaseDelay(longest)
                        .maxDelay(Duration.ofNanos(1))
                        .maxAttempts(Integer.MAX_VALUE)
                        .build())
                .build()
                .through(driver)) {
            TestService notes = client.with(o -> o.timeoutAtMost(longest));
            server.then(Responses.serviceError(503), Responses.serviceError(429, "Retry-After: 0"));
            assertThat(notes.show().id()).isEqualTo("n-1");
            server.then(Responses.serviceError(400));
            assertThatThrownBy(notes::create).isInstanceOf(ScpException.class);
        }
    }
}
