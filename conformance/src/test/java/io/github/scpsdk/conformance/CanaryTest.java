// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.micrometer.ScpMicrometerListener;
import io.github.scpsdk.opentelemetry.ScpOpenTelemetryListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/**
 * Every operation of every version meets every kind of end in every way that leads to it (blocking and not, by itself, with pages, with waits), with
 * marked secrets in keys, token, password and in all that the server says, and with everything logged, counted and traced that can be. Nothing that a
 * program can see shows one: no line of a log, no event, no span, no tag, no exception, no thread's name, no output.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {

    private static final int THREADS = 8;

    /** In each build every way meets its share of all ends; blocking calls that carry a secret, and with this switch all, meet every one. */
    private static final boolean EVERYTHING = Boolean.getBoolean("canary.everything");

    private static final int SHARE = 1;

    private static final String WAY = "X-Way";
    private static final String AFTERWARDS = "afterwards ";
    private static final String OWN = "200-own-";

    private static final WaitOptions SHORT = WaitOptions.builder()
            .interval(Duration.ofMillis(1))
            .limit(Duration.ofMillis(25))
            .build();

    private final Canaries canaries = new Canaries();
    private final MockWebServer server = new MockWebServer();
    private final Map<String, Supplier<MockResponse>> ends = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger logged = new AtomicInteger();
    private final AtomicInteger loggedByOkHttp = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger traced = new AtomicInteger();
    private final Map<String, GeneratedClient> anyClients = new ConcurrentHashMap<>();
    private final AtomicInteger met = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InMemoryMetricReader measurements = InMemoryMetricReader.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new Spans()))
                    .build())
            .setMeterProvider(SdkMeterProvider.builder()
                    .registerMetricReader(measurements)
                    .build())
            .build();

    /** One way to meet one end. */
    private record Meeting(DocumentedCall call, Ways.Way way, String end) {

        @Override
        public String toString() {
            return call + " " + way + " " + end;
        }
    }

    /** Looks at each span that ends. */
    private final class Spans implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            for (SpanData span : spans) {
                traced.incrementAndGet();
                canaries.poll("span", span);
                canaries.poll("span name", span.getName());
                span.getAttributes().forEach((key, value) -> canaries.poll("span attribute " + key, value));
                span.getEvents().forEach(event -> canaries.poll("span event", event + " " + event.getAttributes()));
                canaries.poll("span status", span.getStatus().getDescription());
            }
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    /** What the server says: nobody can know a secret that it was not sent with the call. */
    private record SecretMatcher(String kind, String text, String header) {}

    private static final String WITH = "with-password-";
    private static final String WITHOUT = "without-password-";

    private Level levelBefore = Level.ERROR;
    private final PrintStream outBefore = System.out;
    private final PrintStream errBefore = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.incrementAndGet();
            if (event.getLoggerName().startsWith("mockwebserver3")) {
                return; // the log of the other side
            }
            String where = "log " + event.getLoggerName() + " " + event.getLevel();
            canaries.poll(where, event.getFormattedMessage());
            canaries.poll(where + " pattern", event.getMessage());
            canaries.poll(where + " arguments", Arrays.toString(event.getArgumentArray()));
            canaries.poll(where + " MDC", event.getMDCPropertyMap());
            canaries.poll(where + " key values", event.getKeyValuePairs());
            canaries.poll(where + " markers", event.getMarkerList());
            canaries.poll(where + " thread", event.getThreadName());
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                canaries.poll(where + " exception", ThrowableProxyUtil.asString(thrown));
            }
        }
    };

    /** OkHttp logs here. */
    private final Handler javaLogging = new Handler() {
        @Override
        public void publish(LogRecord event) {
            if (event.getLoggerName() == null || event.getLoggerName().startsWith("mockwebserver3")) {
                return;
            }
            if (event.getLoggerName().startsWith("okhttp3")) {
                loggedByOkHttp.incrementAndGet();
            }
            canaries.poll("log " + event.getLoggerName(), event.getMessage());
            canaries.poll("log " + event.getLoggerName() + " parameters", Arrays.toString(event.getParameters()));
            canaries.search("log " + event.getLoggerName() + " exception", event.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final CallListener listener = new CallListener() {
        @Override
        public void onStart(Call call) {
            see("onStart", call, null);
        }

        @Override
        public void onAttempt(Call call, Attempt attempt) {
            see("onAttempt", call, attempt);
        }

        @Override
        public void onRetry(Call call, Retry retry) {
            see("onRetry", call, retry);
        }

        @Override
        public void onEnd(Call call, End end) {
            see("onEnd", call, end);
        }

        private void see(String event, Call call, @Nullable Object what) {
            told.incrementAndGet();
            canaries.search("event " + event + " of " + call.operation() + ": call", call);
            canaries.search("event " + event + " of " + call.operation(), what);
            canaries.poll("thread", Thread.currentThread().getName());
        }
    };

    @BeforeAll
    void start() throws IOException {
        ch.qos.logback.classic.Logger root =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        levelBefore = root.getLevel();
        root.setLevel(Level.TRACE);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        javaLogging.setLevel(java.util.logging.Level.ALL);
        java.util.logging.Logger javaRoot = LogManager.getLogManager().getLogger("");
        javaRoot.addHandler(javaLogging);
        for (String name : OKHTTP_LOGGERS) {
            java.util.logging.Logger.getLogger(name).setLevel(java.util.logging.Level.ALL);
        }
        java.util.logging.Logger.getLogger("mockwebserver3").setLevel(java.util.logging.Level.OFF);
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));

        prepareEnds(new SecretMatcher(WITH, Canaries.echo(true), Canaries.echoForHeader(true)));
        prepareEnds(new SecretMatcher(WITHOUT, Canaries.echo(false), Canaries.echoForHeader(false)));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String way = request.getHeaders().get(WAY);
                boolean before = way != null
                        && way.startsWith(AFTERWARDS)
                        && !request.getMethod().equals("GET");
                return ends.get(before ? way : request.getHeaders().get("Accept-Language"))
                        .get();
            }
        });
        server.start();
    }

    private static final String[] OKHTTP_LOGGERS = {
        "okhttp3", "okhttp3.OkHttpClient", "okhttp3.internal.http2.Http2", "okhttp3.internal.concurrent.TaskRunner"
    };

    @AfterAll
    void stop() throws IOException {
        System.setOut(outBefore);
        System.setErr(errBefore);
        ch.qos.logback.classic.Logger root =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAppender(appender);
        root.setLevel(levelBefore);
        LogManager.getLogManager().getLogger("").removeHandler(javaLogging);
        for (String name : OKHTTP_LOGGERS) {
            java.util.logging.Logger.getLogger(name).setLevel(null);
        }
        anyClients.values().forEach(GeneratedClient::close);
        server.close();
    }

    /** How a call can end, by a name that the client sends as its language, since nothing else says to the server what the test wants. */
    private void prepareEnds(SecretMatcher said) {
        String quoted = "\"" + Canaries.json(said.text()) + "\"";
        String service = echoing(
                said,
                "{\"errors\":[{\"code\":Q,\"title\":Q,\"status\":Q,\"detail\":[Q,{\"a\":[Q]}],\"request_id\":Q,"
                        + "\"global_request_id\":Q,\"links\":[],\"related_resources\":[],\"response\":{Q:[Q,{\"x\":Q}]}},[Q]]}");
        String gateway = echoing(said, "{\"timestamp\":Q,\"path\":Q,\"status\":404,\"error\":Q,\"requestId\":Q}");
        String page = "<html><head><title>" + said.text() + "</title></head><body class='" + said.text() + "'>"
                + said.text() + "</body></html>";
        for (int status : new int[] {400, 401, 403, 404, 409, 422, 429, 500, 503}) {
            ends.put(said.kind() + status + "-service", () -> response(said, status, "application/json", service));
            ends.put(said.kind() + status + "-gateway", () -> response(said, status, "application/json", gateway));
            ends.put(said.kind() + status + "-page", () -> response(said, status, "text/html", page));
        }
        ends.put(said.kind() + "307-redirect", () -> response(said, 307, "text/plain", said.text()));
        ends.put(
                said.kind() + "418-broken",
                () -> response(said, 418, "application/json", service.substring(0, service.length() - 9)));
        ends.put(
                said.kind() + "500-cut",
                () -> response(
                                said,
                                500,
                                "text/plain",
                                (said.kind().equals(WITH) ? Canaries.PASSWORD : Canaries.SECRET_KEY).substring(0, 20))
                        .newBuilder()
                        .setHeader("Content-Length", "9999")
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build());
        ends.put(
                said.kind() + "200-broken", () -> response(said, 200, "application/json", "{\"name\": " + said.text()));
        ends.put(said.kind() + "200-page", () -> response(said, 200, said.header(), page));
        ends.put(said.kind() + "200-list", () -> response(said, 200, "application/json", "[" + quoted + "]"));
        ends.put(
                said.kind() + "200-deep",
                () -> response(said, 200, "application/json", "{\"x\":" + "[".repeat(99) + quoted));
        ends.put(
                said.kind() + "200-twice",
                () -> response(said, 200, "application/json", "{Q:1,Q:2}".replace("Q", quoted)));
        ends.put(
                said.kind() + "200-cut",
                () -> response(said, 200, "application/json", "{\"name\":" + quoted)
                        .newBuilder()
                        .setHeader("Content-Length", "99999")
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build());
        ends.put(
                said.kind() + "no-http",
                () -> new MockResponse.Builder()
                        .status("HTTP/1.1 " + said.header())
                        .build());
        ends.put(
                said.kind() + "reset",
                () -> new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build());
        ends.put(
                said.kind() + "stall",
                () -> new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
    }

    /** Puts a share of all echoes into each place that is marked Q. */
    private static String echoing(SecretMatcher said, String template) {
        String[] echoes = said.text().split(" \\| ", -1);
        String[] pieces = template.split("Q", -1);
        StringBuilder filled = new StringBuilder(pieces[0]);
        for (int place = 1; place < pieces.length; place++) {
            StringBuilder share = new StringBuilder();
            for (int i = place - 1; i < echoes.length; i += pieces.length - 1) {
                share.append(echoes[i]).append(" | ");
            }
            filled.append('"')
                    .append(Canaries.json(share.toString()))
                    .append('"')
                    .append(pieces[place]);
        }
        return filled.toString();
    }

    private MockResponse response(SecretMatcher said, int status, String type, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", type)
                .addHeader("X-Request-Id", said.header())
                .addHeader("Server", said.header())
                .addHeader("Retry-After", status == 503 ? said.header() : "0")
                .addHeader("Location", "https://evil.example/" + said.header().replace(' ', '+'))
                .addHeader("Set-Cookie", "session=" + said.header())
                .body(body)
                .build();
    }

    @Test
    @Timeout(3600)
    void showsNoSecret() throws Exception {
        List<DocumentedCall> calls = DocumentedCall.all();
        List<Meeting> meetings = new ArrayList<>();
        for (DocumentedCall call : calls) {
            plan(call, meetings);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (Meeting meeting : meetings) {
                done.add(threads.submit(() -> {
                    meet(meeting);
                    return null;
                }));
            }
            for (DocumentedCall call : calls) {
                done.add(threads.submit(() -> {
                    refuse(call);
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
        interrupt(calls.get(0));
        cancel(calls.get(0));

        canaries.poll("credentials", Canaries.KEYS);
        meters.getMeters().forEach(meter -> canaries.poll("meter", meter.getId() + " " + meter.measure()));
        measurements.collectAllMetrics().forEach(metric -> canaries.poll("metric", metric));
        Thread.getAllStackTraces().keySet().forEach(thread -> canaries.poll("thread", thread.getName()));
        canaries.poll("output", printed.toString(StandardCharsets.UTF_8));
        assertThat(canaries.found().stream().limit(5)).isEmpty();

        // and all of that did happen
        assertThat(met).hasValue(meetings.size());
        if (EVERYTHING) {
            outBefore.println("CanaryTest: " + meetings.size() + " meetings of "
                    + meetings.stream()
                            .map(meeting -> meeting.call() + " " + meeting.way())
                            .distinct()
                            .count()
                    + " ways with " + ends(WITH).size() + " ends each, and one of their own; events " + told
                    + ", spans "
                    + traced + ", lines of log " + logged + ", outcomes " + new TreeMap<>(outcomes));
        }
        assertThat(logged).hasValueGreaterThan(3 * calls.size());
        assertThat(loggedByOkHttp).hasPositiveValue();
        assertThat(told).hasValueGreaterThan(3 * meetings.size());
        assertThat(answered).hasPositiveValue();
        assertThat(traced).hasValueGreaterThan(2 * meetings.size());
        assertThat(meters.getMeters()).hasSizeGreaterThan(calls.size());
        assertThat(outcomes.keySet())
                .contains(
                        "BadRequestException",
                        "UnauthorizedException",
                        "ForbiddenException",
                        "NotFoundException",
                        "ConflictException",
                        "ThrottledException",
                        "ServerErrorException",
                        "ScpServiceException",
                        "ScpConnectionException",
                        "ScpTimeoutException",
                        "ScpDecodingException",
                        "ScpValidationException",
                        "ScpInterruptedException",
                        "ScpWaitFailedException",
                        "ScpWaitTimeoutException",
                        "OutcomeUnknownException",
                        "CancellationException",
                        "success");
    }

    /** Each way to an operation is gone, and the ways are those that the data names: all of them to all ends, or their share. */
    @Test
    void plansWhatTheDataHas() {
        int ways = 0;
        List<Meeting> meetings = new ArrayList<>();
        List<DocumentedCall> calls = DocumentedCall.all();
        for (DocumentedCall call : calls) {
            ways += plan(call, meetings);
            int expected = 2; // blocking and not
            expected += ServiceData.of(call).path("paging").has(call.operationId()) ? 4 : 0; // items and pages of both
            for (GeneratedClient side : List.of(any(call), any(call).async())) {
                expected += side.has(call.operationId() + "AndWait") ? 2 : 0; // it fails, or the poll after it
                expected += side.has("waiters") ? waiters(call) : 0;
            }
            assertThat(any(call).has(call.operationId() + "AndWait"))
                    .isEqualTo(ServiceData.of(call).path("andWait").has(call.operationId()));
            assertThat(meetings.stream()
                            .filter(meeting -> meeting.call() == call)
                            .map(Meeting::way)
                            .distinct())
                    .as(call.toString())
                    .hasSize(expected);
        }
        int each = EVERYTHING ? ends(WITH).size() + 1 : SHARE;
        assertThat(ends(WITH)).hasSameSizeAs(ends(WITHOUT)).hasSizeGreaterThan(34);
        assertThat(meetings).hasSizeGreaterThanOrEqualTo(ways * each).doesNotHaveDuplicates();
        if (EVERYTHING) {
            assertThat(meetings).hasSize(ways * each);
        }
    }

    /** A client that has the operation, to poll at; it also keeps what all clients share. */
    private GeneratedClient any(DocumentedCall call) {
        return anyClients.computeIfAbsent(
                call.service() + "/" + call.version(), key -> client(call, WITHOUT + "reset", listener));
    }

    private static long waiters(DocumentedCall call) {
        return ServiceData.of(call).path("waiters").properties().stream()
                .filter(waiter -> call.operationId()
                        .equals(waiter.getValue()
                                .path("show")
                                .asText(waiter.getValue().path("list").asText())))
                .count();
    }

    private List<String> ends(String kind) {
        return ends.keySet().stream().filter(end -> end.startsWith(kind)).toList();
    }

    /** Which ends each way to this operation meets; returns the number of ways. */
    private int plan(DocumentedCall call, List<Meeting> meetings) {
        boolean secret = hasSecret(call);
        List<Ways.Way> ways = Ways.of(call, any(call));
        ends.put(AFTERWARDS + call, () -> made(call));
        for (int i = 0; i < ways.size(); i++) {
            boolean sent = secret && !ways.get(i).afterwards(); // a poll does not know what was sent before it
            List<String> all = ends(sent ? WITH : WITHOUT);
            boolean every = EVERYTHING || (secret && i == 0);
            for (int j = 0; j < (every ? all.size() : SHARE); j++) {
                // a share that is another one for each way, so that each build has each end many times
                int which = every ? j : Math.floorMod(call.toString().hashCode() + 7 * i + j, all.size());
                meetings.add(new Meeting(call, ways.get(i), all.get(which)));
            }
            if (every || i == Math.floorMod(call.toString().hashCode(), ways.size())) {
                // a success goes on with a poll, which does not know it either
                boolean known = sent && !ways.get(i).name().endsWith("AndWait");
                meetings.add(new Meeting(call, ways.get(i), mistyped(call, known)));
            }
        }
        return ways.size();
    }

    /** The documented response, with an id for the wait after it. */
    private static MockResponse made(DocumentedCall call) {
        MockResponse.Builder response = new MockResponse.Builder();
        if (call.responses().isEmpty()) {
            return response.code(204).build();
        }
        int status = call.responses().keySet().iterator().next();
        JsonNode body = Json.read(call.responses().get(status)).deepCopy();
        String id = ServiceData.of(call)
                .path("andWait")
                .path(call.operationId())
                .path("id")
                .asText("");
        ObjectNode at = (ObjectNode) body;
        for (String name = id; !name.isEmpty(); ) {
            String[] rest = name.split("\\.", 2);
            if (rest.length == 1) {
                at.put(name, "id-1");
                break;
            }
            at = (ObjectNode) at.get(rest[0]);
            name = rest[1];
        }
        return response.code(status)
                .addHeader("Content-Type", "application/json")
                .body(body.toString())
                .build();
    }

    @Test
    void wouldBeSeen() {
        for (String part : Canaries.echo(true).split(" \\| ", -1)) {
            assertThat(part.isEmpty() || Canaries.shows(part)).as(part).isTrue();
        }
        assertThat(Canaries.shows("KL4sNdW5l4ea3M86fY11HkQss2crAOARf3ov32EzAmY="))
                .isTrue();
        assertThat(Canaries.shows("nothing at all")).isFalse();
    }

    private static boolean hasSecret(DocumentedCall call) {
        return call.bodyToSend() != null && Json.read(call.bodyToSend()).has("cifs_password");
    }

    /** A machine that stands still for a moment may use up the time of a wait before its first poll: that one waits again, for longer. */
    private void meet(Meeting meeting) throws Exception {
        met.incrementAndGet();
        Duration limit = Duration.ofMillis(25);
        while (!meet(meeting, limit)) {
            limit = limit.multipliedBy(10);
            assertThat(limit).as("%s sends no request", meeting).isLessThan(Duration.ofMinutes(1));
        }
    }

    /** Returns whether a request was sent. */
    private boolean meet(Meeting meeting, Duration limit) throws Exception {
        DocumentedCall call = meeting.call();
        String where = meeting.toString();
        AtomicInteger attempts = new AtomicInteger();
        try (GeneratedClient client = client(call, meeting.end(), listener)) {
            JsonNode body = body(call, client);
            GeneratedClient view = view(client, meeting, attempts);
            GeneratedClient side = meeting.way().async() ? view.async() : view;
            canaries.poll(where + " view", side);
            boolean itsOwn = meeting.end().startsWith(OWN); // where the response is what the caller asked for
            WaitOptions waiting = WaitOptions.builder()
                    .interval(Duration.ofMillis(1))
                    .limit(limit)
                    .onState(progress -> canaries.search(where + " progress", progress))
                    .build();
            canaries.poll(where + " wait options", waiting);
            Object result = meeting.way().go().through(side, body, waiting, seen -> {
                if (!itsOwn) {
                    canaries.search(where + " on the way", seen);
                }
            });
            if (result instanceof CompletableFuture<?> future) {
                result = end(where, future);
            }
            count("success");
            if (!itsOwn) {
                canaries.search(where, result);
            }
        } catch (Exception e) {
            caught(where, e);
        }
        return attempts.get() > 0;
    }

    /** A view with all that can be said for some calls; its listener comes on top of those of the client. */
    private GeneratedClient view(GeneratedClient client, Meeting meeting, AtomicInteger attempts) {
        CallOptions.Builder builder = CallOptions.builder()
                .header(WAY, meeting.way().afterwards() ? AFTERWARDS + meeting.call() : "straight")
                .listener(new CallListener() {
                    @Override
                    public void onAttempt(Call call, Attempt attempt) {
                        attempts.incrementAndGet();
                    }
                })
                .onResponse(response -> {
                    answered.incrementAndGet();
                    canaries.search("response of " + meeting, response);
                });
        canaries.poll("builder of options", builder);
        CallOptions options = builder.build();
        canaries.poll("options", options);
        return client.withOptions(options);
    }

    /** What a future comes to, after a poll at all that shows it. */
    private @Nullable Object end(String where, CompletableFuture<?> future) throws Exception {
        CompletableFuture<?> stage = future.thenApply(Function.identity());
        try {
            Object result = future.get(60, TimeUnit.SECONDS);
            canaries.poll(where + " future", future);
            return result;
        } catch (ExecutionException e) {
            canaries.poll(where + " future", future);
            canaries.search(where + " get", e);
            canaries.search(where + " join", assertThrows(CompletionException.class, stage::join));
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void caught(String where, Throwable failure) {
        count(failure.getClass().getSimpleName());
        if (!(failure instanceof ScpException)) {
            throw new AssertionError(where, failure);
        }
        canaries.search(where, failure);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        canaries.poll(where + " printed", trace);
    }

    /** Every path argument and every text of the body is a secret that cannot be sent. */
    private void refuse(DocumentedCall call) {
        GeneratedClient client = client(call, WITHOUT + "400-page", listener);
        Method operation = client.operation(call.operationId());
        try {
            client.call(
                    operation,
                    ParameterValues.of(call, "path").keySet().stream()
                            .map(name -> Canaries.PASSWORD + "\r\n\ud800")
                            .toList(),
                    Platform.requiredQuery(call)::get,
                    spoilt(body(call, client)));
        } catch (ScpValidationException e) {
            caught(call + " refused", e);
        } catch (Exception e) {
            count(e.getClass().getSimpleName()); // no argument of it is a text
        } finally {
            client.close();
        }
    }

    private void interrupt(DocumentedCall call) throws Exception {
        int before = server.getRequestCount();
        CountDownLatch called = new CountDownLatch(1);
        try (GeneratedClient client = client(call, WITHOUT + "stall", listener)) {
            Thread thread = new Thread(() -> {
                try {
                    call(
                            client.withOptions(CallOptions.of(
                                    o -> o.timeout(Duration.ofMinutes(1)).attemptTimeout(Duration.ofMinutes(1)))),
                            call);
                } catch (Exception e) {
                    caught(call + " interrupted", e);
                }
                called.countDown();
            });
            thread.start();
            while (server.getRequestCount() == before) {
                Thread.sleep(1);
            }
            thread.interrupt();
            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(outcomes).containsKey(ScpInterruptedException.class.getSimpleName());
    }

    private void cancel(DocumentedCall call) throws Exception {
        int before = server.getRequestCount();
        CountDownLatch ended = new CountDownLatch(1);
        CallListener waiting = new CallListener() {
            @Override
            public void onEnd(Call which, End end) {
                canaries.search("end of a cancelled " + which, end);
                ended.countDown();
            }
        };
        try (GeneratedClient client = client(call, WITHOUT + "stall", waiting)) {
            GeneratedClient patient = client.withOptions(
                    CallOptions.of(o -> o.timeout(Duration.ofMinutes(1)).attemptTimeout(Duration.ofMinutes(1))));
            CompletableFuture<?> future = (CompletableFuture<?>) call(patient.async(), call);
            while (server.getRequestCount() == before) {
                Thread.sleep(1);
            }
            future.cancel(true);
            canaries.poll("cancelled future", future);
            CancellationException cancelled = assertThrows(CancellationException.class, future::join);
            count(cancelled.getClass().getSimpleName());
            canaries.search("cancelled", cancelled);
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static @Nullable Object call(GeneratedClient client, DocumentedCall call) throws Exception {
        return client.begin(
                client.operation(call.operationId()),
                List.copyOf(ParameterValues.of(call, "path").values()),
                Platform.requiredQuery(call)::get,
                call.bodyToSend() == null ? null : Json.read(call.bodyToSend()),
                SHORT);
    }

    private void count(String outcome) {
        outcomes.computeIfAbsent(outcome, key -> new AtomicInteger()).incrementAndGet();
    }

    private GeneratedClient client(DocumentedCall call, String end, CallListener first) {
        GeneratedClient client = GeneratedClient.of(
                call.service(), call.version(), server.url("/kr-west1").uri(), Canaries.KEYS, builder -> {
                    builder.accountId("conformance")
                            .language(end)
                            .listener(first)
                            .listener(new ScpMicrometerListener(meters))
                            .listener(new ScpOpenTelemetryListener(telemetry))
                            .retryPolicy(RetryPolicy.builder()
                                    .maxAttempts(2)
                                    .baseDelay(Duration.ZERO)
                                    .throttlingBaseDelay(Duration.ZERO)
                                    .build())
                            .attemptTimeout(Duration.ofMillis(end.endsWith("-stall") ? 40 : 60_000))
                            .timeout(Duration.ofMillis(end.endsWith("-stall") ? 60 : 90_000));
                    canaries.poll("builder", builder);
                });
        canaries.poll("client", client);
        canaries.search("endpoint", client.scp().endpoint());
        return client;
    }

    /** The documented body, with the password where there is a place for one. */
    private @Nullable JsonNode body(DocumentedCall call, GeneratedClient client) {
        JsonNode body = call.bodyToSend() == null ? null : Json.read(call.bodyToSend());
        if (body instanceof ObjectNode object && object.has("cifs_password")) {
            object.put("cifs_password", Canaries.PASSWORD);
            Class<?>[] types = client.operation(call.operationId()).getParameterTypes();
            Object request = Json.MAPPER.convertValue(body, types[types.length - 1]);
            canaries.search(call + " request", request);
            try {
                canaries.search(
                        call + " builder",
                        request.getClass().getMethod("toBuilder").invoke(request));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        return body;
    }

    private static @Nullable JsonNode spoilt(@Nullable JsonNode body) {
        if (body instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.deepCopy().properties()) {
                if (field.getValue().isTextual()) {
                    object.put(field.getKey(), Canaries.PASSWORD + "\ud800");
                } else {
                    spoilt(object.get(field.getKey()));
                }
            }
        } else if (body instanceof ArrayNode array) {
            array.forEach(CanaryTest::spoilt);
        }
        return body;
    }

    /** An end that is read as documented, with secrets where no text is due and in fields that nobody knows. */
    private String mistyped(DocumentedCall call, boolean password) {
        SecretMatcher said = new SecretMatcher("", Canaries.echo(password), Canaries.echoForHeader(password));
        String end = OWN + password + "-" + call;
        JsonNode response = call.responses().isEmpty()
                ? Json.MAPPER.createObjectNode()
                : Json.read(call.responses().values().iterator().next());
        mistype(response, said.text());
        ends.put(end, () -> response(said, 200, "application/json", response.toString()));
        return end;
    }

    private static void mistype(JsonNode node, String text) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.deepCopy().properties()) {
                if (field.getValue().isContainerNode()) {
                    mistype(object.get(field.getKey()), text);
                } else if (!field.getValue().isTextual() || field.getKey().endsWith("_at")) {
                    object.put(field.getKey(), text);
                }
            }
            object.putArray("unknown " + text).add(text);
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> mistype(element, text));
        }
    }
}
