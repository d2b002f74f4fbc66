// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** What {@code service.yaml} says of the service of a call. */
final class ServiceData {

    private static final Map<String, JsonNode> SERVICES = new ConcurrentHashMap<>();

    private ServiceData() {}

    /** The platform's services, by folder of {@code api/}. */
    static List<String> platform() {
        return services("scp");
    }

    private static List<String> services(String platform) {
        try {
            JsonNode lists =
                    new YAMLMapper().readTree(Path.of("../api", "services.yaml").toFile());
            return StreamSupport.stream(lists.get(platform).spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode of(DocumentedCall call) {
        return SERVICES.computeIfAbsent(call.service(), name -> {
            try {
                return new YAMLMapper()
                        .readTree(Path.of("../api", name, "service.yaml").toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
