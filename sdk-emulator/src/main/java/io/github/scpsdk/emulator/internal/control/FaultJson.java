// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Faults as JSON, with the names of the components of {@link Fault}. */
final class FaultJson {
    private FaultJson() {}

    static ObjectNode of(Fault fault) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", fault.kind().name())
                .put("service", fault.service())
                .put("operation", fault.operation())
                .put("fromCall", fault.fromCall())
                .put("times", fault.times())
                .put("probability", fault.probability())
                .put("seed", fault.seed())
                .put("delay", fault.delay().toString())
                .put("status", fault.status());
    }

    static Fault read(JsonNode json) {
        return new Fault(
                kind(json.path("kind").asText()),
                json.path("service").textValue(),
                json.path("operation").textValue(),
                json.path("fromCall").asInt(1),
                json.path("times").asInt(0),
                json.path("probability").asDouble(1),
                json.path("seed").asLong(0),
                Duration.parse(json.path("delay").asText("PT0S")),
                json.path("status").asInt(500));
    }

    private static Fault.Kind kind(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(Fault.Kind.values())
                .filter(kind -> kind.name().equals(constant))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The kind of a fault is one of " + Arrays.toString(Fault.Kind.values()) + "."));
    }
}
