// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.testing.BlackHole;
import io.github.scpsdk.core.testing.ClosedPort;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import io.github.scpsdk.core.testing.Tls;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every fault with every kind of operation: what the server saw, how the call ended, how long it took. The table in {@code docs/resilience.md} is what
 * this test measures, the same through either driver; {@code -Ddocs.rewrite=true} writes it.
 */
class ResilienceMatrixTest {

    private static final Path PAGE = Path.of("../docs/resilience.md");
    private static final String BEGIN = "<!-- measured by ResilienceMatrixTest; rewrite with -Ddocs.rewrite=true -->";
    private static final String END = "<!-- end of what is measured -->";

    /**
     * Which limits of time a fault is met with, and with which longer ones again when the page says otherwise. A short limit can be over before the fault
     * is met, when the machine stands still for a moment; where no limit matters, none is short, and what differs is a failure at once.
     */
    private enum Pace {
        /** Nobody waits for a limit. */
        PROMPT(60_000, 90_000, 1),
        /** The same, and the time is spent unpacking. */
        UNPACKING(60_000, 90_000, 1),
        /** Something does not come, and the limits end it. */
        WAITING(500, 2_500, 1, 6, 24),
        /** The server asks for more time than the call has. */
        REFUSING(2_500, 2_500, 1, 1, 1, 1);

        private final int attempt;
        private final int call;
        private final int[] factors;

        Pace(int attempt, int call, int... factors) {
            this.attempt = attempt;
            this.call = call;
            this.factors = factors;
        }

        boolean isPrompt() {
            return this == PROMPT || this == UNPACKING;
        }
    }

    /** A kind of operation. */
    private enum Kind {
        READ("read", TestService::show),
        WRITE("idempotent write", TestService::set),
        DELETE("delete", notes -> {
            notes.delete();
            return null;
        }),
        CREATE("non-idempotent write", TestService::create);

        private final String title;
        private final Function<TestService, Object> call;

        Kind(String title, Function<TestService, Object> call) {
            this.title = title;
            this.call = call;
        }
    }

    /** Prepares a server for a fault and a client to meet it. */
    @FunctionalInterface
    private interface Setup {
        TestService.Builder with(FaultServer server) throws Exception;
    }

    /** A fault. Some are met after a first call, which leaves so many connections open; -1 stands for none. */
    private record Fault(String group, String name, Setup setup, int primed, Pace pace) {}

    /** A cell of the table. */
    private record Cell(String text, String time) {}

    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        String connecting = "Connecting";
        add(
                faults,
                connecting,
                "host name unknown",
                server -> TestService.at(server.endpoint("localhost"))
                        .httpClient(new OkHttpClient.Builder()
                                .dns(host -> {
                                    throw new UnknownHostException(host);
                                })
                                .build()));
        add(faults, connecting, "connection refused", server -> TestService.at(ClosedPort.uri()));
        add(
                faults,
                connecting,
                "no response to connecting",
                Pace.WAITING,
                server -> TestService.at(BlackHole.shared()));
        add(
                faults,
                connecting,
                "TLS: closed in the handshake",
                server -> TestService.at(
                        server.atEveryConnect(Responses.closingInHandshake()).httpsEndpoint()));
        add(
                faults,
                connecting,
                "TLS: no TLS at the other end",
                server -> TestService.at(
                        server.atEveryConnect(Responses.garbageInHandshake()).httpsEndpoint()));
        add(
                faults,
                connecting,
                "TLS: handshake never answered",
                Pace.WAITING,
                server ->
                        TestService.at(server.atEveryConnect(Responses.silent()).httpsEndpoint()));
        add(
                faults,
                connecting,
                "TLS: certificate not trusted",
                server -> TestService.at(Tls.untrusted().endpoint()));

        String sending = "After the request has left";
        add(
                faults,
                sending,
                "closed before the request is read",
                server -> TestService.at(
                        server.atEveryConnect(Responses.closingAtOnce()).endpoint()));
        add(
                faults,
                sending,
                "reset before the request is read",
                server -> TestService.at(
                        server.atEveryConnect(Responses.resettingUnread()).endpoint()));
        always(faults, sending, "closed without a response", Responses.closing());
        always(faults, sending, "reset without a response", Responses.resetting());
        waiting(faults, sending, "never answered", Responses.stalling());
        waiting(faults, sending, "headers stop half way", Responses.stallingInHeaders());
        waiting(faults, sending, "headers drip", Responses.drippingHeaders(Duration.ofMillis(100)));
        always(faults, sending, "response is no HTTP", Responses.garbage());
        once(faults, sending, "reset once, then well", Responses.resetting());
        add(
                faults,
                sending,
                "no response once, then well",
                Pace.WAITING,
                server -> TestService.at(server.then(Responses.stalling()).endpoint()));
        faults.add(new Fault(
                sending,
                "idle connection closed by the server before the request",
                server -> TestService.at(
                        server.then(Responses.thenClose(Responses.note())).endpoint()),
                0,
                Pace.PROMPT));
        faults.add(new Fault(
                sending,
                "idle connection closed as the request arrives",
                server -> TestService.at(
                        server.then(Responses.note(), Responses.closing()).endpoint()),
                1,
                Pace.PROMPT));

        String body = "In the body of a success";
        waiting(faults, body, "body stops half way", Responses.stallingInBody());
        waiting(faults, body, "body drips", Responses.dripping(Duration.ofMillis(100)));
        always(faults, body, "body cut off", Responses.truncated());
        always(faults, body, "chunk cut off", Responses.truncatedChunks());
        once(faults, body, "body cut off once, then well", Responses.truncated());
        always(faults, body, "200 with broken JSON", Responses.json(200, "{\"id\":\"n-1\",\"name\":"));
        always(faults, body, "200 with HTML", Responses.text(200, "text/html", "<html><body>Welcome</body></html>"));
        always(faults, body, "200 without a body", Responses.json(200, ""));
        always(faults, body, "JSON nested 100 deep", Responses.json(200, "{\"parts\":[".repeat(50) + "]}".repeat(50)));
        FaultServer.Response bomb = Responses.gzipBomb(200, "{\"id\":\"", 66 << 20, "\"}");
        add(
                faults,
                body,
                "66 MiB in 70 KB of gzip",
                Pace.UNPACKING,
                server -> TestService.at(server.always(bomb).endpoint()));

        String errors = "Errors answered";
        for (int status : new int[] {400, 401, 403}) {
            always(faults, errors, "" + status, Responses.serviceError(status));
        }
        always(faults, errors, "404 of the service", Responses.serviceError(404));
        always(faults, errors, "404 of the gateway", Responses.gatewayError(404));
        always(faults, errors, "409", Responses.serviceError(409));
        for (int status : new int[] {408, 429, 500, 501, 502, 503, 504}) {
            always(faults, errors, "" + status, Responses.serviceError(status));
        }
        once(faults, errors, "429 once, then well", Responses.serviceError(429));
        once(faults, errors, "503 once, then well", Responses.serviceError(503));
        always(faults, errors, "503, Retry-After: 0", Responses.serviceError(503, "Retry-After: 0"));
        always(
                faults,
                errors,
                "503, Retry-After: 99999999999",
                Responses.serviceError(503, "Retry-After: 99999999999"));
        add(
                faults,
                errors,
                "503, Retry-After: 3600",
                Pace.REFUSING,
                server -> TestService.at(server.always(Responses.serviceError(503, "Retry-After: 3600"))
                        .endpoint()));
        always(faults, errors, "503, HTML", Responses.text(503, "text/html", "<html><body>Down</body></html>"));
        waiting(
                faults,
                errors,
                "500 whose body stops half way",
                Responses.stallingAfter(
                        "HTTP/1.1 500 Told\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"err"));
        always(faults, errors, "307 to another host", Responses.empty(307, "Location: https://elsewhere.example/"));

        String deleting = "An earlier attempt may have worked";
        twice(faults, deleting, "reset, then 404 of the service", Responses.resetting(), Responses.serviceError(404));
        twice(faults, deleting, "reset, then 404 of the gateway", Responses.resetting(), Responses.gatewayError(404));
        twice(
                faults,
                deleting,
                "503, then 404 of the service",
                Responses.serviceError(503),
                Responses.serviceError(404));
        twice(
                faults,
                deleting,
                "429, then 404 of the service",
                Responses.serviceError(429),
                Responses.serviceError(404));
        twice(faults, deleting, "reset, then 409", Responses.resetting(), Responses.serviceError(409));
        return List.copyOf(faults);
    }

    private static void add(List<Fault> faults, String group, String name, Setup setup) {
        add(faults, group, name, Pace.PROMPT, setup);
    }

    private static void add(List<Fault> faults, String group, String name, Pace pace, Setup setup) {
        faults.add(new Fault(group, name, setup, -1, pace));
    }

    private static void waiting(List<Fault> faults, String group, String name, FaultServer.Response response) {
        add(
                faults,
                group,
                name,
                Pace.WAITING,
                server -> TestService.at(server.always(response).endpoint()));
    }

    private static void always(List<Fault> faults, String group, String name, FaultServer.Response response) {
        add(
                faults,
                group,
                name,
                server -> TestService.at(server.always(response).endpoint()));
    }

    private static void once(List<Fault> faults, String group, String name, FaultServer.Response response) {
        add(faults, group, name, server -> TestService.at(server.then(response).endpoint()));
    }

    private static void twice(
            List<Fault> faults, String group, String name, FaultServer.Response first, FaultServer.Response then) {
        add(
                faults,
                group,
                name,
                server -> TestService.at(server.then(first).always(then).endpoint()));
    }

    @ParameterizedTest
    @EnumSource
    void theTableInTheDocsIsWhatIsMeasured(Driver driver) throws Exception {
        String page = Files.readString(PAGE);
        boolean rewrite = Boolean.getBoolean("docs.rewrite");
        Map<Fault, List<Cell>> measured = measure(driver, faults(), 0);
        if (!rewrite) {
            for (int again = 1; again < 4; again++) {
                measured.putAll(measure(driver, differing(measured, page, again), again));
            }
        }
        String rewritten = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n\n" + table(measured) + "\n"
                + page.substring(page.indexOf(END));
        if (rewrite) {
            Files.writeString(PAGE, rewritten);
            return;
        }
        assertThat(withoutTimes(page))
                .as("docs/resilience.md is not what was measured. If the change is meant, rewrite it:"
                        + " mvn -Pquick -pl sdk-core test -Dtest=ResilienceMatrixTest -Ddocs.rewrite=true")
                .isEqualTo(withoutTimes(rewritten));
    }

    /** The cells of some rows, each with the limits of so many measurements before. */
    private static Map<Fault, List<Cell>> measure(Driver driver, List<Fault> faults, int again) throws Exception {
        ExecutorService waiting = Executors.newCachedThreadPool(); // they sleep most of the time
        ExecutorService working = Executors.newFixedThreadPool(2);
        try {
            Map<Fault, List<Future<Cell>>> running = new LinkedHashMap<>();
            for (Fault fault : faults) {
                ExecutorService pool = fault.pace() == Pace.WAITING ? waiting : working;
                running.put(
                        fault,
                        Stream.of(Kind.values())
                                .map(kind -> pool.submit(() -> measure(driver, fault, kind, again)))
                                .toList());
            }
            Map<Fault, List<Cell>> measured = new LinkedHashMap<>();
            for (Map.Entry<Fault, List<Future<Cell>>> row : running.entrySet()) {
                List<Cell> cells = new ArrayList<>();
                for (Future<Cell> cell : row.getValue()) {
                    cells.add(cell.get());
                }
                measured.put(row.getKey(), cells);
            }
            return measured;
        } finally {
            waiting.shutdownNow();
            working.shutdownNow();
        }
    }

    /** The rows that are not on the page and can be measured once more. */
    private static List<Fault> differing(Map<Fault, List<Cell>> measured, String page, int again) {
        List<String> rows = withoutTimes(page).lines().toList();
        return measured.entrySet().stream()
                .filter(row -> again < row.getKey().pace().factors.length)
                .filter(row -> !rows.contains(withoutTimes(line(row.getKey(), row.getValue()))))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String withoutTimes(String page) {
        return page.replaceAll(" · [a-z ]+(?= \\|)", "");
    }

    private static String table(Map<Fault, List<Cell>> rows) {
        StringBuilder out = new StringBuilder();
        String group = "";
        for (Map.Entry<Fault, List<Cell>> row : rows.entrySet()) {
            if (!row.getKey().group().equals(group)) {
                group = row.getKey().group();
                out.append(out.isEmpty() ? "" : "\n")
                        .append("### ")
                        .append(group)
                        .append("\n\n| fault |");
                for (Kind kind : Kind.values()) {
                    out.append(' ').append(kind.title).append(" |");
                }
                out.append("\n|---|---|---|---|---|\n");
            }
            out.append(line(row.getKey(), row.getValue())).append('\n');
        }
        return out.toString();
    }

    private static String line(Fault fault, List<Cell> cells) {
        StringBuilder line = new StringBuilder("| ").append(fault.name()).append(" |");
        for (Cell cell : cells) {
            line.append(' ')
                    .append(cell.text())
                    .append(" · ")
                    .append(cell.time())
                    .append(" |");
        }
        return line.toString();
    }

    private static Cell measure(Driver driver, Fault fault, Kind kind, int again) throws Exception {
        String what = fault.name() + ", " + kind.title;
        Pace pace = fault.pace();
        Duration attemptLimit = Duration.ofMillis((long) pace.attempt * pace.factors[again]);
        Duration callLimit = Duration.ofMillis((long) pace.call * pace.factors[again]);
        try (FaultServer server = FaultServer.start().always(Responses.note());
                TestService client = fault.setup()
                        .with(server)
                        .timeout(callLimit)
                        .attemptTimeout(attemptLimit)
                        .build()) {
            TestService notes = client.through(driver);
            int before = 0;
            if (fault.primed() >= 0) {
                notes.show();
                before = server.count();
                Eventually.is(fault.primed(), server::openConnections);
            }
            Measured measured = Measured.call(() -> kind.call.apply(notes));
            int requests = server.count() - before;
            assertThat(measured.time()).as(what).isLessThan(pace.isPrompt() ? attemptLimit : callLimit.plusSeconds(30));
            if (measured.thrown() != null) {
                ScpException failure = measured.failure(); // nothing else ever comes out
                assertThat(failure.attempts())
                        .as(what)
                        .isGreaterThanOrEqualTo(Math.max(pace.isPrompt() ? 1 : 0, requests));
                assertThat(failure.elapsed()).as(what).isLessThanOrEqualTo(measured.time());
            }
            if (kind == Kind.CREATE && !fault.name().startsWith("429")) {
                assertThat(requests).as(what).isLessThanOrEqualTo(1);
            }
            return new Cell(
                    seen(requests, server, measured) + " · " + result(measured),
                    pace == Pace.UNPACKING ? "as unpacking takes" : time(measured.time()));
        }
    }

    private static String seen(int requests, FaultServer server, Measured measured) {
        if (requests > 0) {
            return Integer.toString(requests);
        }
        int connections = server.connections();
        int attempts = measured.failure().attempts();
        return connections > 0
                ? "0 in " + connections + (connections == 1 ? " connection" : " connections")
                : "0 in " + attempts + (attempts == 1 ? " attempt" : " attempts");
    }

    private static String result(Measured measured) {
        if (measured.thrown() == null) {
            return "ok";
        }
        ScpException failure = measured.failure();
        StringBuilder text = new StringBuilder("`" + failure.getClass().getSimpleName() + "`");
        if (failure instanceof OutcomeUnknownException unknown) {
            text.append(" from `")
                    .append(unknown.getCause().getClass().getSimpleName())
                    .append("`, told by `")
                    .append(unknown.verifyWith())
                    .append('`');
        }
        if (failure instanceof ScpDecodingException decoding && decoding.verifyWith() != null) {
            text.append(", told by `").append(decoding.verifyWith()).append('`');
        }
        boolean earlier = failure instanceof NotFoundException missing && missing.earlierAttemptMayHaveSucceeded()
                || failure instanceof ConflictException conflict && conflict.earlierAttemptMayHaveSucceeded();
        return text + (earlier ? ", an earlier attempt may have succeeded" : "");
    }

    private static String time(Duration time) {
        long millis = time.toMillis();
        if (millis < 450) {
            return "at once";
        }
        if (millis < 1000) {
            return "one attempt limit";
        }
        return millis < 2100 ? "three attempt limits" : "the call limit";
    }
}
