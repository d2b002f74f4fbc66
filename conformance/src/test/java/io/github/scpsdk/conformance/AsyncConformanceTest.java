// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that {@link ConformanceTest} walks, through {@code client.async()}. */
class AsyncConformanceTest {

    private static Platform blocking;
    private static Platform platform;

    @BeforeAll
    static void start() {
        blocking = new Platform();
        platform = new Platform().async();
    }

    @AfterAll
    static void stop() {
        blocking.close();
        platform.close();
    }

    static Stream<DocumentedCall> calls() {
        return DocumentedCall.all().stream();
    }

    @Test
    void asyncClientsHaveTheSameMethodsInAllTheirForms() {
        calls().map(call -> Map.entry(blocking.client(call), platform.client(call)))
                .collect(Collectors.toMap(both -> both.getKey().type(), both -> both, (one, same) -> one))
                .values()
                .forEach(both -> assertThat(forms(both.getValue(), both.getKey()))
                        .as(both.getValue().type().getName())
                        .isNotEmpty()
                        .isEqualTo(forms(both.getKey(), both.getKey())));
    }

    /** Each form of an operation's method, with what comes of it in the end. */
    private static Map<String, Type> forms(GeneratedClient client, GeneratedClient blockingClient) {
        List<String> operations =
                blockingClient.operations().stream().map(Method::getName).toList();
        Map<String, Type> forms = new HashMap<>();
        for (Method method : client.type().getMethods()) {
            if (operations.contains(method.getName())) {
                String form = method.getName() + Arrays.toString(method.getGenericParameterTypes());
                forms.put(form, result(method.getGenericReturnType()));
            }
        }
        return forms;
    }

    private static Type result(Type type) {
        if (type == void.class) {
            return Void.class;
        }
        return type instanceof ParameterizedType future && future.getRawType() == CompletableFuture.class
                ? future.getActualTypeArguments()[0]
                : type;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theDocumentedCallArrivesAndItsAnswerIsRead(DocumentedCall call) throws Exception {
        RoundTrip.of(platform, call, Platform.requiredQuery(call));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theSameWithEveryOptionalParameter(DocumentedCall call) throws Exception {
        Map<String, String> all = ParameterValues.of(call, "query");
        if (all.size() > call.queryNames().size()) {
            RoundTrip.of(platform, call, all);
        }
    }
}
