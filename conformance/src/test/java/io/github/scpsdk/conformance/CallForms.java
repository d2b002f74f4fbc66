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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which a client calls one operation: its methods, paginators and waiters, and what lists for it, blocking and not. They are found on the generated types by
 * the names that {@code service.yaml} gives, so that a form that is generated one day is called too.
 */
final class CallForms {

    /** Calls the operation. Everything that a caller gets to see on the way is shown to the sink. */
    interface Invocation {
        @Nullable
        Object through(GeneratedClient client, @Nullable JsonNode body, WaitOptions waiting, Consumer<Object> sink)
                throws Exception;
    }

    /**
     * One form.
     *
     * @param name of the method
     * @param async whether it is one of the asynchronous client
     * @param afterwards whether the operation is to succeed, and the poll after it, or the list before, to end badly
     * @param invocation calls it; returns the result, or its future
     */
    record CallForm(String name, boolean async, boolean afterwards, Invocation invocation) {

        @Override
        public String toString() {
            return (async ? "async " : "") + name;
        }
    }

    private CallForms() {}

    static List<CallForm> of(DocumentedCall call, GeneratedClient blocking) {
        List<CallForm> forms = new ArrayList<>();
        for (boolean async : new boolean[] {false, true}) {
            GeneratedClient client = async ? blocking.async() : blocking;
            String operation = call.operationId();
            JsonNode service = ServiceData.of(call);
            forms.add(new CallForm(
                    operation,
                    async,
                    false,
                    (at, body, waiting, sink) -> begin(call, at, at.operation(operation), body, waiting)));
            if (service.path("paging").has(operation)) {
                String name = operation + "Paginator";
                forms.add(new CallForm(
                        name,
                        async,
                        false,
                        (at, body, waiting, sink) -> walk(begin(call, at, at.derived(name), body, waiting), sink)));
                forms.add(new CallForm(
                        name + " by pages",
                        async,
                        false,
                        (at, body, waiting, sink) -> pages(begin(call, at, at.derived(name), body, waiting), sink)));
            }
            String andWait = operation + "AndWait";
            if (client.has(andWait)) {
                Invocation invocation =
                        (at, body, waiting, sink) -> begin(call, at, at.derived(andWait), body, waiting);
                forms.add(new CallForm(andWait, async, false, invocation));
                forms.add(new CallForm(andWait + ", polling", async, true, invocation));
            }
            for (String listing : List.of(verify(operation), operation + "IfAbsent")) {
                if (client.has(listing)) { // the list knows nothing that is sent in the body
                    forms.add(new CallForm(
                            listing,
                            async,
                            true,
                            (at, body, waiting, sink) -> begin(call, at, at.derived(listing), body, waiting)));
                }
            }
            for (Map.Entry<String, JsonNode> waiter : service.path("waiters").properties()) {
                String poll = waiter.getValue()
                        .path("show")
                        .asText(waiter.getValue().path("list").asText());
                if (poll.equals(operation) && client.has("waiters")) {
                    forms.add(new CallForm(
                            waiter.getKey(),
                            async,
                            false,
                            (at, body, waiting, sink) -> waitFor(at, waiter.getKey(), waiting, sink)));
                }
            }
        }
        return forms;
    }

    /** The method that finds out what an operation created. */
    static String verify(String operation) {
        return "verify" + operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1);
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
