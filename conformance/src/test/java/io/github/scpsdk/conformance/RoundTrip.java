// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends a documented request and holds what arrived, and what was read of the documented response, against {@code api/examples}. */
final class RoundTrip {

    /** The secrets in documented requests. */
    private static final List<String> SECRETS = List.of("session_id", "cifs_password");

    private RoundTrip() {}

    static void of(Platform platform, DocumentedCall call, Map<String, String> query) throws Exception {
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
                    .isEqualTo(Json.normal(masked(Json.read(call.bodyToSend()))));
        }
        assertThat(Deviations.between(documentedResponse(call), written(result)))
                .as("fields of the response that were read otherwise than documented")
                .isEqualTo(Deviations.listed(call));
        if (result != null) {
            assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(result), result.getClass()))
                    .as("the response, printed and read by an ObjectMapper of the application")
                    .isEqualTo(result);
            if (HAS_JACKSON_3) {
                assertThat(WithJackson3.again(result))
                        .as("the same with Jackson 3")
                        .isEqualTo(result);
            }
        }
    }

    /** What the emulator keeps of a body: {@code ***} for each secret, whichever was sent. */
    private static JsonNode masked(JsonNode sent) {
        JsonNode kept = sent.deepCopy();
        if (kept instanceof ObjectNode object) {
            SECRETS.stream().filter(object::hasNonNull).forEach(name -> object.put(name, "***"));
        }
        return kept;
    }

    /** The sample projects of coexistence have what their dependency management gives them. */
    private static final boolean HAS_JACKSON_3 = has("tools.jackson.databind.json.JsonMapper");

    private static boolean has(String className) {
        try {
            Class.forName(className, false, RoundTrip.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A class of its own, so that nothing of Jackson 3 is loaded where it is not there. */
    private static final class WithJackson3 {

        private static final tools.jackson.databind.ObjectMapper MAPPER = new tools.jackson.databind.json.JsonMapper();

        static Object again(Object value) {
            return MAPPER.readValue(MAPPER.writeValueAsString(value), (Class<?>) value.getClass());
        }
    }

    private static JsonNode documentedResponse(DocumentedCall call) {
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
