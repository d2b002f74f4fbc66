package io.github.scpsdk.emulator.internal;

import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ends the way of a request through the checks; knows what to response. Thrown often and on purpose: has no stack. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean byGateway;
    private final int status;
    private final transient List<String> detail;
    private final transient Map<String, String> headers;

    private Refusal(boolean byGateway, int status, List<String> detail, Map<String, String> headers) {
        super(String.join("; ", detail), null, false, false);
        this.byGateway = byGateway;
        this.status = status;
        this.detail = detail;
        this.headers = headers;
    }

    /** Nobody is responsible for the request. The reason is not in the body, as on the platform. */
    static Refusal noRoute(String why) {
        return gateway(404, why);
    }

    /** The gateway turns the request down. */
    static Refusal gateway(int status, String why) {
        return new Refusal(true, status, List.of(why), Map.of());
    }

    /** There is such a path, with other methods. */
    static Refusal method(String why, String allowed) {
        return new Refusal(true, 405, List.of(why), Map.of("Allow", allowed));
    }

    /** The signature, or what belongs to it, is wrong. */
    static Refusal unauthorized(String why) {
        return new Refusal(false, 401, List.of(why), Map.of());
    }

    /** The request is not as described. */
    static Refusal invalid(List<String> violations) {
        return new Refusal(false, 400, violations, Map.of());
    }

    int status() {
        return status;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    Response toResponse(String path, Clock clock) {
        String reason = HttpResponse.reason(status);
        String body = byGateway
                ? ErrorBodies.gateway(status, reason, path, clock.instant())
                : ErrorBodies.service(status, status == 400 ? "ValidationError" : reason, detail);
        Response response = Response.json(status, body);
        return headers.isEmpty() ? response : new Response(status, with(response.headers(), headers), body);
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }
}
