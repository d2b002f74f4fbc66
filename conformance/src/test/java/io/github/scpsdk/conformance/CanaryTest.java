package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpValidationException;
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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Every operation of every version meets every kind of end, with marked secrets in keys, token, password and in all that the server says, and with
 * everything logged that can be. Nothing that a program can see shows one: no line of a log, no event, no exception, no thread's name, no output.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {

    private static final int THREADS = 8;

    /** In each build every operation meets its share of all ends; those that carry a secret, and with this switch all, meet every one. */
    private static final boolean EVERYTHING = Boolean.getBoolean("canary.everything");

    private static final int SHARE = 2;

    private final Canaries canaries = new Canaries();
    private final MockWebServer server = new MockWebServer();
    private final Map<String, Supplier<MockResponse>> ends = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger logged = new AtomicInteger();
    private final AtomicInteger loggedByOkHttp = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger met = new AtomicInteger();

    /** What the server says: nobody can know a secret that it was not sent with the call. */
    private record Echo(String kind, String text, String header) {}

    private static final String WITH = "with-password-";
    private static final String WITHOUT = "without-password-";
    private static final int KINDS = 39; // of each

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
            canaries.look(where, event.getFormattedMessage());
            canaries.look(where + " pattern", event.getMessage());
            canaries.look(where + " arguments", Arrays.toString(event.getArgumentArray()));
            canaries.look(where + " MDC", event.getMDCPropertyMap());
            canaries.look(where + " key values", event.getKeyValuePairs());
            canaries.look(where + " markers", event.getMarkerList());
            canaries.look(where + " thread", event.getThreadName());
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                canaries.look(where + " exception", ThrowableProxyUtil.asString(thrown));
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
            canaries.look("log " + event.getLoggerName(), event.getMessage());
            canaries.look("log " + event.getLoggerName() + " parameters", Arrays.toString(event.getParameters()));
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
            canaries.look("thread", Thread.currentThread().getName());
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

        prepareEnds(new Echo(WITH, Canaries.echo(true), Canaries.echoForHeader(true)));
        prepareEnds(new Echo(WITHOUT, Canaries.echo(false), Canaries.echoForHeader(false)));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return ends.get(request.getHeaders().get("Accept-Language")).get();
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
        server.close();
    }

    /** How a call can end, by a name that the client sends as its language, since nothing else says to the server what the test wants. */
    private void prepareEnds(Echo said) {
        String quoted = "\"" + Canaries.json(said.text()) + "\"";
        String service = echoing(
                said,
                "{\"errors\":[{\"code\":Q,\"title\":Q,\"status\":Q,\"detail\":[Q,{\"a\":[Q]}],\"request_id\":Q,"
                        + "\"global_request_id\":Q,\"links\":[],\"related_resources\":[],\"response\":{Q:[Q,{\"x\":Q}]}},[Q]]}");
        String gateway = echoing(said, "{\"timestamp\":Q,\"path\":Q,\"status\":404,\"error\":Q,\"requestId\":Q}");
        String page = "<html><head><title>" + said.text() + "</title></head><body class='" + said.text() + "'>"
                + said.text() + "</body></html>";
        for (int status : new int[] {400, 401, 403, 404, 409, 422, 429, 500, 503}) {
            ends.put(said.kind() + status + "-service", () -> answer(said, status, "application/json", service));
            ends.put(said.kind() + status + "-gateway", () -> answer(said, status, "application/json", gateway));
            ends.put(said.kind() + status + "-page", () -> answer(said, status, "text/html", page));
        }
        ends.put(said.kind() + "307-redirect", () -> answer(said, 307, "text/plain", said.text()));
        ends.put(
                said.kind() + "418-broken",
                () -> answer(said, 418, "application/json", service.substring(0, service.length() - 9)));
        ends.put(
                said.kind() + "500-cut",
                () -> answer(
                                said,
                                500,
                                "text/plain",
                                (said.kind().equals(WITH) ? Canaries.PASSWORD : Canaries.SECRET_KEY).substring(0, 20))
                        .newBuilder()
                        .setHeader("Content-Length", "9999")
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build());
        ends.put(said.kind() + "200-broken", () -> answer(said, 200, "application/json", "{\"name\": " + said.text()));
        ends.put(said.kind() + "200-page", () -> answer(said, 200, said.header(), page));
        ends.put(said.kind() + "200-list", () -> answer(said, 200, "application/json", "[" + quoted + "]"));
        ends.put(
                said.kind() + "200-deep",
                () -> answer(said, 200, "application/json", "{\"x\":" + "[".repeat(99) + quoted));
        ends.put(
                said.kind() + "200-twice",
                () -> answer(said, 200, "application/json", "{Q:1,Q:2}".replace("Q", quoted)));
        ends.put(
                said.kind() + "200-cut",
                () -> answer(said, 200, "application/json", "{\"name\":" + quoted)
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
    private static String echoing(Echo said, String template) {
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

    private MockResponse answer(Echo said, int status, String type, String body) {
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
    @Timeout(600)
    void showsNoSecret() throws Exception {
        List<DocumentedCall> calls = DocumentedCall.all();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                DocumentedCall call = calls.get(i);
                boolean secret = hasSecret(call);
                List<String> all = List.copyOf(ends.keySet()).stream()
                        .filter(end -> end.startsWith(secret ? WITH : WITHOUT))
                        .toList();
                List<String> some = new ArrayList<>();
                for (int j = 0; j < (EVERYTHING || secret ? all.size() : SHARE); j++) {
                    some.add(all.get((i * SHARE + j) % all.size()));
                }
                done.add(threads.submit(() -> {
                    for (String end : some) {
                        meet(call, end);
                    }
                    meet(call, mistyped(call, secret));
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

        canaries.look("credentials", Canaries.KEYS);
        Thread.getAllStackTraces().keySet().forEach(thread -> canaries.look("thread", thread.getName()));
        canaries.look("output", printed.toString(StandardCharsets.UTF_8));
        assertThat(canaries.found().stream().limit(5)).isEmpty();

        // and all of that did happen
        assertThat(calls).hasSize(348);
        assertThat(met).hasValueGreaterThan((EVERYTHING ? KINDS : SHARE) * calls.size());
        assertThat(logged).hasValueGreaterThan(3 * calls.size());
        assertThat(loggedByOkHttp).hasPositiveValue();
        assertThat(told).hasValueGreaterThan(3 * calls.size());
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
                        "ScpDecodingException",
                        "ScpTimeoutException",
                        "ScpValidationException",
                        "ScpInterruptedException",
                        "OutcomeUnknownException",
                        "success")
                .hasSizeGreaterThan(14);
        assertThat(ends.keySet().stream().filter(end -> end.startsWith(WITHOUT)))
                .hasSize(KINDS);
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

    private void meet(DocumentedCall call, String end) {
        met.incrementAndGet();
        GeneratedClient client = client(call, end);
        JsonNode body = body(call, client);
        try {
            Object result = client.call(
                    client.operation(call.operationId()),
                    List.copyOf(ParameterValues.of(call, "path").values()),
                    Platform.requiredQuery(call)::get,
                    body);
            count("success");
            if (!end.equals("200-" + call)) { // where the answer is what the caller asked for
                canaries.search(call + " " + end, result);
            }
        } catch (Exception e) {
            caught(call + " " + end, e);
        }
        client.close();
    }

    private void caught(String where, Throwable failure) {
        count(failure.getClass().getSimpleName());
        assertThat(failure).as(where).isInstanceOf(ScpException.class);
        canaries.search(where, failure);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        canaries.look(where + " printed", trace);
    }

    /** Every path argument and every text of the body is a secret that cannot be sent. */
    private void refuse(DocumentedCall call) {
        GeneratedClient client = client(call, WITHOUT + "400-page");
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
        String end = "hang";
        ends.put(end, ends.get(WITHOUT + "stall")); // and no limit that ends it first
        int before = server.getRequestCount();
        Thread thread = new Thread(() -> meet(call, end));
        thread.start();
        while (server.getRequestCount() == before) {
            Thread.sleep(1);
        }
        thread.interrupt();
        thread.join();
        assertThat(outcomes).containsKey(ScpInterruptedException.class.getSimpleName());
    }

    private void count(String outcome) {
        outcomes.computeIfAbsent(outcome, key -> new AtomicInteger()).incrementAndGet();
    }

    private GeneratedClient client(DocumentedCall call, String end) {
        GeneratedClient client = GeneratedClient.of(
                call.service(), call.version(), server.url("/kr-west1").uri(), Canaries.KEYS, builder -> {
                    builder.accountId("conformance")
                            .language(end)
                            .listener(listener)
                            .retryPolicy(RetryPolicy.builder()
                                    .maxAttempts(2)
                                    .baseDelay(Duration.ZERO)
                                    .throttlingBaseDelay(Duration.ZERO)
                                    .build())
                            .attemptTimeout(Duration.ofMillis(end.endsWith("-stall") ? 40 : 60_000))
                            .timeout(Duration.ofMillis(end.endsWith("-stall") ? 60 : 90_000));
                    canaries.look("builder", builder);
                });
        canaries.look("client", client);
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
        Echo said = new Echo("", Canaries.echo(password), Canaries.echoForHeader(password));
        String end = "200-" + call;
        JsonNode answer = call.responses().isEmpty()
                ? Json.MAPPER.createObjectNode()
                : Json.read(call.responses().values().iterator().next());
        mistype(answer, said.text());
        ends.put(end, () -> answer(said, 200, "application/json", answer.toString()));
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
