// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import io.github.scpsdk.emulator.internal.description.Packed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long it takes until the effect of an operation is complete, by service and operation. Threads may share it. */
public final class Delays {
    private final Map<String, Duration> byOperation = new ConcurrentHashMap<>();

    /** Nothing takes time, until told otherwise. */
    public static Delays none() {
        return new Delays();
    }

    /** Some seconds for what takes long on the platform, from {@code src/main/data/delays.yaml}. */
    public static Delays forDemonstration() {
        Delays delays = new Delays();
        Packed.ofThisModule()
                .table("delays")
                .forEach((operation, seconds) ->
                        delays.byOperation.put(operation, Duration.ofSeconds(Long.parseLong(seconds))));
        return delays;
    }

    private Delays() {}

    /** Sets how long an operation takes. */
    public void set(String service, String operation, Duration delay) {
        byOperation.put(service + "/" + operation, delay);
    }

    /** All that were set. */
    public Map<String, Duration> all() {
        return Map.copyOf(byOperation);
    }

    /** Sets all, and forgets those that were set before. */
    public void setAll(Map<String, Duration> delays) {
        byOperation.clear();
        byOperation.putAll(delays);
    }

    /** How long an operation takes. */
    public Duration of(String service, String operation) {
        return byOperation.getOrDefault(service + "/" + operation, Duration.ZERO);
    }
}
