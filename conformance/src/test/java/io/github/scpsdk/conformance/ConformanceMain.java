// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import io.github.scpsdk.micrometer.ScpMicrometerListener;
import io.github.scpsdk.opentelemetry.ScpOpenTelemetryListener;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;

/** The conformance test without JUnit, for class paths that other people's dependency management made up. */
public final class ConformanceMain {

    private ConformanceMain() {}

    /** Walks all documented calls; the first that goes wrong ends it. The arguments are jars that must be on the class path. */
    public static void main(String[] jars) throws Exception {
        for (String jar : jars) {
            if (!System.getProperty("java.class.path").contains(jar)) {
                throw new AssertionError(jar + " is not on the class path, so this would prove nothing: "
                        + System.getProperty("java.class.path"));
            }
        }
        List<DocumentedCall> calls = DocumentedCall.all();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Platform platform = new Platform(builder -> {
            builder.listener(new ScpMicrometerListener(meters));
            builder.listener(new ScpOpenTelemetryListener(OpenTelemetry.noop()));
        })) {
            for (DocumentedCall call : calls) {
                try {
                    RoundTrip.of(platform, call, Platform.requiredQuery(call));
                } catch (Exception | LinkageError | AssertionError e) {
                    throw new AssertionError(call + " went wrong", e);
                }
            }
        }
        long timed = meters.find("scp.client.calls").timers().stream()
                .mapToLong(Timer::count)
                .sum();
        if (timed != calls.size()) {
            throw new AssertionError("Micrometer has seen " + timed + " of " + calls.size() + " calls");
        }
        System.out.println("Walked " + calls.size() + " documented calls with " + String.join(", ", jars) + ".");
    }
}
