// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.Emulator;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.internal.description.Json;
import io.github.scpsdk.emulator.internal.http.HttpHandler;
import io.github.scpsdk.emulator.internal.http.HttpRequest;
import io.github.scpsdk.emulator.internal.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The control paths, {@code /_emulator/…}: unsigned, for JSON and the status page, and for this machine alone. Whatever a web page of another
 * origin sends is refused, and so is a host name that is not this machine's. Everything else goes on to the system.
 */
public final class Control implements HttpHandler {
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?i)(http://)?(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]{1,5})?");

    private final Emulator emulator;
    private final Consumer<JsonNode> seeding;
    private final Status status;
    private final HttpHandler next;

    /**
     * Control of an emulator.
     *
     * @param seeding takes what the emulator is told of
     */
    public Control(Emulator emulator, Consumer<JsonNode> seeding, Status status, HttpHandler next) {
        this.emulator = emulator;
        this.seeding = seeding;
        this.status = status;
        this.next = next;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        if (!request.target().startsWith(CONTROL)) {
            return next.handle(request);
        }
        String stranger = stranger(request);
        if (stranger != null) {
            return error(403, stranger + " may not control the emulator.");
        }
        String action = request.method() + " " + request.rawPath().substring(CONTROL.length());
        if (action.equals("GET ")) {
            return Page.response();
        }
        try {
            JsonNode result = respond(action, new String(request.body(), StandardCharsets.UTF_8));
            return result == null ? error(404, "There is no such control path.") : json(200, result);
        } catch (JsonProcessingException e) {
            return error(400, "The body is no JSON.");
        } catch (IllegalArgumentException | DateTimeException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return error(500, e.toString());
        }
    }

    @Override
    public HttpResponse refuse(int status, String target, String why) {
        return next.refuse(status, target, why);
    }

    /** Who sent a request, when it was a web page of another origin or went to another host; else null. */
    private static @Nullable String stranger(HttpRequest request) {
        String host = String.valueOf(request.headers().first("Host"));
        if (!THIS_MACHINE.matcher(host).matches()) {
            return "A request for the host " + printable(host);
        }
        String origin = request.headers().first("Origin");
        return origin == null || origin.equalsIgnoreCase("http://" + host) ? null : "The origin " + printable(origin);
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private @Nullable JsonNode respond(String action, String body) throws JsonProcessingException {
        boolean isRead = body.isEmpty() || action.equals("PUT state");
        JsonNode parsed = isRead ? JsonNodeFactory.instance.objectNode() : Json.MAPPER.readTree(body);
        return switch (action) {
            case "GET status" -> status.now();
            case "GET state" -> Json.MAPPER.readTree(emulator.saveState());
            case "PUT state" -> done(() -> emulator.loadState(body));
            case "DELETE state" -> done(emulator::reset);
            case "POST seed" -> done(() -> seeding.accept(parsed));
            case "GET clock" -> clock();
            case "POST clock" -> advance(parsed);
            case "PUT delays" -> delays(parsed);
            case "GET faults" ->
                Json.MAPPER.valueToTree(
                        emulator.faults().stream().map(FaultJson::of).toList());
            case "POST faults" -> done(() -> emulator.inject(FaultJson.read(parsed)));
            case "DELETE faults" -> done(emulator::clearFaults);
            case "PUT skew" -> done(() -> emulator.skewClock(Duration.parse(text(parsed, "by"))));
            case "GET requests" -> requests();
            case "DELETE requests" -> done(emulator::clearRequests);
            default -> null;
        };
    }

    private static JsonNode done(Runnable action) {
        action.run();
        return JsonNodeFactory.instance.objectNode().put("done", true);
    }

    private JsonNode clock() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("now", emulator.clock().now().toString());
    }

    private JsonNode advance(JsonNode body) {
        emulator.clock().advance(Duration.parse(text(body, "advance")));
        return clock();
    }

    private JsonNode delays(JsonNode body) {
        return done(() -> body.properties()
                .forEach(service -> service.getValue()
                        .properties()
                        .forEach(operation -> emulator.delay(
                                service.getKey(),
                                operation.getKey(),
                                Duration.parse(operation.getValue().asText())))));
    }

    /** The text of a field that has to be there. */
    public static String text(JsonNode json, String field) {
        String text = json.path(field).textValue();
        if (text == null) {
            throw new IllegalArgumentException("The body has no text '" + field + "'.");
        }
        return text;
    }

    private JsonNode requests() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("requests");
        List<ReceivedRequest> all = emulator.requests();
        for (ReceivedRequest request : all) {
            list.addObject()
                    .put("method", request.method())
                    .put("target", request.target())
                    .put("region", request.region())
                    .put("operation", request.operation())
                    .put("status", request.status())
                    .put("refusal", request.refusal());
        }
        return body;
    }

    private static HttpResponse error(int status, String why) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", why));
    }

    private static HttpResponse json(int status, JsonNode body) {
        return new HttpResponse(
                status,
                Map.of(
                        "Content-Type", "application/json",
                        "Cache-Control", "no-store",
                        "X-Content-Type-Options", "nosniff"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
