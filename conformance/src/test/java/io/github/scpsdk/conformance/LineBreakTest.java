// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.core.BadRequestException;
import io.github.scpsdk.core.ScpValidationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A line break at the end of a text passes no pattern that ends in {@code $}: not the client's check, which names the field before anything is sent,
 * and not the platform's, which would be the first to notice otherwise.
 */
class LineBreakTest {

    @Test
    void noPatternLetsALineBreakFollow() throws Exception {
        Set<String> byClient = new TreeSet<>();
        Set<String> byPlatform = new TreeSet<>();
        try (Platform checking = new Platform();
                Platform trusting = new Platform(builder -> builder.validation(false))) {
            for (DocumentedCall call : newest()) {
                JsonNode documented = Json.read(call.bodyToSend());
                for (JsonPointer text : texts(documented)) {
                    JsonNode body = documented.deepCopy();
                    append(body, text, "\n");
                    String field = call + " " + text;
                    if (failure(checking, call, body) instanceof ScpValidationException e) {
                        assertThat(e).hasMessageContaining(" must match ^").hasMessageNotContaining("\\z");
                        byClient.add(field);
                    }
                    if (failure(trusting, call, body) instanceof BadRequestException e
                            && e.getMessage().contains("should match pattern")) {
                        byPlatform.add(field);
                    }
                }
            }
        }
        assertThat(byClient).isEqualTo(byPlatform);
        assertThat(byClient)
                .hasSizeGreaterThan(12)
                .contains("filestorage/1.2/createVolume /name", "filestorage/1.2/createVolume /protocol");
    }

    /** The newest version of each call with a body: versions share their records. */
    private static Collection<DocumentedCall> newest() {
        Map<String, DocumentedCall> newest = new LinkedHashMap<>();
        for (DocumentedCall call : DocumentedCall.all()) { // sorted, so that the newest comes last
            if (call.bodyToSend() != null) {
                newest.put(call.service() + " " + call.operationId(), call);
            }
        }
        return newest.values();
    }

    private static Throwable failure(Platform platform, DocumentedCall call, JsonNode body) {
        GeneratedClient client = platform.client(call);
        Map<String, String> query = Platform.requiredQuery(call);
        return catchThrowable(() -> client.call(
                client.operation(call.operationId()),
                List.copyOf(ParameterValues.of(call, "path").values()),
                query::get,
                body));
    }

    /** Where there are texts in a tree. */
    private static List<JsonPointer> texts(JsonNode tree) {
        List<JsonPointer> found = new ArrayList<>();
        collect(tree, JsonPointer.empty(), found);
        return found;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> found) {
        if (node.isTextual()) {
            found.add(at);
        }
        node.properties().forEach(field -> collect(field.getValue(), at.appendProperty(field.getKey()), found));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at.appendIndex(i), found);
        }
    }

    private static void append(JsonNode tree, JsonPointer at, String end) {
        JsonNode holder = tree.at(at.head());
        String text = tree.at(at).textValue() + end;
        if (holder instanceof ObjectNode object) {
            object.put(at.last().getMatchingProperty(), text);
        } else {
            ((ArrayNode) holder).set(at.last().getMatchingIndex(), text);
        }
    }
}
