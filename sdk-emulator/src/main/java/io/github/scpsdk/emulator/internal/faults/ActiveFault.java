// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.faults;

import io.github.scpsdk.emulator.Fault;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A fault that is switched on, with what it has met so far. Threads may share it. */
final class ActiveFault {
    private final Fault fault;
    private final Random random;
    private final Map<String, Instant> busyUntil = new HashMap<>();
    private int seen;
    private int met;

    ActiveFault(Fault fault) {
        this.fault = fault;
        this.random = new Random(fault.seed());
    }

    Fault fault() {
        return fault;
    }

    /** Whether it meets this call, which is counted. */
    synchronized boolean meets(String service, String operation, String resource, Instant now) {
        if ((fault.service() != null && !fault.service().equals(service))
                || (fault.operation() != null && !fault.operation().equals(operation))) {
            return false;
        }
        seen++;
        if (seen < fault.fromCall()
                || (fault.times() > 0 && met >= fault.times())
                || (fault.probability() < 1 && random.nextDouble() >= fault.probability())
                || (fault.kind() == Fault.Kind.BUSY && !isBusy(resource, now))) {
            return false;
        }
        met++;
        return true;
    }

    /** Whether it has met as many calls as it was to meet. */
    synchronized boolean isSpent() {
        return fault.times() > 0 && met >= fault.times();
    }

    private boolean isBusy(String resource, Instant now) {
        return now.isBefore(busyUntil.computeIfAbsent(resource, r -> now.plus(fault.delay())));
    }
}
