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
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.NotAdoptableException;
import io.github.scpsdk.core.RawRequest;
import io.github.scpsdk.core.RawResponse;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.filestorage.model.VolumeCreateRequest;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
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
 * Every operation of every version meets every kind of end in every form of call (blocking and not, by itself, with pages, with waits), with
 * marked secrets in keys, token, password and in all that the server says, and with everything logged, counted and traced that can be. Nothing that a
 * program can see shows one: no line of a log, no event, no span, no tag, no exception, no thread's name, no output.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {

    private static final int THREADS = 8;

    /** In each build every form meets its share of all ends; blocking calls that carry a secret, and with this switch all, meet every one. */
    private static final boolean EVERYTHING = Boolean.getBoolean("canary.everything");

    private static final int SHARE = 1;

    private static final String WAY = "X-Way";
    private static final String AFTERWARDS = "afterwards ";
    private static final String OWN = "200-own-";

    private static final WaitOptions SHORT = WaitOptions.builder()
            .interval(Duration.ofMillis(1))
            .limit(Duration.ofMillis(25))
            .build();

    private final MarkedSecrets secrets = new MarkedSecrets();
    private final MockWebServer server = new MockWebServer();
    private final Map<String, Supplier<MockResponse>> ends = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger logged = new AtomicInteger();
    private final AtomicInteger loggedByOkHttp = new AtomicInteger();
    private final AtomicInteger bodies = new AtomicInteger();
    private final AtomicInteger commands = new AtomicInteger();
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

    /** One form of a call and the end that it meets. */
    private record Scenario(DocumentedCall call, CallForms.CallForm form, String end) {

        @Override
        public String toString() {
            return call + " " + form + " " + end;
        }
    }

    /** Looks at each span that ends. */
    private final class Spans implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            for (SpanData span : spans) {
                traced.incrementAndGet();
                secrets.check("span", span);
                secrets.check("span name", span.getName());
                span.getAttributes().forEach((key, value) -> secrets.check("span attribute " + key, value));
                span.getEvents().forEach(event -> secrets.check("span event", event + " " + event.getAttributes()));
                secrets.check("span status", span.getStatus().getDescription());
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
    private record Echo(String kind, String text, String header) {}

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
            bodies.addAndGet(event.getLoggerName().equals("io.github.scpsdk.bodies") ? 1 : 0);
            commands.addAndGet(event.getLoggerName().equals("io.github.scpsdk.curl") ? 1 : 0);
            String where = "log " + event.getLoggerName() + " " + event.getLevel();
            secrets.check(where, event.getFormattedMessage());
            secrets.check(where + " pattern", event.getMessage());
            secrets.check(where + " arguments", Arrays.toString(event.getArgumentArray()));
            secrets.check(where + " MDC", event.getMDCPropertyMap());
            secrets.check(where + " key values", event.getKeyValuePairs());
            secrets.check(where + " markers", event.getMarkerList());
            secrets.check(where + " thread", event.getThreadName());
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                secrets.check(where + " exception", ThrowableProxyUtil.asString(thrown));
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
            secrets.check("log " + event.getLoggerName(), event.getMessage());
            secrets.check("log " + event.getLoggerName() + " parameters", Arrays.toString(event.getParameters()));
            secrets.search("log " + event.getLoggerName() + " exception", event.getThrown());
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
            secrets.search("event " + event + " of " + call.operation() + ": call", call);
            secrets.search("event " + event + " of " + call.operation(), what);
            secrets.check("thread", Thread.currentThread().getName());
        }
    };

    @BeforeAll
    void start() throws IOException {
        ch.qos.logback.classic.Logger root =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        levelBefore = root.getLevel();
        root.setLevel(Level.TRACE);
        // a captor of a test before this one leaves the level of its logger set
        root.getLoggerContext().getLoggerList().stream()
                .filter(logger -> logger.getName().startsWith("io.github.scpsdk"))
                .forEach(logger -> logger.setLevel(null));
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

        prepareEnds(new Echo(WITH, MarkedSecrets.echo(true), MarkedSecrets.echoForHeader(true)));
        prepareEnds(new Echo(WITHOUT, MarkedSecrets.echo(false), MarkedSecrets.echoForHeader(false)));
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
    private void prepareEnds(Echo echo) {
        String quoted = "\"" + MarkedSecrets.json(echo.text()) + "\"";
        String service = echoing(
                echo,
                "{\"errors\":[{\"code\":Q,\"title\":Q,\"status\":Q,\"detail\":[Q,{\"a\":[Q]}],\"request_id\":Q,"
                        + "\"global_request_id\":Q,\"links\":[],\"related_resources\":[],\"response\":{Q:[Q,{\"x\":Q}]}},[Q]]}");
        String gateway = echoing(echo, "{\"timestamp\":Q,\"path\":Q,\"status\":404,\"error\":Q,\"requestId\":Q}");
        String page = "<html><head><title>" + echo.text() + "</title></head><body class='" + echo.text() + "'>"
                + echo.text() + "</body></html>";
        for (int status : new int[] {400, 401, 403, 404, 409, 422, 429, 500, 503}) {
            ends.put(echo.kind() + status + "-service", () -> response(echo, status, "application/json", service));
            ends.put(echo.kind() + status + "-gateway", () -> response(echo, status, "application/json", gateway));
            ends.put(echo.kind() + status + "-page", () -> response(echo, status, "text/html", page));
        }
        ends.put(echo.kind() + "307-redirect", () -> response(echo, 307, "text/plain", echo.text()));
        ends.put(
                echo.kind() + "418-broken",
                () -> response(echo, 418, "application/json", service.substring(0, service.length() - 9)));
        ends.put(
                echo.kind() + "500-cut",
                () -> response(
                                echo,
                                500,
                                "text/plain",
                                (echo.kind().equals(WITH) ? MarkedSecrets.PASSWORD : MarkedSecrets.SECRET_KEY)
                                        .substring(0, 20))
                        .newBuilder()
                        .setHeader("Content-Length", "9999")
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build());
        ends.put(
                echo.kind() + "200-broken", () -> response(echo, 200, "application/json", "{\"name\": " + echo.text()));
        ends.put(echo.kind() + "200-page", () -> response(echo, 200, echo.header(), page));
        ends.put(echo.kind() + "200-list", () -> response(echo, 200, "application/json", "[" + quoted + "]"));
        ends.put(
                echo.kind() + "200-deep",
                () -> response(echo, 200, "application/json", "{\"x\":" + "[".repeat(99) + quoted));
        ends.put(
                echo.kind() + "200-twice",
                () -> response(echo, 200, "application/json", "{Q:1,Q:2}".replace("Q", quoted)));
        ends.put(
                echo.kind() + "200-cut",
                () -> response(echo, 200, "application/json", "{\"name\":" + quoted)
                        .newBuilder()
                        .setHeader("Content-Length", "99999")
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build());
        ends.put(
                echo.kind() + "no-http",
                () -> new MockResponse.Builder()
                        .status("HTTP/1.1 " + echo.header())
                        .build());
        ends.put(
                echo.kind() + "reset",
                () -> new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build());
        ends.put(
                echo.kind() + "stall",
                () -> new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
    }

    /** Puts a share of all echoes into each place that is marked Q. */
    private static String echoing(Echo echo, String template) {
        String[] echoes = echo.text().split(" \\| ", -1);
        String[] pieces = template.split("Q", -1);
        StringBuilder filled = new StringBuilder(pieces[0]);
        for (int place = 1; place < pieces.length; place++) {
            StringBuilder share = new StringBuilder();
            for (int i = place - 1; i < echoes.length; i += pieces.length - 1) {
                share.append(echoes[i]).append(" | ");
            }
            filled.append('"')
                    .append(MarkedSecrets.json(share.toString()))
                    .append('"')
                    .append(pieces[place]);
        }
        return filled.toString();
    }

    private MockResponse response(Echo echo, int status, String type, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", type)
                .addHeader("X-Request-Id", echo.header())
                .addHeader("Server", echo.header())
                .addHeader("Retry-After", status == 503 ? echo.header() : "0")
                .addHeader("Location", "https://evil.example/" + echo.header().replace(' ', '+'))
                .addHeader("Set-Cookie", "session=" + echo.header())
                .body(body)
                .build();
    }

    @Test
    @Timeout(3600)
    void showsNoSecret() throws Exception {
        List<DocumentedCall> calls = DocumentedCall.all();
        List<Scenario> scenarios = new ArrayList<>();
        for (DocumentedCall call : calls) {
            plan(call, scenarios);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                done.add(threads.submit(() -> {
                    run(scenario);
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
        for (String end : ends(WITH)) {
            raw(calls.get(0), end);
        }

        secrets.check("credentials", MarkedSecrets.KEYS);
        meters.getMeters().forEach(meter -> secrets.check("meter", meter.getId() + " " + meter.measure()));
        measurements.collectAllMetrics().forEach(metric -> secrets.check("metric", metric));
        Thread.getAllStackTraces().keySet().forEach(thread -> secrets.check("thread", thread.getName()));
        secrets.check("output", printed.toString(StandardCharsets.UTF_8));
        assertThat(secrets.found().stream().limit(5)).isEmpty();

        // and all of that did happen
        assertThat(met).hasValue(scenarios.size());
        if (EVERYTHING) {
            outBefore.println("CanaryTest: " + scenarios.size() + " scenarios of "
                    + scenarios.stream()
                            .map(scenario -> scenario.call() + " " + scenario.form())
                            .distinct()
                            .count()
                    + " forms with " + ends(WITH).size() + " ends each, and one of their own; events " + told
                    + ", spans "
                    + traced + ", lines of log " + logged + ", outcomes " + new TreeMap<>(outcomes));
        }
        assertThat(logged).hasValueGreaterThan(3 * calls.size());
        assertThat(loggedByOkHttp).hasPositiveValue();
        assertThat(bodies).hasValueGreaterThan(calls.size());
        assertThat(commands).hasValueGreaterThan(2 * calls.size());
        assertThat(told).hasValueGreaterThan(3 * scenarios.size());
        assertThat(answered).hasPositiveValue();
        assertThat(traced).hasValueGreaterThan(2 * scenarios.size());
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

    /** Each form of an operation is called, and the forms are those that the data names: all of them to all ends, or their share. */
    @Test
    void plansWhatTheDataHas() {
        int forms = 0;
        List<Scenario> scenarios = new ArrayList<>();
        List<DocumentedCall> calls = DocumentedCall.all();
        for (DocumentedCall call : calls) {
            forms += plan(call, scenarios);
            int expected = 2; // blocking and not
            expected += ServiceData.of(call).path("paging").has(call.operationId()) ? 4 : 0; // items and pages of both
            for (GeneratedClient side : List.of(any(call), any(call).async())) {
                expected += side.has(call.operationId() + "AndWait") ? 2 : 0; // it fails, or the poll after it
                expected += side.has("waiters") ? waiters(call) : 0;
                expected += side.has(CallForms.verify(call.operationId())) ? 1 : 0;
                expected += side.has(call.operationId() + "IfAbsent") ? 1 : 0;
            }
            assertThat(any(call).has(call.operationId() + "AndWait"))
                    .isEqualTo(ServiceData.of(call).path("andWait").has(call.operationId()));
            assertThat(scenarios.stream()
                            .filter(scenario -> scenario.call() == call)
                            .map(Scenario::form)
                            .distinct())
                    .as(call.toString())
                    .hasSize(expected);
        }
        int each = EVERYTHING ? ends(WITH).size() + 1 : SHARE;
        assertThat(ends(WITH)).hasSameSizeAs(ends(WITHOUT)).hasSizeGreaterThan(34);
        assertThat(scenarios).hasSizeGreaterThanOrEqualTo(forms * each).doesNotHaveDuplicates();
        if (EVERYTHING) {
            assertThat(scenarios).hasSize(forms * each);
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

    /** Which ends each form of this operation meets; returns the number of forms. */
    private int plan(DocumentedCall call, List<Scenario> scenarios) {
        boolean secret = hasSecret(call);
        List<CallForms.CallForm> forms = CallForms.of(call, any(call));
        ends.put(AFTERWARDS + call, () -> made(call));
        for (int i = 0; i < forms.size(); i++) {
            boolean sent = secret && !forms.get(i).afterwards(); // a poll does not know what was sent before it
            List<String> all = ends(sent ? WITH : WITHOUT);
            boolean every = EVERYTHING || (secret && i == 0);
            for (int j = 0; j < (every ? all.size() : SHARE); j++) {
                // a share that is another one for each form, so that each build has each end many times
                int which = every ? j : Math.floorMod(call.toString().hashCode() + 7 * i + j, all.size());
                scenarios.add(new Scenario(call, forms.get(i), all.get(which)));
            }
            if (every || i == Math.floorMod(call.toString().hashCode(), forms.size())) {
                // a success goes on with a poll, which does not know it either
                boolean known = sent && !forms.get(i).name().endsWith("AndWait");
                scenarios.add(new Scenario(call, forms.get(i), mistyped(call, known)));
            }
        }
        return forms.size();
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

    /** What has the name of a thing that is to exist is told with its fields, which are the server's words. */
    @Test
    void whatIsNotAdoptedIsToldWithoutSecrets() throws Exception {
        // the list does not know what the create would send, and the test of all calls is to find no such line
        ch.qos.logback.classic.Logger bodies =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.github.scpsdk.bodies");
        bodies.setLevel(Level.OFF);
        try {
            assertIsToldWithoutSecrets();
        } finally {
            bodies.setLevel(null);
        }
    }

    private void assertIsToldWithoutSecrets() throws Exception {
        String echo = "\"" + MarkedSecrets.json(MarkedSecrets.echo(true)) + "\"";
        String volume = "{\"id\": Q, \"name\": \"my_volume\", \"protocol\": Q, \"type_name\": Q, \"state\": \"error\"}"
                .replace("Q", echo);
        try (MockWebServer lists = new MockWebServer()) {
            lists.start();
            for (int i = 0; i < 2; i++) {
                lists.enqueue(response(
                        new Echo(WITH, "", "x"),
                        200,
                        "application/json",
                        "{\"count\": 1, \"filestorages\": [" + volume + "]}"));
            }
            try (FileStorageClient files = FileStorageClient.builder()
                    .endpointOverride(lists.url("/").uri())
                    .credentials(MarkedSecrets.KEYS)
                    .build()) {
                VolumeCreateRequest request = VolumeCreateRequest.builder()
                        .name("my_volume")
                        .protocol("CIFS")
                        .typeName("HDD")
                        .cifsPassword(MarkedSecrets.PASSWORD)
                        .build();
                for (FileStorageClient view : List.of(files, files.withOptions(o -> o.maxAttempts(1)))) {
                    NotAdoptableException refusal =
                            assertThrows(NotAdoptableException.class, () -> view.createVolumeIfAbsent(request));
                    assertThat(refusal).hasMessageContaining("state is error").hasMessageContaining("type_name is");
                    assertThat(MarkedSecrets.shows(refusal.getMessage()))
                            .as(refusal.getMessage())
                            .isFalse();
                    assertThat(MarkedSecrets.shows(refusal.ids().toString())).isFalse();
                }
            }
        }
    }

    @Test
    void wouldBeSeen() {
        for (String part : MarkedSecrets.echo(true).split(" \\| ", -1)) {
            assertThat(part.isEmpty() || MarkedSecrets.shows(part)).as(part).isTrue();
        }
        assertThat(MarkedSecrets.shows("KL4sNdW5l4ea3M86fY11HkQss2crAOARf3ov32EzAmY="))
                .isTrue();
        assertThat(MarkedSecrets.shows("nothing at all")).isFalse();
    }

    private static boolean hasSecret(DocumentedCall call) {
        return call.bodyToSend() != null && Json.read(call.bodyToSend()).has("cifs_password");
    }

    /** A machine that stands still for a moment may use up the time of a wait before its first poll: that one waits again, for longer. */
    private void run(Scenario scenario) throws Exception {
        met.incrementAndGet();
        Duration limit = Duration.ofMillis(25);
        while (!run(scenario, limit)) {
            limit = limit.multipliedBy(10);
            assertThat(limit).as("%s sends no request", scenario).isLessThan(Duration.ofMinutes(1));
        }
    }

    /** Returns whether a request was sent. */
    private boolean run(Scenario scenario, Duration limit) throws Exception {
        DocumentedCall call = scenario.call();
        String where = scenario.toString();
        AtomicInteger attempts = new AtomicInteger();
        try (GeneratedClient client = client(call, scenario.end(), listener)) {
            JsonNode body = body(call, client);
            GeneratedClient view = view(client, scenario, attempts);
            GeneratedClient side = scenario.form().async() ? view.async() : view;
            secrets.check(where + " view", side);
            boolean itsOwn = scenario.end().startsWith(OWN); // where the response is what the caller asked for
            WaitOptions waiting = WaitOptions.builder()
                    .interval(Duration.ofMillis(1))
                    .limit(limit)
                    .onState(progress -> secrets.search(where + " progress", progress))
                    .build();
            secrets.check(where + " wait options", waiting);
            Object result = scenario.form().invocation().through(side, body, waiting, seen -> {
                if (!itsOwn) {
                    secrets.search(where + " on the way", seen);
                }
            });
            if (result instanceof CompletableFuture<?> future) {
                result = end(where, future);
            }
            count("success");
            if (!itsOwn) {
                secrets.search(where, result);
            }
        } catch (Exception e) {
            caught(where, e);
        }
        return attempts.get() > 0;
    }

    /** A view with all that can be set for some calls; its listener comes on top of those of the client. */
    private GeneratedClient view(GeneratedClient client, Scenario scenario, AtomicInteger attempts) {
        CallOptions.Builder builder = CallOptions.builder()
                .header(WAY, scenario.form().afterwards() ? AFTERWARDS + scenario.call() : "straight")
                .listener(new CallListener() {
                    @Override
                    public void onAttempt(Call call, Attempt attempt) {
                        attempts.incrementAndGet();
                    }
                })
                .onResponse(response -> {
                    answered.incrementAndGet();
                    secrets.search("response of " + scenario, response);
                })
                .onRawResponse(response -> {
                    secrets.check("raw response of " + scenario, response);
                    secrets.search("raw response of " + scenario, response.info());
                });
        secrets.check("builder of options", builder);
        CallOptions options = builder.build();
        secrets.check("options", options);
        return client.withOptions(options);
    }

    /** What a future comes to, after a poll at all that shows it. */
    private @Nullable Object end(String where, CompletableFuture<?> future) throws Exception {
        CompletableFuture<?> stage = future.thenApply(Function.identity());
        try {
            Object result = future.get(60, TimeUnit.SECONDS);
            secrets.check(where + " future", future);
            return result;
        } catch (ExecutionException e) {
            secrets.check(where + " future", future);
            secrets.search(where + " get", e);
            secrets.search(where + " join", assertThrows(CompletionException.class, stage::join));
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
        secrets.search(where, failure);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        secrets.check(where + " printed", trace);
    }

    /** Every path argument and every text of the body is a secret that cannot be sent. */
    private void refuse(DocumentedCall call) {
        GeneratedClient client = client(call, WITHOUT + "400-page", listener);
        Method operation = client.operation(call.operationId());
        try {
            client.call(
                    operation,
                    ParameterValues.of(call, "path").keySet().stream()
                            .map(name -> MarkedSecrets.PASSWORD + "\r\n\ud800")
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
            assertThat(called.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(outcomes).containsKey(ScpInterruptedException.class.getSimpleName());
    }

    /** A request that no operation describes, with a secret that only the name of its field gives away. */
    private void raw(DocumentedCall call, String end) {
        RawRequest request = RawRequest.post("/v9/things/{thing_id}", "t-1")
                .query("kind", "new")
                .json(JsonValue.of(
                        Map.of("name", "thing", "auth", Map.of("newPasswords", List.of(MarkedSecrets.PASSWORD)))));
        secrets.check("raw request", request);
        try (GeneratedClient client = client(call, end, listener)) {
            RawResponse response = client.scp().raw(request);
            secrets.check("raw response", response);
            secrets.search("raw response", response.info());
            secrets.check("statistics", client.scp().statistics());
            count("success");
        } catch (Exception e) {
            caught("raw " + end, e);
        }
    }

    private void cancel(DocumentedCall call) throws Exception {
        int before = server.getRequestCount();
        CountDownLatch ended = new CountDownLatch(1);
        CallListener waiting = new CallListener() {
            @Override
            public void onEnd(Call which, End end) {
                secrets.search("end of a cancelled " + which, end);
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
            secrets.check("cancelled future", future);
            CancellationException cancelled = assertThrows(CancellationException.class, future::join);
            count(cancelled.getClass().getSimpleName());
            secrets.search("cancelled", cancelled);
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
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
                call.service(), call.version(), server.url("/kr-west1").uri(), MarkedSecrets.KEYS, builder -> {
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
                    secrets.check("builder", builder);
                });
        secrets.check("client", client);
        secrets.search("endpoint", client.scp().endpoint());
        return client;
    }

    /** The documented body, with the password where there is a place for one. */
    private @Nullable JsonNode body(DocumentedCall call, GeneratedClient client) {
        JsonNode body = call.bodyToSend() == null ? null : Json.read(call.bodyToSend());
        if (body instanceof ObjectNode object && object.has("cifs_password")) {
            object.put("cifs_password", MarkedSecrets.PASSWORD);
            Class<?>[] types = client.operation(call.operationId()).getParameterTypes();
            Object request = Json.MAPPER.convertValue(body, types[types.length - 1]);
            secrets.search(call + " request", request);
            try {
                secrets.search(
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
                    object.put(field.getKey(), MarkedSecrets.PASSWORD + "\ud800");
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
        Echo echo = new Echo("", MarkedSecrets.echo(password), MarkedSecrets.echoForHeader(password));
        String end = OWN + password + "-" + call;
        JsonNode response = call.responses().isEmpty()
                ? Json.MAPPER.createObjectNode()
                : Json.read(call.responses().values().iterator().next());
        mistype(response, echo.text());
        ends.put(end, () -> response(echo, 200, "application/json", response.toString()));
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
