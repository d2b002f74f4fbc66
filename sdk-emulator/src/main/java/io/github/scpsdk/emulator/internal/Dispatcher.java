// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.Responder;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.EmulatedSystem.Arrival;
import io.github.scpsdk.emulator.internal.description.Behaviour;
import io.github.scpsdk.emulator.internal.description.DescribedCall;
import io.github.scpsdk.emulator.internal.description.DescribedOperation;
import io.github.scpsdk.emulator.internal.description.DescribedVersion.Match;
import io.github.scpsdk.emulator.internal.description.RequestViolations;
import io.github.scpsdk.emulator.internal.faults.Faults;
import io.github.scpsdk.emulator.internal.faults.Outcome;
import io.github.scpsdk.emulator.internal.http.HttpHandler;
import io.github.scpsdk.emulator.internal.http.HttpHeaders;
import io.github.scpsdk.emulator.internal.http.HttpRequest;
import io.github.scpsdk.emulator.internal.http.HttpResponse;
import io.github.scpsdk.emulator.internal.http.HttpResponse.Delivery;
import io.github.scpsdk.emulator.internal.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request through the emulator: it arrives at an operation that its sender may call, as the {@link
 * EmulatedSystem} says; headers, path, query and body are as described; the responder responds. Whatever happens, the log
 * tells. Threads may share it.
 */
public final class Dispatcher implements HttpHandler {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
    /** Says in words why a request was refused, which a body may not. No system has this header. */
    private static final String REASON = "Emulator-Reason";

    /** Clients give up on long headers; the body has all of it. */
    private static final int REASON_LENGTH = 2_000;

    private final EmulatedSystem system;
    private final Behaviour behaviour;
    private final Faults faults;
    private final boolean strict;
    private final Clock clock;
    private final RequestLog log;
    private volatile Responder responder;

    /**
     * Puts the parts together.
     *
     * @param behaviour how calls are responded to
     * @param faults    what goes wrong on purpose
     * @param strict    whether a request must be as described in what the system overlooks, too
     * @param clock     that responses are dated by
     */
    public Dispatcher(
            EmulatedSystem system,
            Behaviour behaviour,
            Faults faults,
            boolean strict,
            Clock clock,
            RequestLog log,
            Responder responder) {
        this.system = system;
        this.behaviour = behaviour;
        this.faults = faults;
        this.strict = strict;
        this.clock = clock;
        this.log = log;
        this.responder = responder;
    }

    /** Changes who answers from the next call on. */
    public void respondWith(Responder next) {
        responder = next;
    }

    /** Who responds now. */
    public Responder responder() {
        return responder;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        Visit visit = new Visit(request);
        Response response;
        try {
            response = respond(request, visit);
        } catch (Refusal e) {
            visit.refusal = e.why();
            response = e.toResponse(request.rawPath(), clock);
        } catch (RuntimeException | LinkageError | AssertionError e) { // of the responder: a test sees it in the log
            visit.refusal = "The responder failed: " + e;
            response = system.refusals().form().error(500, "InternalServerError", List.of(visit.refusal));
        }
        log.add(visit.received(response.status()));
        return response(response, visit.refusal, visit.delivery);
    }

    @Override
    public HttpResponse refuse(int status, String target, String why) {
        Refusal refusal = system.unreadable(status, why);
        Response response = refusal.toResponse(target.split("\\?", 2)[0], clock);
        log.add(new ReceivedRequest("", target, "", null, Map.of(), new byte[0], null, null, status, why));
        return response(response, why, Delivery.WHOLE);
    }

    private Response respond(HttpRequest request, Visit visit) {
        Arrival arrival = system.arrive(request, visit::at);
        if (arrival.response() != null) {
            return arrival.response();
        }
        Match match = arrival.match();
        if (match == null) {
            throw system.refusals().refusal(arrival.version().service(), "action-unknown", request.method());
        }
        visit.operation = match.operation().id();
        visit.body = match.operation().withoutSecrets(request.body(), null);
        system.authorize(request, arrival, match);
        DescribedCall call = described(request, visit, arrival, match);
        Outcome outcome = faults.respond(call, () -> carryOut(call));
        visit.delivery = outcome.delivery();
        visit.refusal = outcome.fault();
        return outcome.response();
    }

    private Response carryOut(DescribedCall call) {
        return Objects.requireNonNull(responder.respond(new ReceivedCall(call, behaviour)), "it answered null");
    }

    private DescribedCall described(HttpRequest request, Visit visit, Arrival arrival, Match match) {
        RequestViolations violations = new RequestViolations(strict);
        DescribedOperation operation = match.operation();
        system.checkHeaders(request, violations);
        HeaderCheck.check(request, violations);
        Map<String, String> pathValues = operation.readPath(match.pathText(), violations);
        Map<String, List<String>> query = operation.readQuery(visit.query, violations);
        JsonNode body = operation.readBody(request.body(), violations);
        visit.body = operation.withoutSecrets(request.body(), body);
        if (!violations.isEmpty()) {
            throw system.refusals().invalid(arrival.version().service(), violations, strict);
        }
        return new DescribedCall(
                arrival.version(), arrival.region(), arrival.base(), operation, pathValues, query, body);
    }

    private HttpResponse response(Response response, @Nullable String reason, Delivery delivery) {
        Map<String, String> headers = new TreeMap<>(response.headers());
        headers.put("Date", HTTP_DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
        if (reason != null) {
            String shown = reason.length() <= REASON_LENGTH ? reason : reason.substring(0, REASON_LENGTH) + "...";
            headers.put(REASON, shown.replaceAll("[^\\x20-\\x7e]", "?"));
        }
        return new HttpResponse(response.status(), headers, response.body().getBytes(StandardCharsets.UTF_8), delivery);
    }

    /** What is known of a request so far, for the log. */
    private static final class Visit {
        private final HttpRequest request;
        private final @Nullable String query;
        private String path;
        private byte[] body;
        private @Nullable String region;
        private @Nullable String operation;
        private @Nullable String refusal;
        private Delivery delivery = Delivery.WHOLE;

        Visit(HttpRequest request) {
            this.request = request;
            this.path = request.rawPath();
            this.body = request.body();
            int question = request.target().indexOf('?');
            this.query = question < 0 ? null : request.target().substring(question + 1);
        }

        void at(String knownRegion, String knownPath) {
            region = knownRegion;
            path = knownPath;
        }

        ReceivedRequest received(int status) {
            return new ReceivedRequest(
                    request.method(),
                    request.target(),
                    path,
                    query,
                    masked(request.headers()),
                    body,
                    region,
                    operation,
                    status,
                    refusal);
        }

        private static Map<String, List<String>> masked(HttpHeaders headers) {
            Map<String, List<String>> masked = new LinkedHashMap<>();
            headers.asMap().forEach((name, values) -> masked.put(name, isSecret(name) ? List.of("***") : values));
            return masked;
        }

        private static boolean isSecret(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "scp-signature", "x-auth-token", "authtoken", "authorization", "proxy-authorization", "cookie" ->
                    true;
                default -> false;
            };
        }
    }
}
