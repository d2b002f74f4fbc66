// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Misbehaviour to switch on, for calls that pass every check: {@code scp.inject(Fault.errorAfter(500).on("filestorage",
 * "createVolume").times(1))}. Without more, a fault meets every call of every operation.
 *
 * @param kind        what goes wrong
 * @param service     host name of the service whose calls it meets; null for any
 * @param operation   the operation whose calls it meets, as the description names it; null for any
 * @param fromCall    the first of the matching calls that it meets, counted from 1
 * @param times       how many calls it meets; 0 for no limit
 * @param probability with which it meets a call, 0 to 1
 * @param seed        of the random numbers for that
 * @param delay       how long the kind takes: of a latency, of the window of a busy resource, until a retry
 * @param status      of the response, where the kind has none of its own
 */
public record Fault(
        Kind kind,
        @Nullable String service,
        @Nullable String operation,
        int fromCall,
        int times,
        double probability,
        long seed,
        Duration delay,
        int status) {

    /** What goes wrong. */
    public enum Kind {
        /** The response comes late. */
        LATENCY,
        /** 429 with {@code Retry-After}; nothing is carried out. */
        THROTTLED,
        /** An error response; nothing is carried out. */
        ERROR_BEFORE,
        /** An error response although the call is carried out: what it created is an orphan. */
        ERROR_AFTER,
        /** The connection is reset; nothing is carried out. */
        RESET_BEFORE,
        /** The connection is reset although the call is carried out. */
        RESET_AFTER,
        /** The connection ends in the middle of the body; the call is carried out. */
        TRUNCATED,
        /** The body is half of the JSON; the call is carried out. */
        MALFORMED,
        /** Numbers are texts, texts are numbers, lists of texts are objects; the call is carried out. */
        WRONG_TYPES,
        /** States, types and the like have values that nobody has heard of; the call is carried out. */
        UNKNOWN_VALUES,
        /** 401, as for a key that is expired. */
        EXPIRED_KEY,
        /** 401, as for a service that the account does not have. */
        NOT_IN_CATALOGUE,
        /** 406, as for a version that is not served any more. */
        VERSION_NOT_SERVED,
        /** 417 and a page of HTML, as from the edge after too many requests. */
        BLOCKED,
        /** An error for some time after the first attempt on each resource, as in the moments after a create or in teardown. */
        BUSY
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Fault {
        Objects.requireNonNull(kind, "kind");
        if (fromCall < 1 || times < 0 || probability < 0 || probability > 1 || delay.isNegative()) {
            throw new IllegalArgumentException(
                    "A fault has fromCall from 1, times from 0, probability from 0 to 1 and no" + " negative delay.");
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("A fault has a status from 400 to 599, not " + status + ".");
        }
    }

    private static Fault of(Kind kind, Duration delay, int status) {
        return new Fault(kind, null, null, 1, 0, 1, 0, delay, status);
    }

    /** {@return a fault of a kind that needs nothing more}
     *
     * @param kind what goes wrong
     */
    public static Fault of(Kind kind) {
        return of(kind, Duration.ZERO, 500);
    }

    /** {@return a late response}
     *
     * @param delay by how much
     */
    public static Fault latency(Duration delay) {
        return of(Kind.LATENCY, delay, 500);
    }

    /** {@return a 429}
     *
     * @param retryAfter in whole seconds
     */
    public static Fault throttled(Duration retryAfter) {
        return of(Kind.THROTTLED, retryAfter, 429);
    }

    /** {@return an error response to a call that is not carried out}
     *
     * @param status for example 503
     */
    public static Fault errorBefore(int status) {
        return of(Kind.ERROR_BEFORE, Duration.ZERO, status);
    }

    /** {@return an error response to a call that is carried out}
     *
     * @param status for example 500
     */
    public static Fault errorAfter(int status) {
        return of(Kind.ERROR_AFTER, Duration.ZERO, status);
    }

    /** {@return an error for some time after the first attempt on each resource}
     *
     * @param window how long, on the emulator's clock
     * @param status for example 409
     */
    public static Fault busy(Duration window, int status) {
        return of(Kind.BUSY, window, status);
    }

    /** {@return this fault for the calls of one operation}
     *
     * @param serviceName   its host name, for example {@code filestorage}
     * @param operationName as the description names it
     */
    public Fault on(String serviceName, String operationName) {
        return new Fault(kind, serviceName, operationName, fromCall, times, probability, seed, delay, status);
    }

    /** {@return this fault from the n-th matching call on}
     *
     * @param number counted from 1
     */
    public Fault fromCall(int number) {
        return new Fault(kind, service, operation, number, times, probability, seed, delay, status);
    }

    /** {@return this fault for a number of calls}
     *
     * @param number 0 for no limit
     */
    public Fault times(int number) {
        return new Fault(kind, service, operation, fromCall, number, probability, seed, delay, status);
    }

    /** {@return this fault for some calls, the same ones each time}
     *
     * @param share      0 to 1
     * @param randomSeed of the random numbers
     */
    public Fault withProbability(double share, long randomSeed) {
        return new Fault(kind, service, operation, fromCall, times, share, randomSeed, delay, status);
    }
}
