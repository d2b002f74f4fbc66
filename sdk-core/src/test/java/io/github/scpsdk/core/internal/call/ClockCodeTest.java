// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.testing.ApplicationCode;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import okhttp3.Call;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A clock of the application that throws or stops. */
class ClockCodeTest extends ApplicationCode {

    private static Clock clock(Supplier<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aClockWithoutTimeIsAnErrorOfConfiguration(Driver driver) {
        for (Supplier<Instant> broken : List.<Supplier<Instant>>of(
                () -> {
                    throw new IllegalStateException("stopped");
                },
                () -> {
                    throw sneaky(new IOException("stopped"));
                },
                () -> null,
                () -> Instant.MAX,
                () -> Instant.MIN)) {
            AtomicInteger starts = new AtomicInteger();
            AtomicInteger ends = new AtomicInteger();
            try (TestService notes = client().clock(clock(broken))
                    .listener(new Told() {
                        @Override
                        public void onStart(Call call) {
                            starts.incrementAndGet();
                        }

                        @Override
                        public void onEnd(Call call, End how) {
                            ends.incrementAndGet();
                        }
                    })
                    .build()
                    .through(driver)) {
                assertThatThrownBy(notes::show)
                        .isInstanceOf(ScpConfigurationException.class)
                        .hasMessageStartingWith("The client's clock gives no time that a request can be signed with");
            }
            assertThat(starts).hasValue(1);
            assertThat(ends).hasValue(1);
        }
        assertThat(server.count()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aClockThatStopsDoesNotSpoilWhatWasAnswered(Driver driver) {
        for (int good = 1; good < 4; good++) {
            AtomicInteger left = new AtomicInteger();
            int times = good;
            try (TestService notes = client().retryPolicy(RetryPolicy.none())
                    .clock(clock(() -> {
                        if (left.getAndDecrement() > 0) {
                            return Instant.now();
                        }
                        throw new IllegalStateException("stopped");
                    }))
                    .build()
                    .through(driver)) {
                left.set(times);
                assertThat(notes.create().id()).isEqualTo("n-1");
                left.set(times);
                server.then(Responses.serviceError(403, "Date: Fri, 05 Jun 2026 04:00:10 GMT"));
                assertThatThrownBy(notes::create).isInstanceOf(ScpException.class);
                left.set(times);
                server.then(Responses.serviceError(429, "Retry-After: Fri, 05 Jun 2099 04:00:10 GMT"));
                assertThatThrownBy(notes::create).isInstanceOf(ScpException.class);
                left.set(times);
                server.then(Responses.json(200, "{\"id\":\"n-1\""));
                assertThatThrownBy(notes::create).isInstanceOf(ScpException.class);
            }
        }
    }
}
