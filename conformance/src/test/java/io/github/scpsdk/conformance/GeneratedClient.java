// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.ScpClient;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.WaitOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The generated client of one service version, called by the names in {@code api/} so that one test can walk them all. */
final class GeneratedClient implements AutoCloseable {

    /** What a client has besides the methods of its operations. */
    private static final Set<String> OTHERS = Set.of("close", "async", "withOptions", "inRegion", "waiters");

    /** What a create threw that is to be verified. */
    private static final OutcomeUnknownException DOUBT =
            new OutcomeUnknownException("in doubt", new IllegalStateException(), CallSummary.NONE, null, Instant.EPOCH);

    private final AutoCloseable client;
    private final Class<?> type;

    private GeneratedClient(AutoCloseable client, Class<?> type) {
        this.client = client;
        this.type = type;
    }

    /** Its asynchronous view. {@link #call} waits for the future all the same. */
    GeneratedClient async() {
        try {
            Method async = type.getMethod("async");
            return new GeneratedClient((AutoCloseable) async.invoke(client), async.getReturnType());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName() + " has no asynchronous view", e);
        }
    }

    /** A view of it with other options. */
    GeneratedClient withOptions(CallOptions options) {
        try {
            return new GeneratedClient(
                    (AutoCloseable)
                            type.getMethod("withOptions", CallOptions.class).invoke(client, options),
                    type);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName() + " has no views with other options", e);
        }
    }

    /** The client itself. */
    Object on() {
        return client;
    }

    /** The client's interface. */
    Class<?> type() {
        return type;
    }

    static GeneratedClient of(
            String service,
            String version,
            URI endpoint,
            ScpCredentials credentials,
            Consumer<ScpClientBuilder<?, ?>> settings) {
        try {
            JsonNode names = new YAMLMapper()
                    .readTree(Path.of("../api", service, "service.yaml").toFile());
            Class<?> type = Class.forName(names.get("package").textValue() + ".v" + version.replace('.', '_') + "."
                    + names.get("client").textValue());
            ScpClientBuilder<?, ?> builder =
                    (ScpClientBuilder<?, ?>) type.getMethod("builder").invoke(null);
            builder.endpointOverride(endpoint);
            builder.credentials(credentials);
            settings.accept(builder);
            return new GeneratedClient((ScpClient) builder.build(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(service + " " + version + " has no generated client", e);
        }
    }

    /** What it has in common with all others. */
    ScpClient scp() {
        return (ScpClient) client;
    }

    /** All methods that call an operation and take records, not lambdas. */
    List<Method> operations() {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() == type && carriesOut(method))
                .filter(method -> !OTHERS.contains(method.getName()))
                .toList();
    }

    /** Whether the client itself does it, so that it is not built on other methods. */
    private boolean carriesOut(Method method) {
        return Arrays.stream(client.getClass().getDeclaredMethods())
                .anyMatch(own -> own.getName().equals(method.getName())
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }

    Method operation(String operationId) {
        return operations().stream()
                .filter(method -> method.getName().equals(operationId))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getName() + " has no method " + operationId));
    }

    /** A method built on operations, in the form that takes records and not lambdas. */
    Method derived(String name) {
        return derived(type, name);
    }

    /** Whether it has a method of this name. */
    boolean has(String name) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals(name));
    }

    static Method derived(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method -> !Arrays.asList(method.getParameterTypes()).contains(Consumer.class))
                .max(Comparator.comparing(Method::getParameterCount))
                .orElseThrow(() -> new AssertionError(type.getName() + " has no method " + name));
    }

    Object waiters() throws ReflectiveOperationException {
        return type.getMethod("waiters").invoke(client);
    }

    /**
     * Calls an operation.
     *
     * @param pathValues one for each path parameter, in order
     * @param query gives the text of a query parameter by its wire name, null to leave it out
     */
    @Nullable
    Object call(Method operation, List<String> pathValues, QueryValues query, @Nullable JsonNode body)
            throws Exception {
        WaitOptions waiting = WaitOptions.builder()
                .interval(Duration.ofMillis(1))
                .limit(Duration.ofMinutes(1))
                .build();
        return end(begin(operation, pathValues, query, body, waiting));
    }

    /** The same, without waiting for a future. */
    @Nullable
    Object begin(
            Method operation, List<String> pathValues, QueryValues query, @Nullable JsonNode body, WaitOptions waiting)
            throws Exception {
        List<@Nullable Object> arguments = new ArrayList<>();
        int path = 0;
        for (Class<?> parameter : operation.getParameterTypes()) {
            if (parameter == String.class) {
                arguments.add(pathValues.get(path++));
            } else if (parameter.getSimpleName().endsWith("Params")
                    && !parameter.getName().contains(".model.")) {
                arguments.add(params(parameter, query));
            } else if (parameter == WaitOptions.class) {
                arguments.add(waiting);
            } else if (parameter == OutcomeUnknownException.class) {
                arguments.add(DOUBT);
            } else if (parameter == Duration.class) {
                arguments.add(Duration.ZERO);
            } else {
                arguments.add(Json.MAPPER.convertValue(body, parameter));
            }
        }
        if (path != pathValues.size()) {
            throw new AssertionError(
                    operation + " takes " + path + " path values, the guide names " + pathValues.size());
        }
        return begin(operation, client, arguments.toArray());
    }

    /** What a method returns or its future completes with, and what either fails with. */
    static @Nullable Object invoke(Method method, Object on, Object... arguments) throws Exception {
        return end(begin(method, on, arguments));
    }

    /** What a method returns, be it a future. */
    static @Nullable Object begin(Method method, Object on, Object... arguments) throws Exception {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static @Nullable Object end(@Nullable Object result) throws Exception {
        try {
            return result instanceof CompletableFuture<?> future ? future.get(60, TimeUnit.SECONDS) : result;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Object params(Class<?> record, QueryValues query) throws ReflectiveOperationException {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String text = query.of(snakeCase(components[i].getName()));
            values[i] = text == null ? null : Json.MAPPER.convertValue(text, types[i]);
        }
        return record.getDeclaredConstructor(types).newInstance(values);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return client.toString();
    }

    /** What a test says in the query. */
    interface QueryValues {
        @Nullable
        String of(String wireName);
    }
}
