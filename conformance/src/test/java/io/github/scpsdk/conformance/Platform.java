// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.emulator.Call;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.ScpEmulator;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An emulator, and a client for each service version that talks to it. */
final class Platform implements AutoCloseable {

    static final ScpCredentials KEYS = ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY);

    private final ScpEmulator emulator =
            ScpEmulator.builder().replaying().strictRequests().start();
    private final Map<String, GeneratedClient> clients = new ConcurrentHashMap<>();
    private final Consumer<ScpClientBuilder<?, ?>> settings;
    private boolean async;

    Platform() {
        this(builder -> {});
    }

    Platform(Consumer<ScpClientBuilder<?, ?>> settings) {
        this.settings = settings;
    }

    /** From now on calls go through the asynchronous views of the clients. */
    Platform async() {
        async = true;
        return this;
    }

    GeneratedClient client(DocumentedCall call) {
        GeneratedClient client = blockingClient(call);
        return async ? client.async() : client;
    }

    private GeneratedClient blockingClient(DocumentedCall call) {
        return clients.computeIfAbsent(
                call.service() + "/" + call.version(),
                key -> GeneratedClient.of(
                        call.service(), call.version(), emulator.endpoint("kr-west1"), KEYS, builder -> {
                            builder.accountId("conformance");
                            settings.accept(builder);
                        }));
    }

    Class<?> resultType(DocumentedCall call) {
        Method operation = client(call).operation(call.operationId());
        Class<?> type = operation.getReturnType();
        return type.isInterface() ? type.getPermittedSubclasses()[0] : type;
    }

    /** Sends the documented request, with these query parameters. */
    @Nullable
    Object call(DocumentedCall call, Map<String, String> query) throws Exception {
        JsonNode body = call.bodyToSend() == null ? null : Json.read(call.bodyToSend());
        GeneratedClient client = client(call);
        return client.call(
                client.operation(call.operationId()),
                List.copyOf(ParameterValues.of(call, "path").values()),
                query::get,
                body);
    }

    /** Sends the documented request, with the required query parameters, and answers it so. */
    @Nullable
    Object callReturning(DocumentedCall call, Response response) throws Exception {
        emulator.respondWith(received -> response);
        try {
            return call(call, requiredQuery(call));
        } finally {
            emulator.respondWith(Call::documented);
        }
    }

    static Map<String, String> requiredQuery(DocumentedCall call) {
        Map<String, String> query = ParameterValues.of(call, "query");
        query.keySet().retainAll(call.queryNames());
        return query;
    }

    void forgetRequests() {
        emulator.clearRequests();
    }

    List<ReceivedRequest> requests() {
        return emulator.requests();
    }

    @Override
    public void close() {
        clients.values().forEach(GeneratedClient::close);
        emulator.close();
    }
}
