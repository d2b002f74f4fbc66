package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documented request goes through the generated client, and what arrives is what the guide shows; the documented
 * response comes back, and what is read is what the guide shows. All expected values come from {@code api/examples}.
 */
class ConformanceTest {

    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    static Stream<DocumentedCall> calls() {
        return DocumentedCall.all().stream();
    }

    @Test
    void walksAllOperationVersions() {
        assertThat(calls()).hasSize(348);
    }

    @Test
    void clientsHaveExactlyTheOperationsOfTheirVersion() {
        Map<String, List<String>> documented = new TreeMap<>();
        Map<String, List<String>> generated = new TreeMap<>();
        calls().forEach(call -> documented
                .computeIfAbsent(call.service() + " " + call.version(), key -> new ArrayList<>())
                .add(call.operationId()));
        calls().forEach(call -> generated.computeIfAbsent(
                call.service() + " " + call.version(),
                key -> new ArrayList<>(platform.client(call).operations().stream()
                        .map(Method::getName)
                        .toList())));
        documented.values().forEach(names -> names.sort(null));
        generated.values().forEach(names -> names.sort(null));
        assertThat(generated).isEqualTo(documented);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theDocumentedCallArrivesAndItsAnswerIsRead(DocumentedCall call) throws Exception {
        roundTrip(call, Platform.requiredQuery(call));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theSameWithEveryOptionalParameter(DocumentedCall call) throws Exception {
        Map<String, String> all = ParameterValues.of(call, "query");
        if (all.size() > call.queryNames().size()) {
            roundTrip(call, all);
        }
    }

    private static void roundTrip(DocumentedCall call, Map<String, String> query) throws Exception {
        Map<String, String> path = ParameterValues.of(call, "path");
        platform.forgetRequests();

        Object result = platform.call(call, query);

        assertThat(platform.requests()).hasSize(1);
        var arrived = platform.requests().get(0);
        assertThat(arrived.method()).isEqualTo(call.method());
        URI target = URI.create(arrived.target());
        assertThat(target.getPath()).isEqualTo("/kr-west1" + filled(call.path(), path));
        assertThat(parsed(target.getRawQuery())).isEqualTo(normal(query));
        assertThat(arrived.header("Scp-Api-Version")).isEqualTo(call.headers().get("Scp-Api-Version"));
        assertThat(arrived.header("Scp-ClientType")).isEqualTo(call.headers().get("Scp-ClientType"));
        if (call.bodyToSend() == null) {
            assertThat(arrived.body()).isEmpty();
        } else {
            assertThat(Json.normal(Json.MAPPER.readTree(arrived.body())))
                    .isEqualTo(Json.normal(Json.read(call.bodyToSend())));
        }
        assertThat(Deviations.between(documentedAnswer(call), written(result)))
                .as("fields of the answer that were read otherwise than documented")
                .isEqualTo(Deviations.listed(call));
    }

    private static JsonNode documentedAnswer(DocumentedCall call) {
        return call.responses().values().stream().findFirst().map(Json::read).orElse(NullNode.instance);
    }

    private static JsonNode written(@Nullable Object result) {
        return Json.MAPPER.valueToTree(result);
    }

    private static String filled(String template, Map<String, String> values) {
        String path = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        }
        return path;
    }

    private static Map<String, String> parsed(@Nullable String rawQuery) {
        Map<String, String> values = new HashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                int equals = pair.indexOf('=');
                values.put(
                        pair.substring(0, equals),
                        Json.normal(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)));
            }
        }
        return values;
    }

    private static Map<String, String> normal(Map<String, String> query) {
        Map<String, String> values = new HashMap<>();
        query.forEach((name, value) -> values.put(name, Json.normal(value)));
        return values;
    }
}
