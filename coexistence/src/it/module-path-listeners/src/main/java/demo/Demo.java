// SPDX-License-Identifier: Apache-2.0
package demo;

import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import io.github.scpsdk.micrometer.ScpMicrometerListener;
import io.github.scpsdk.opentelemetry.ScpOpenTelemetryListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.concurrent.TimeUnit;

public class Demo {
    public static void main(String[] args) {
        for (Class<?> type : List.of(Demo.class, ScpMicrometerListener.class, ScpOpenTelemetryListener.class)) {
            if (!type.getModule().isNamed()) {
                throw new IllegalStateException(type + " is in no named module");
            }
        }
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (ScpEmulator emulator = ScpEmulator.builder().replaying().start();
                FileStorageClient files = FileStorageClient.builder()
                        .endpointOverride(emulator.endpoint("kr-west1"))
                        .credentials(ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY))
                        .listener(new ScpMicrometerListener(registry))
                        .listener(new ScpOpenTelemetryListener(OpenTelemetry.noop()))
                        .build()) {
            files.listVolumes();
        }
        long calls = registry.get("scp.client.calls").tag("operation", "listVolumes").timer().count();
        double requests = registry.get("http.client.requests").timer().totalTime(TimeUnit.NANOSECONDS);
        if (calls != 1 || requests <= 0) {
            throw new IllegalStateException(calls + " calls in " + registry.getMetersAsString());
        }
        System.out.println(calls + " call counted by " + ScpMicrometerListener.class.getModule() + ", traced by "
                + ScpOpenTelemetryListener.class.getModule());
    }
}
