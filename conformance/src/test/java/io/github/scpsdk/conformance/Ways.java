// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.core.AsyncPaginator;
import io.github.scpsdk.core.Paginator;
import io.github.scpsdk.core.WaitOptions;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that a client has by which a request of one operation may be sent: its methods, what pages and what waits, blocking and not. Found on the
 * generated types by the names that {@code service.yaml} gives, so that what is generated one day is taken along.
 */
final class Ways {

    /** What a way goes through besides the operation: everything that it makes on the way is shown to the sink. */
    interface Go {
        @Nullable
        Object through(GeneratedClient client, @Nullable JsonNode body, WaitOptions waiting, Consumer<Object> sink)
                throws Exception;
    }

    /**
     * One way.
     *
     * @param name of the method
     * @param async whether it is one of the asynchronous client
     * @param afterwards whether the operation is to succeed, and what is looked at afterwards to end badly
     * @param go goes it; returns the result, or its future
     */
    record Way(String name, boolean async, boolean afterwards, Go go) {

        @Override
        public String toString() {
            return (async ? "async " : "") + name;
        }
    }

    private Ways() {}

    static List<Way> of(DocumentedCall call, GeneratedClient blocking) {
        List<Way> ways = new ArrayList<>();
        for (boolean async : new boolean[] {false, true}) {
            GeneratedClient client = async ? blocking.async() : blocking;
            String operation = call.operationId();
            JsonNode service = ServiceData.of(call);
            ways.add(new Way(
                    operation,
                    async,
                    false,
                    (at, body, waiting, sink) -> begin(call, at, at.operation(operation), body, waiting)));
            if (service.path("paging").has(operation)) {
                String name = operation + "Paginator";
                ways.add(new Way(
                        name,
                        async,
                        false,
                        (at, body, waiting, sink) -> walk(begin(call, at, at.derived(name), body, waiting), sink)));
                ways.add(new Way(
                        name + " by pages",
                        async,
                        false,
                        (at, body, waiting, sink) -> pages(begin(call, at, at.derived(name), body, waiting), sink)));
            }
            String andWait = operation + "AndWait";
            if (client.has(andWait)) {
                Go go = (at, body, waiting, sink) -> begin(call, at, at.derived(andWait), body, waiting);
                ways.add(new Way(andWait, async, false, go));
                ways.add(new Way(andWait + ", looking", async, true, go));
            }
            for (Map.Entry<String, JsonNode> waiter : service.path("waiters").properties()) {
                String poll = waiter.getValue()
                        .path("show")
                        .asText(waiter.getValue().path("list").asText());
                if (poll.equals(operation) && client.has("waiters")) {
                    ways.add(new Way(
                            waiter.getKey(),
                            async,
                            false,
                            (at, body, waiting, sink) -> waitFor(at, waiter.getKey(), waiting, sink)));
                }
            }
        }
        return ways;
    }

    private static @Nullable Object begin(
            DocumentedCall call, GeneratedClient client, Method method, @Nullable JsonNode body, WaitOptions waiting)
            throws Exception {
        return client.begin(
                method,
                List.copyOf(ParameterValues.of(call, "path").values()),
                Platform.requiredQuery(call)::get,
                body,
                waiting);
    }

    private static @Nullable Object walk(@Nullable Object paginator, Consumer<Object> sink) {
        sink.accept(paginator);
        if (paginator instanceof AsyncPaginator<?> async) {
            return async.forEach(sink);
        }
        ((Paginator<?>) paginator).forEach(sink);
        return null;
    }

    private static @Nullable Object pages(@Nullable Object paginator, Consumer<Object> sink) {
        if (paginator instanceof AsyncPaginator<?> async) {
            CompletableFuture<?> end = async.forEachPage(page -> {
                sink.accept(page);
                return true;
            });
            return end;
        }
        ((Paginator<?>) paginator).pages().forEach(sink);
        return null;
    }

    private static @Nullable Object waitFor(
            GeneratedClient client, String name, WaitOptions waiting, Consumer<Object> sink) throws Exception {
        Object waiters = client.waiters();
        sink.accept(waiters);
        Method method =
                GeneratedClient.derived(client.type().getMethod("waiters").getReturnType(), name);
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == String.class ? "id-1" : waiting)
                .toArray();
        return GeneratedClient.begin(method, waiters, arguments);
    }
}
