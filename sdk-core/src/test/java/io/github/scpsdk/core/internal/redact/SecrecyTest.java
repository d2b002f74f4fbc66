// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.NoteWriter;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nl.altindag.log.LogCaptor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Marked secrets, every way to fail, everything logged: none shows. */
@Timeout(180)
class SecrecyTest {

    private static final String[] SECRETS = {
        "canary-Access/Key+1", "canary-Secret\\Key\"2", "canary-Token=3", "canary-Pass\"word<4>é"
    };

    @AutoClose
    final FaultServer server = FaultServer.start();

    @Test
    void showsNoSecretAnywhere() {
        List<String> seen = new ArrayList<>();
        try (LogCaptor log = LogCaptor.forRoot()) {
            log.setLogLevelToTrace();
            CallExecutor client = TestService.at(server)
                    .credentials(ScpCredentials.of(SECRETS[0], SECRETS[1]).withAuthToken(SECRETS[2]))
                    .retryPolicy(RetryPolicy.builder()
                            .baseDelay(Duration.ZERO)
                            .throttlingBaseDelay(Duration.ZERO)
                            .build())
                    .listener(new Recorder(seen))
                    .buildExecutor();
            String echo = "\"" + json(String.join(" ", SECRETS)) + "\"";
            String[] bodies = {
                "{\"errors\":[{\"code\":" + echo + ",\"title\":" + echo + ",\"detail\":[" + echo + "],\"request_id\":"
                        + echo + ",\"response\":{" + echo + ":" + echo + "}}]}",
                "{\"path\":" + echo + ",\"error\":" + echo + ",\"requestId\":" + echo + "}",
                "<html>" + String.join(" ", SECRETS) + "</html>",
                "{\"name\":" + echo + ",\"size\":" + echo + ",\"created_at\":" + echo + ",\"on\":[" + echo + "]}",
                "{\"name\": " + String.join(" ", SECRETS),
                ""
            };
            for (int status : new int[] {200, 202, 301, 400, 401, 403, 404, 409, 418, 429, 500, 503}) {
                boolean everyBody = status == 200 || status == 400 || status == 503;
                for (String body : everyBody ? bodies : new String[] {bodies[0]}) {
                    server.always(Responses.text(
                            status,
                            "text/" + SECRETS[2],
                            body,
                            "X-Request-Id: " + SECRETS[0],
                            "Server: " + SECRETS[2],
                            "Retry-After: 0"));
                    call(client, seen);
                }
            }
            server.always(Responses.closingAfter("HTTP/1.1 " + SECRETS[0] + " " + SECRETS[2] + "\r\n\r\n"));
            call(client, seen);
            server.always(Responses.closing());
            call(client, seen);
            server.always(Responses.stalling());
            call(client.withOptions(CallOptions.of(o -> o.timeout(Duration.ofMillis(200)))), seen);
            client.close();
            seen.addAll(log.getLogs());
            Thread.getAllStackTraces().keySet().forEach(thread -> seen.add(thread.getName()));
        }
        assertThat(seen).hasSizeGreaterThan(150);
        assertThat(seen.stream()
                        .flatMap(String::lines)
                        .filter(line -> line.contains("canary"))
                        .distinct())
                .isEmpty();
    }

    private static void call(CallExecutor client, List<String> seen) {
        Note note = new Note(null, "abc", null, null, null, List.of(), SECRETS[3], null);
        Throwable failure = catchThrowable(
                () -> client.execute(TestService.SET_NOTE, Arguments.path("t").body(NoteWriter.INSTANCE, note)));
        if (failure != null) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            seen.add(trace.toString());
            if (failure instanceof ScpServiceException service) {
                seen.add(service.response().toString());
                seen.add(service.requestId() + service.errors() + service.call());
                seen.add(service.signing() == null ? "" : service.signing().signedText());
            }
        }
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private record Recorder(List<String> seen) implements CallListener {
        @Override
        public void onStart(Call call) {
            seen.add(call.toString());
        }

        @Override
        public void onAttempt(Call call, Attempt attempt) {
            seen.add(attempt.toString());
        }

        @Override
        public void onRetry(Call call, Retry retry) {
            seen.add(retry.toString());
        }

        @Override
        public void onEnd(Call call, End end) {
            seen.add(end.toString());
        }
    }
}
