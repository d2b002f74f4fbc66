// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.altindag.log.LogCaptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What a call leaves in the log. */
class CallLogTest {

    @AutoClose
    private final FaultServer server = FaultServer.start();

    @AutoClose
    private final LogCaptor log = LogCaptor.forName("io.github.scpsdk.calls");

    @BeforeEach
    void debug() {
        log.setLogLevelToDebug();
    }

    @AfterEach
    void clear() {
        log.resetLogLevel();
        MDC.clear();
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void namesTheRequestIdOfEveryAttempt(Driver driver) {
        server.then(Responses.serviceError(503, "X-Request-Id: req-1"));
        server.then(Responses.json(200, Responses.NOTE, "X-Request-Id: req-2"));
        try (TestService notes = TestService.at(server).build().through(driver)) {
            notes.show();
        }
        String call = "notes 1.1 showNote (GET /v1/notes/{note_id}, \"Show Note\"): ";
        assertThat(log.getDebugLogs()).hasSize(3);
        assertThat(log.getDebugLogs().get(0))
                .startsWith(call + "attempt 1 ended with 503 after ")
                .endsWith(" ms, request id req-1");
        assertThat(log.getDebugLogs().get(1)).startsWith(call + "attempt 2 follows in ");
        assertThat(log.getDebugLogs().get(2))
                .startsWith(call + "attempt 2 ended with 200 after ")
                .endsWith(" ms, request id req-2");
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void saysNothingOfAnIdThatDidNotCome(Driver driver) {
        server.then(Responses.note());
        server.then(Responses.closing());
        try (TestService notes = TestService.at(server).build().through(driver)) {
            notes.show();
            notes.with(o -> o.maxAttempts(1)).show();
        }
        assertThat(log.getDebugLogs()).allMatch(line -> !line.contains("request id"));
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void putsTheCallIntoTheMdcOfItsLinesAndTakesItOutAgain(Driver driver) {
        List<Map<String, String>> contexts = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                contexts.add(event.getMDCPropertyMap());
            }
        };
        appender.start();
        Logger calls = (Logger) LoggerFactory.getLogger("io.github.scpsdk.calls");
        calls.addAppender(appender);
        List<Map<String, String>> around = new CopyOnWriteArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void onEnd(Call call, End end) {
                around.add(MDC.getCopyOfContextMap());
            }
        };
        MDC.put("scp.operation", "nightly"); // the application's own, by chance under the same name
        MDC.put("user", "kim");
        server.then(Responses.json(200, Responses.NOTE, "X-Request-Id: req-1"));
        try (TestService notes = TestService.at(server)
                .region("kr-west1")
                .listener(listener)
                .build()
                .through(driver)) {
            notes.show();
        } finally {
            calls.detachAppender(appender);
        }
        assertThat(contexts.get(0))
                .contains(
                        entry("scp.service", "notes"),
                        entry("scp.api_version", "1.1"),
                        entry("scp.operation", "showNote"),
                        entry("cloud.region", "kr-west1"),
                        entry("scp.request_id", "req-1"));
        Map<String, String> mine = Map.of("scp.operation", "nightly", "user", "kim");
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(mine);
        if (driver == Driver.BLOCKING) {
            assertThat(around).containsExactly(mine);
        }
    }
}
