// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.faults;

import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.description.DescribedCall;
import io.github.scpsdk.emulator.internal.http.HttpResponse.Delivery;
import io.github.scpsdk.emulator.internal.refusal.Refusals;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The faults that are switched on. Threads may share it. */
public final class Faults {
    /** Faults that keep a call from being carried out. */
    private static final Set<Fault.Kind> IS_BEFORE = EnumSet.of(
            Fault.Kind.THROTTLED,
            Fault.Kind.ERROR_BEFORE,
            Fault.Kind.RESET_BEFORE,
            Fault.Kind.EXPIRED_KEY,
            Fault.Kind.NOT_IN_CATALOGUE,
            Fault.Kind.VERSION_NOT_SERVED,
            Fault.Kind.BLOCKED,
            Fault.Kind.BUSY);

    private final List<ActiveFault> active = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final Refusals refusals;

    /**
     * No faults.
     *
     * @param clock    on which windows of busy resources end
     * @param refusals how the system refuses
     */
    public Faults(Clock clock, Refusals refusals) {
        this.clock = clock;
        this.refusals = refusals;
    }

    /** Switches a fault on. */
    public void add(Fault fault) {
        active.add(new ActiveFault(fault));
    }

    /** Switches all faults off. */
    public void clear() {
        active.clear();
    }

    /** What is switched on, and has calls left to meet. */
    public List<Fault> all() {
        return active.stream()
                .filter(fault -> !fault.isSpent())
                .map(ActiveFault::fault)
                .toList();
    }

    /**
     * Responds to a call with the faults that meet it.
     *
     * @param carriedOut carries the call out
     */
    public Outcome respond(DescribedCall call, Supplier<Response> carriedOut) {
        if (active.isEmpty()) {
            return Outcome.of(carriedOut.get());
        }
        Instant now = clock.instant();
        String resource = call.region() + call.operation().id() + call.pathValues();
        List<Fault> meeting = active.stream()
                .filter(fault ->
                        fault.meets(call.version().service(), call.operation().id(), resource, now))
                .map(ActiveFault::fault)
                .toList();
        return respond(meeting, call, carriedOut);
    }

    /** Latencies add up; of the others, the first that was switched on decides. */
    private Outcome respond(List<Fault> meeting, DescribedCall call, Supplier<Response> carriedOut) {
        for (Fault fault : meeting) {
            if (fault.kind() == Fault.Kind.LATENCY) {
                sleep(fault);
            }
        }
        return meeting.stream()
                .filter(fault -> fault.kind() != Fault.Kind.LATENCY)
                .findFirst()
                .map(fault -> respond(fault, call, carriedOut))
                .orElseGet(() -> Outcome.of(carriedOut.get()));
    }

    private static void sleep(Fault fault) {
        long end = System.nanoTime() + fault.delay().toNanos();
        for (long left = fault.delay().toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) { // the emulator is being closed
                return;
            }
        }
    }

    private Outcome respond(Fault fault, DescribedCall call, Supplier<Response> carriedOut) {
        if (IS_BEFORE.contains(fault.kind())) {
            return spoil(fault, call, Response.empty(500));
        }
        Response real = carriedOut.get();
        return real.isSuccess() ? spoil(fault, call, real) : Outcome.of(real);
    }

    private Outcome spoil(Fault fault, DescribedCall call, Response real) {
        Response response = switch (fault.kind()) {
            case LATENCY, RESET_BEFORE, RESET_AFTER, TRUNCATED -> real;
            case THROTTLED -> throttled(fault);
            case ERROR_BEFORE, ERROR_AFTER, BUSY -> error(fault.status(), code(fault.status()));
            case MALFORMED -> SpoiledBodies.malformed(real);
            case WRONG_TYPES -> SpoiledBodies.wrongTypes(real);
            case UNKNOWN_VALUES -> SpoiledBodies.unknownValues(real);
            case EXPIRED_KEY ->
                refusals.refusal(call.version().service(), "key-expired").response();
            case NOT_IN_CATALOGUE -> refusals.form().notEntitled(call.version().service());
            case VERSION_NOT_SERVED -> error(406, "NoSuchVersion");
            case BLOCKED -> SpoiledBodies.blocked();
        };
        Delivery delivery = switch (fault.kind()) {
            case RESET_BEFORE, RESET_AFTER -> Delivery.RESET;
            case TRUNCATED -> Delivery.TRUNCATED;
            default -> Delivery.WHOLE;
        };
        return new Outcome(response, delivery, "A fault that is switched on: " + fault.kind());
    }

    private Response throttled(Fault fault) {
        Response response = error(429, "TooManyRequests");
        Map<String, String> headers = new TreeMap<>(response.headers());
        headers.put("Retry-After", String.valueOf(fault.delay().toSeconds()));
        return new Response(response.status(), headers, response.body());
    }

    private Response error(int status, String code) {
        String detail = status == 500
                ? "There was a problem processing your request.\nContact us through Support Center > Contact Us."
                : "A fault that is switched on.";
        return refusals.form().error(status, code, List.of(detail));
    }

    private static String code(int status) {
        return switch (status) {
            case 409 -> "Conflict";
            case 500 -> "ContactAdminForAssistance";
            case 503 -> "ServiceUnavailable";
            default -> "Error" + status;
        };
    }
}
