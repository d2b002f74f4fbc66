// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import io.github.scpsdk.micrometer.ScpMicrometerListener;
import io.github.scpsdk.opentelemetry.ScpOpenTelemetryListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ScpListenersAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ScpAutoConfiguration.class, ScpListenersAutoConfiguration.class))
            .withPropertyValues("scp.emulator.enabled=true");

    @Test
    void callsAreCountedAndTraced() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        OpenTelemetry telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build();
        runner.withBean(MeterRegistry.class, () -> meters)
                .withBean(OpenTelemetry.class, () -> telemetry)
                .run(context -> {
                    context.getBean(FileStorageClient.class).listVolumes();
                    assertThat(meters.get("scp.client.calls")
                                    .tag("operation", "listVolumes")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(spans.getFinishedSpanItems()).isNotEmpty();
                });
    }

    @Test
    void withoutRegistryThereIsNoListener() {
        runner.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(ScpMicrometerListener.class)
                .doesNotHaveBean(ScpOpenTelemetryListener.class));
    }

    @Test
    void withoutTheirModulesThereIsNoListener() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withClassLoader(
                        new FilteredClassLoader("io.github.scpsdk.micrometer", "io.github.scpsdk.opentelemetry"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ScpMicrometerListener.class));
    }
}
