// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.micrometer.ScpMicrometerListener;
import io.github.scpsdk.opentelemetry.ScpOpenTelemetryListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Metrics and traces of all clients, where {@code scp-sdk-micrometer} or {@code scp-sdk-opentelemetry} is there. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration", // Boot 3
            "org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration", // Boot
            // 4
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
        })
public class ScpListenersAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ScpMicrometerListener.class, MeterRegistry.class})
    @ConditionalOnBean(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnMissingBean
        ScpMicrometerListener scpMicrometerListener(MeterRegistry registry) {
            return new ScpMicrometerListener(registry);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ScpOpenTelemetryListener.class, OpenTelemetry.class})
    @ConditionalOnBean(OpenTelemetry.class)
    static class Traces {

        @Bean
        @ConditionalOnMissingBean
        ScpOpenTelemetryListener scpOpenTelemetryListener(OpenTelemetry openTelemetry) {
            return new ScpOpenTelemetryListener(openTelemetry);
        }
    }
}
