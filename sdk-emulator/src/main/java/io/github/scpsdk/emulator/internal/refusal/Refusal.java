// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.refusal;

import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.http.HttpResponse;
import java.time.Clock;

/** Ends the way of a request, and knows the response. Thrown often and on purpose: has no stack. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Answer answer;

    /** The response to a refused request. */
    private interface Answer {
        Response to(String path, Clock clock);
    }

    private Refusal(int status, String why, Answer answer) {
        super(why, null, false, false);
        this.status = status;
        this.answer = answer;
    }

    /** Nobody is responsible for the request. The reason is not in the body, as on the platform. */
    public static Refusal noRoute(String why) {
        return gateway(404, why);
    }

    /** The platform's gateway turns the request down. */
    public static Refusal gateway(int status, String why) {
        return new Refusal(
                status,
                why,
                (path, clock) -> Response.json(
                        status, ErrorBodies.gateway(status, HttpResponse.reason(status), path, clock.instant())));
    }

    /** The platform's signature, or what belongs to it, is wrong. */
    public static Refusal unauthorized(String why) {
        return of(Response.error(401, "Unauthorized", why), why);
    }

    /**
     * A system turns the request down.
     *
     * @param response what it says
     * @param why      what the log says
     */
    public static Refusal of(Response response, String why) {
        return new Refusal(response.status(), why, (path, clock) -> response);
    }

    /** The status of the response. */
    public int status() {
        return status;
    }

    /** The reason in words, more than the response may say. */
    public String why() {
        return String.valueOf(getMessage());
    }

    /** The response, where it is the same for every path. */
    public Response response() {
        return answer.to("", Clock.systemUTC());
    }

    /** The response to a request for a path. */
    public Response toResponse(String path, Clock clock) {
        return answer.to(path, clock);
    }
}
