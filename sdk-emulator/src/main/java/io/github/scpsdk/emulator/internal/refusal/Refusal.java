// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.refusal;

import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.description.RequestViolations;
import io.github.scpsdk.emulator.internal.http.HttpResponse;
import java.time.Clock;
import java.util.List;

/** Ends the way of a request, and knows the response. Thrown often and on purpose: has no stack. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Body body;

    /** Writes the body of a refusal. */
    private interface Body {
        String write(String path, Clock clock);
    }

    private Refusal(int status, String why, Body body) {
        super(why, null, false, false);
        this.status = status;
        this.body = body;
    }

    /** Nobody is responsible for the request. The reason is not in the body, as on the platform. */
    public static Refusal noRoute(String why) {
        return gateway(404, why);
    }

    /** The gateway turns the request down. */
    public static Refusal gateway(int status, String why) {
        return new Refusal(
                status,
                why,
                (path, clock) -> ErrorBodies.gateway(status, HttpResponse.reason(status), path, clock.instant()));
    }

    /** The signature, or what belongs to it, is wrong. */
    public static Refusal unauthorized(String why) {
        return service(401, "Unauthorized", why, why);
    }

    /** Whether errors of shape say which field is meant. */
    public static boolean namesFields(String service) {
        return service.equals("baremetal-blockstorage");
    }

    /** The request is not as described. */
    public static Refusal invalid(RequestViolations violations, boolean namesFields) {
        List<String> shown = namesFields ? violations.details() : violations.messages();
        return new Refusal(
                400,
                String.join("; ", violations.details()),
                (path, clock) -> ErrorBodies.service(400, "ValidationError", ErrorBodies.list(shown)));
    }

    /**
     * A service turns the request down.
     *
     * @param detail what the response says
     * @param why    what the log says
     */
    public static Refusal service(int status, String code, String detail, String why) {
        return new Refusal(
                status, why, (path, clock) -> ErrorBodies.service(status, code, ErrorBodies.text(code, detail)));
    }

    /** The status of the response. */
    public int status() {
        return status;
    }

    /** The reason in words, more than the response may say. */
    public String why() {
        return String.valueOf(getMessage());
    }

    /** The response to a request for a path. */
    public Response toResponse(String path, Clock clock) {
        return Response.json(status, body.write(path, clock));
    }
}
