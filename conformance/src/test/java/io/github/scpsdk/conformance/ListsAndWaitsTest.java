// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.scpsdk.core.AsyncPaginator;
import io.github.scpsdk.core.Page;
import io.github.scpsdk.core.Paginator;
import io.github.scpsdk.core.ScpWaitFailedException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.emulator.Call;
import io.github.scpsdk.emulator.Responder;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.ScpEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Every paginator, every waiter and every operation with a wait behind it, of every version, as {@code service.yaml} says; of the client that blocks
 * and of the one that does not.
 */
class ListsAndWaitsTest {

    private static final int ITEMS = 7;
    private static final int SIZE = 3;
    private static final String ID = "id-1";

    private static final WaitOptions QUICK = WaitOptions.builder()
            .interval(Duration.ofMillis(1))
            .limit(Duration.ofMinutes(1))
            .build();

    private static ScpEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = ScpEmulator.builder().replaying().strictRequests().start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    // ----- paginators -----

    @TestFactory
    Stream<DynamicTest> everyPaginatorWalksToTheEnd() {
        return cases("paging", (client, call, paging) -> {
            String first = paging.get("identity").get(0).textValue();
            String items = paging.get("items").textValue();
            emulator.respondWith(asked -> page(asked, paging, items, first));
            emulator.clearRequests();
            Object list = client.call(
                    client.derived(call.operationId() + "Paginator"),
                    List.copyOf(ParameterValues.of(call, "path").values()),
                    name -> switch (name) {
                        case "offset", "page", "marker" -> null;
                        case "limit", "size" -> String.valueOf(SIZE);
                        default -> ParameterValues.of(call, "query").get(name);
                    },
                    null);
            assertThat(emulator.requests()).isEmpty();

            Set<Object> seen = new HashSet<>();
            walk(list, seen::add, page -> true);
            assertThat(seen).hasSize(ITEMS);
            assertThat(emulator.requests()).hasSize(3);

            emulator.clearRequests();
            walk(list, item -> {}, page -> false);
            assertThat(emulator.requests()).hasSize(1);
        });
    }

    /** Over all pages, unless a page is enough. */
    private static void walk(Object list, Consumer<Object> item, Predicate<Page<?>> goOn) throws Exception {
        if (list instanceof Paginator<?> paginator) {
            paginator
                    .pageStream()
                    .takeWhile(page -> {
                        page.items().forEach(item);
                        return goOn.test(page);
                    })
                    .forEach(page -> {});
        } else {
            ((AsyncPaginator<?>) list)
                    .forEachPage(page -> {
                        page.items().forEach(item);
                        return goOn.test(page);
                    })
                    .get(60, TimeUnit.SECONDS);
        }
    }

    private static Response page(Call asked, JsonNode paging, String items, String identity) {
        String style = paging.get("style").textValue();
        int from = switch (style) {
            case "limit-offset" -> number(asked, "offset");
            case "page-size" -> number(asked, "page") * SIZE;
            default -> number(asked, "marker");
        };
        ObjectNode body = (ObjectNode) documented(asked);
        JsonNode item = body.get(items).get(0);
        var list = body.putArray(items);
        for (int i = from; i < Math.min(from + SIZE, ITEMS); i++) {
            ObjectNode copy = item.deepCopy();
            list.add(copy.put(identity, "item-" + i));
        }
        if (paging.has("total")) {
            body.put(paging.get("total").textValue(), ITEMS);
        } else {
            body.put(paging.get("more").textValue(), from + SIZE < ITEMS);
            body.put(paging.get("marker").textValue(), String.valueOf(from + SIZE));
        }
        return Response.json(200, body.toString());
    }

    private static int number(Call asked, String name) {
        List<String> values = asked.query().getOrDefault(name, List.of());
        return values.isEmpty() ? 0 : Integer.parseInt(values.get(0));
    }

    // ----- waiters -----

    @TestFactory
    Stream<DynamicTest> everyWaiterReachesWhatItWaitsFor() {
        return waiters((client, waiter, name) -> {
            emulator.respondWith(polls(waiter, "being polished", reached(waiter)));
            emulator.clearRequests();

            Object shown = wait(client, name);

            assertThat(shown == null).isEqualTo(waiter.has("gone"));
            assertThat(emulator.requests()).hasSize(waiter.has("details") ? 4 : 2);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyWaiterEndsInAStateThatIsFinal() {
        return waiters((client, waiter, name) -> {
            for (JsonNode state : waiter.path("failed")) {
                emulator.respondWith(polls(waiter, "being polished", state.textValue()));
                assertThatThrownBy(() -> wait(client, name))
                        .isInstanceOf(ScpWaitFailedException.class)
                        .hasMessageContaining(name + ": waiting for " + ID)
                        .hasMessageContaining("it is in state " + state.textValue());
            }
            for (JsonNode state : waiter.path("failedOnceChanged")) {
                emulator.respondWith(polls(waiter, state.textValue(), "being deleted", state.textValue()));
                assertThatThrownBy(() -> wait(client, name)).isInstanceOf(ScpWaitFailedException.class);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyOperationWaitsForWhatItBringsAbout() {
        return cases("andWait", (client, call, andWait) -> {
            JsonNode waiter =
                    service(call).get("waiters").get(andWait.get("waiter").textValue());
            emulator.clearRequests();
            AtomicBoolean called = new AtomicBoolean();
            JsonNode sent = call.bodyToSend() == null ? Json.MAPPER.nullNode() : Json.read(call.bodyToSend());
            emulator.respondWith(asked -> {
                if (asked.operation().equals(call.operationId())) {
                    called.set(true);
                    return made(asked, andWait);
                }
                String state = waiter.has("latest") && !called.get() ? "" : reached(waiter);
                return asAsked(poll(asked, waiter, id(call, waiter, andWait), state), waiter, andWait, sent);
            });
            Object shown = client.call(
                    client.derived(call.operationId() + "AndWait"),
                    List.copyOf(ParameterValues.of(call, "path").values()),
                    ParameterValues.of(call, "query")::get,
                    call.bodyToSend() == null ? null : Json.read(call.bodyToSend()));

            assertThat(shown == null).isEqualTo(waiter.has("gone"));
            assertThat(emulator.requests()).hasSize(waiter.has("details") ? 4 : waiter.has("latest") ? 3 : 2);
            if (waiter.has("show")) {
                assertThat(emulator.requests().get(1).target()).contains(id(call, waiter, andWait));
            }
        });
    }

    /** The documented response, with an id where the example has none. */
    private static Response made(Call asked, JsonNode andWait) {
        if (!andWait.has("id")) {
            return asked.documented();
        }
        ObjectNode body = (ObjectNode) documented(asked);
        set(body, andWait.get("id").textValue(), ID);
        return Response.json(asked.documented().status(), body.toString());
    }

    /** What the operation is about: the response says it, or the end of its path. */
    private static String id(DocumentedCall call, JsonNode waiter, JsonNode andWait) {
        if (andWait.has("id") || waiter.has("latest")) {
            return ID;
        }
        Map<String, String> given = new HashMap<>(ParameterValues.of(call, "query"));
        given.putAll(ParameterValues.of(call, "path"));
        String name = waiter.has("id")
                ? waiter.get("id").textValue()
                : waiter.has("match")
                        ? waiter.get("match").elements().next().textValue()
                        : lastOf(new ArrayList<>(ParameterValues.of(polling(call, waiter), "path")
                                .keySet()));
        return given.get(name);
    }

    /** The operation that shows what is waited for. */
    private static DocumentedCall polling(DocumentedCall call, JsonNode waiter) {
        String operation = waiter.path("show").asText(waiter.path("list").asText());
        return DocumentedCall.all().stream()
                .filter(other -> other.service().equals(call.service())
                        && other.version().equals(call.version())
                        && other.operationId().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    /** What is waited for shows what the operation was to bring about. */
    private static Response asAsked(Response shown, JsonNode waiter, JsonNode andWait, JsonNode sent) {
        if (!andWait.has("shows") && !andWait.has("lacks")) {
            return shown;
        }
        JsonNode body = parsed(shown.body());
        JsonNode root = waiter.has("latest") ? body.get(waiter.get("items").textValue()) : body;
        andWait.path("shows").properties().forEach(entry -> put(root, entry.getKey(), at(sent, entry.getValue())));
        andWait.path("lacks").properties().forEach(entry -> put(root, entry.getKey(), List.of()));
        return Response.json(shown.status(), body.toString());
    }

    private static List<JsonNode> at(JsonNode sent, JsonNode path) {
        List<JsonNode> values = List.of(sent);
        for (String name : path.textValue().split("\\.", -1)) {
            values = values.stream()
                    .map(value -> value.get(name))
                    .flatMap(value ->
                            value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value))
                    .toList();
        }
        return values;
    }

    /** Puts the values to the end of a path; a list on the way gets an element for each. */
    private static void put(JsonNode into, String path, List<JsonNode> values) {
        if (into.isArray()) {
            into.forEach(element -> put(element, path, values));
            return;
        }
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        if (dot < 0) {
            ((ObjectNode) into).set(name, values.get(0));
        } else if (into.get(name).isArray()) {
            var list = ((ObjectNode) into).putArray(name);
            values.forEach(value -> list.addObject().set(path.substring(dot + 1), value));
        } else {
            put(into.get(name), path.substring(dot + 1), values);
        }
    }

    private static String reached(JsonNode waiter) {
        return waiter.has("gone")
                ? ""
                : waiter.get("reached").get(0).textValue().toLowerCase(Locale.ROOT);
    }

    /** One state for each poll, the last one for all further; nothing there any more where it is empty. */
    private static Responder polls(JsonNode waiter, String... states) {
        AtomicInteger next = new AtomicInteger();
        return asked -> {
            boolean onTheWay = waiter.has("details")
                    && asked.operation().equals(waiter.get("list").textValue());
            int now = onTheWay ? next.get() : next.getAndIncrement();
            return poll(asked, waiter, ID, states[Math.min(now, states.length - 1)]);
        };
    }

    private static Response poll(Call asked, JsonNode waiter, String id, String state) {
        if (waiter.has("show") && state.isEmpty()) {
            return Response.error(404, "NotFound", List.of("no such thing"));
        }
        ObjectNode body = (ObjectNode) documented(asked);
        if (waiter.has("show")
                || asked.operation().equals(waiter.path("details").asText())) {
            set(body, waiter.get("state").textValue(), state);
            return Response.json(200, body.toString());
        }
        String items = waiter.get("items").textValue();
        ObjectNode item = body.get(items).isEmpty()
                ? Json.MAPPER.createObjectNode()
                : body.get(items).get(0).deepCopy();
        var list = body.putArray(items);
        boolean stateless = !waiter.has("state");
        boolean unseen = stateless && state.equals("being polished") != waiter.has("gone");
        if (!state.isEmpty() && !unseen) {
            if (waiter.has("match")) {
                item.put(waiter.get("match").fieldNames().next(), id);
            }
            if (!stateless && !waiter.has("details")) {
                set(item, waiter.get("state").textValue(), state);
            }
            list.add(item);
        }
        return Response.json(200, body.toString());
    }

    private static void set(ObjectNode body, String path, String value) {
        String[] names = path.split("\\.", -1);
        ObjectNode at = body;
        for (int i = 0; i + 1 < names.length; i++) {
            at = (ObjectNode) at.get(names[i]);
        }
        String last = names[names.length - 1];
        if (at.get(last).isBoolean()) {
            at.put(last, !value.equals("false"));
        } else {
            at.put(last, value);
        }
    }

    private static Object wait(GeneratedClient client, String name) throws Exception {
        Object waiters = client.waiters();
        Method method = Arrays.stream(waiters.getClass().getInterfaces())
                .map(type -> GeneratedClient.derived(type, name))
                .findFirst()
                .orElseThrow();
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == String.class ? ID : QUICK)
                .toArray();
        return GeneratedClient.invoke(method, waiters, arguments);
    }

    // ----- cases -----

    private interface Case {
        void run(GeneratedClient client, DocumentedCall call, JsonNode data) throws Exception;
    }

    private interface WaiterCase {
        void run(GeneratedClient client, JsonNode waiter, String name) throws Exception;
    }

    /** Each operation of each version that has an entry in this section. */
    private static Stream<DynamicTest> cases(String section, Case test) {
        return DocumentedCall.all().stream()
                .filter(call -> service(call).path(section).has(call.operationId()))
                .flatMap(call -> throughBoth(
                        call,
                        call.toString(),
                        client -> test.run(
                                client, call, service(call).get(section).get(call.operationId()))));
    }

    /** Each waiter of each version. */
    private static Stream<DynamicTest> waiters(WaiterCase test) {
        return DocumentedCall.all().stream()
                .flatMap(call -> service(call).get("waiters").properties().stream()
                        .filter(waiter -> call.operationId()
                                .equals(waiter.getValue()
                                        .path("show")
                                        .asText(waiter.getValue().path("list").asText())))
                        .flatMap(waiter -> throughBoth(
                                call,
                                call.service() + "/" + call.version() + "/" + waiter.getKey(),
                                client -> test.run(client, waiter.getValue(), waiter.getKey()))));
    }

    /** By the client that blocks, and by the one that does not. */
    private static Stream<DynamicTest> throughBoth(
            DocumentedCall call, String name, ThrowingConsumer<GeneratedClient> test) {
        return Stream.of(
                DynamicTest.dynamicTest(name, () -> {
                    try (GeneratedClient client = client(call)) {
                        test.accept(client);
                    }
                }),
                DynamicTest.dynamicTest(name + " async", () -> {
                    try (GeneratedClient client = client(call)) {
                        test.accept(client.async());
                    }
                }));
    }

    private static GeneratedClient client(DocumentedCall call) {
        return GeneratedClient.of(
                call.service(), call.version(), emulator.endpoint("kr-west1"), Platform.KEYS, builder -> {});
    }

    private static JsonNode documented(Call asked) {
        return parsed(asked.documented().body());
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Map<String, JsonNode> SERVICES = new ConcurrentHashMap<>();

    private static JsonNode service(DocumentedCall call) {
        return SERVICES.computeIfAbsent(call.service(), name -> {
            try {
                return new YAMLMapper()
                        .readTree(Path.of("../api", name, "service.yaml").toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static <T> T lastOf(List<T> list) {
        return list.get(list.size() - 1);
    }
}
