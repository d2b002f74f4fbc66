// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health, and masked secrets, where the actuator is there. The two lines of Spring Boot have their health in different packages. */
@AutoConfiguration(after = ScpAutoConfiguration.class)
@ConditionalOnBean(ScpClients.class)
public class ScpActuatorAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.actuate.health.HealthIndicator.class)
    @ConditionalOnMissingClass("org.springframework.boot.health.contributor.HealthIndicator")
    static class Boot3 {

        @Bean
        @ConditionalOnMissingBean(name = "scpHealthIndicator")
        @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("scp")
        org.springframework.boot.actuate.health.HealthIndicator scpHealthIndicator(
                ScpClients clients, ScpProperties properties) {
            ServedVersions versions = new ServedVersions(clients, properties.getHealth());
            return () -> {
                ServedVersions.Answer answer = versions.answer();
                return new org.springframework.boot.actuate.health.Health.Builder(
                                new org.springframework.boot.actuate.health.Status(answer.status()), answer.details())
                        .build();
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.health.contributor.HealthIndicator.class)
    static class Boot4 {

        @Bean
        @ConditionalOnMissingBean(name = "scpHealthIndicator")
        @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("scp")
        org.springframework.boot.health.contributor.HealthIndicator scpHealthIndicator(
                ScpClients clients, ScpProperties properties) {
            ServedVersions versions = new ServedVersions(clients, properties.getHealth());
            return () -> {
                ServedVersions.Answer answer = versions.answer();
                return new org.springframework.boot.health.contributor.Health.Builder(
                                new org.springframework.boot.health.contributor.Status(answer.status()),
                                answer.details())
                        .build();
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static class Secrets {

        /** Even where an endpoint shows values. */
        @Bean
        SanitizingFunction scpSanitizingFunction() {
            return data -> data.getLowerCaseKey().matches("scp[._].*(secret[._-]?key|auth[._-]?token)")
                    ? data.withSanitizedValue()
                    : data;
        }
    }
}
