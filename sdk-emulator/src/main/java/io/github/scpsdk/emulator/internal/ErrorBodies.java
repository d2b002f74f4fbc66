package io.github.scpsdk.emulator.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The two error bodies of the platform: that of its services and that of the gateway in front of them. */
public final class ErrorBodies {
    private static final DateTimeFormatter GATEWAY_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    private ErrorBodies() {}

    /** The body of a service's error. */
    public static String service(int status, String code, List<String> detail) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putArray("errors").addObject();
        error.put("code", code).put("title", code).put("status", status);
        detail.forEach(error.putArray("detail")::add);
        error.put("request_id", "req-" + UUID.randomUUID()).put("global_request_id", "req-" + UUID.randomUUID());
        error.putArray("links");
        error.putArray("related_resources");
        error.putNull("response");
        return body.toString();
    }

    /** The body of an error of the gateway, which says no more than the status. */
    static String gateway(int status, String reason, String path, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("timestamp", GATEWAY_TIME.format(now.atOffset(ZoneOffset.UTC)))
                .put("path", path)
                .put("status", status)
                .put("error", reason)
                .put("requestId", UUID.randomUUID().toString().substring(0, 8))
                .toString();
    }
}
