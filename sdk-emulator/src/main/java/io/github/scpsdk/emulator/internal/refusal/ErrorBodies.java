// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The error bodies of the platform: those of its services and those of the gateway in front of them. */
public final class ErrorBodies {
    private static final DateTimeFormatter GATEWAY_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    private ErrorBodies() {}

    /** The body of a service's error. */
    public static String service(int status, String code, JsonNode detail) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putArray("errors").addObject();
        error.put("code", code).set("detail", detail);
        error.put("global_request_id", "req-" + UUID.randomUUID());
        error.putArray("links");
        error.putArray("related_resources");
        error.put("request_id", "req-" + UUID.randomUUID());
        error.putNull("response");
        error.put("status", status).put("title", code);
        return body.toString();
    }

    /** The detail of an error: a list for errors of the request's shape, else a text. */
    public static JsonNode text(String code, String detail) {
        return code.equals("ValidationError") ? list(List.of(detail)) : TextNode.valueOf(detail);
    }

    /** A detail of several texts. */
    public static JsonNode list(List<String> details) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        details.forEach(list::add);
        return list;
    }

    /** The body of an error of the gateway, which says no more than the status. */
    static String gateway(int status, String reason, String path, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("timestamp", GATEWAY_TIME.format(now.atOffset(ZoneOffset.UTC)))
                .put("path", path)
                .put("status", status)
                .put("error", reason)
                .put("requestId", UUID.randomUUID().toString().substring(0, 8) + "-" + now.getEpochSecond() % 100_000)
                .toString();
    }
}
