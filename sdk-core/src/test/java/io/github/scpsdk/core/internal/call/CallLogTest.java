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

    private static List<String> traced(String logger, Runnable calls) {
        try (LogCaptor captor = LogCaptor.forName(logger)) {
            captor.setLogLevelToTrace();
            calls.run();
            captor.resetLogLevel();
            return captor.getTraceLogs();
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void logsBodiesWithoutSecretsWhenSwitchedOn(Driver driver) {
        server.then(Responses.text(
                503,
                "text/plain",
                "busy with Sekret-0001\nand " + TestService.SECRET_KEY + " for " + TestService.ACCESS_KEY));
        server.then(Responses.json(
                200,
                "{\"id\":\"n-1\",\"name\":\"hello\",\"echo\":\"Sekret-0001\",\"apiToken\":\"fresh\",\"new_password\":"
                        + "[{\"a\":1,\"b\":null},\"x\"],\"size\":3}"));
        server.then(Responses.json(200, "{\"gone\":true}"));
        List<String> lines = traced("io.github.scpsdk.bodies", () -> {
            try (TestService notes = TestService.at(server).build().through(driver)) {
                notes.setWithSecret("Sekret-0001");
                notes.delete();
            }
        });
        String set = "notes 1.1 setNote (PUT /v1/notes/{note_id}, \"Set Note\"): ";
        String sends = " sends {\"id\":\"n-1\",\"name\":\"hello\",\"secret\":\"***\"}";
        assertThat(lines)
                .containsExactly(
                        set + "attempt 1" + sends,
                        set + "attempt 1 received busy with *** and *** for ***",
                        set + "attempt 2" + sends,
                        set
                                + "attempt 2 received {\"id\":\"n-1\",\"name\":\"hello\",\"echo\":\"***\",\"apiToken\":\"***\","
                                + "\"new_password\":[{\"a\":\"***\",\"b\":null},\"***\"],\"size\":3}",
                        "notes 1.1 deleteNote (DELETE /v1/notes/{note_id}, \"Delete Note\"): attempt 1 received"
                                + " {\"gone\":true}");
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void logsNoMoreThanTheBeginningOfALargeBody(Driver driver) {
        String start = "{\"id\":\"n-1\",\"name\":\"hello\",\"more\":[";
        server.then(Responses.json(200, start + "\"0123456789\",".repeat(100_000) + "\"end\"]}"));
        List<String> lines = traced("io.github.scpsdk.bodies", () -> {
            try (TestService notes = TestService.at(server).build().through(driver)) {
                assertThat(notes.show().name()).isEqualTo("hello");
            }
        });
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains(start).endsWith(" (cut)").hasSizeBetween(8_000, 8_500);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void logsNeitherBodiesNorCommandsUnlessSwitchedOn(Driver driver) {
        for (String logger : List.of("io.github.scpsdk.bodies", "io.github.scpsdk.curl")) {
            try (LogCaptor captor = LogCaptor.forName(logger);
                    TestService notes = TestService.at(server).build().through(driver)) {
                captor.setLogLevelToDebug();
                notes.set();
                captor.resetLogLevel();
                assertThat(captor.getLogs()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void writesEachRequestAsACommandWithoutSecrets(Driver driver) {
        server.then(Responses.serviceError(503));
        List<String> lines = traced("io.github.scpsdk.curl", () -> {
            try (TestService client = TestService.at(server)
                    .credentials(TestService.KEYS.withAuthToken("tok-0001-secret"))
                    .accountId("it's-7")
                    .build()) {
                TestService notes = client.through(driver)
                        .with(o -> o.header("X-Trace", "a b").header("X-Session", "0815"));
                notes.setWithSecret("it's Sekret-0001");
            }
        });
        assertThat(lines).hasSize(2);
        String url = server.endpoint() + "/v1/notes/n-1";
        assertThat(lines.get(1))
                .startsWith("notes 1.1 setNote (PUT /v1/notes/{note_id}, \"Set Note\"): attempt 2: "
                        + "SCP_TIMESTAMP=$(date +%s)000; curl -X PUT '" + url + "'")
                .contains(" -H 'Scp-Api-Version: notes 1.1'")
                .contains(" -H \"Scp-Accesskey: $SCP_ACCESS_KEY\"")
                .contains(" -H \"Scp-Timestamp: $SCP_TIMESTAMP\"")
                .contains(" -H \"Scp-Signature: $(printf %s PUT '" + url + "' \"$SCP_TIMESTAMP$SCP_ACCESS_KEY\""
                        + " 'it'\\''s-7' Openapi | openssl dgst -sha256 -hmac \"$SCP_SECRET_KEY\" -binary | base64)\"")
                .contains(" -H \"X-Auth-Token: $SCP_AUTH_TOKEN\"")
                .contains(" -H 'Scp-AccountId: it'\\''s-7'")
                .contains(" -H 'x-trace: a b'")
                .contains(" -H 'x-session: ***'")
                .endsWith(" -H 'Content-Type: application/json' --data-raw"
                        + " '{\"id\":\"n-1\",\"name\":\"hello\",\"secret\":\"***\"}'");
        assertThat(String.join("", lines))
                .doesNotContain(TestService.ACCESS_KEY, TestService.SECRET_KEY, "tok-0001", "Sekret", "0815");
    }
}
