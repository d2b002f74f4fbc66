// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpSettings;
import io.github.scpsdk.emulator.ScpEmulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The emulator in the place of the platform. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "scp.emulator.enabled", havingValue = "true")
class EmulatorConfiguration {

    /** Set by tests, which may try the profile of production against the emulator. */
    static final String IN_TEST = "scp.emulator.in-test";

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.springboot");

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ScpEmulator.class)
    static class Embedded {

        Embedded(Environment environment) {
            if (environment.acceptsProfiles(Profiles.of("prod", "production"))
                    && !environment.containsProperty(IN_TEST)) {
                throw new ScpConfigurationException(
                        "scp.emulator.enabled is true in the profile of production. Nothing would"
                                + " reach the platform. Set it in the profile of development alone.");
            }
        }

        @Bean
        @ConditionalOnMissingBean
        ScpEmulator scpEmulator(ScpProperties properties) {
            ScpProperties.Emulator settings = properties.getEmulator();
            ScpEmulator.Builder builder = ScpEmulator.builder().port(settings.getPort());
            ScpAccountProperties.ifSet(settings.getPersistIn(), builder::persistIn);
            if (settings.isDelays()) {
                builder.demonstrationDelays();
            }
            return builder.start();
        }

        @Bean
        EmulatedPlatform scpEmulatedPlatform(ScpEmulator emulator) {
            LOG.warn(
                    "All clients of Samsung Cloud Platform call an emulator in this process, because scp.emulator.enabled is true."
                            + " Its status page is {}",
                    emulator.statusPage());
            return settings -> redirect(settings, emulator);
        }

        private static void redirect(ScpSettings.Builder settings, ScpEmulator emulator) {
            String region = settings.build().region();
            settings.endpointOverride(emulator.endpoint(region == null ? ScpEmulator.DEFAULT_REGION : region))
                    .credentials(ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("io.github.scpsdk.emulator.ScpEmulator")
    static class Missing {

        Missing() {
            throw new ScpConfigurationException(
                    "scp.emulator.enabled is true, but the emulator is not on the class path."
                            + " Add the dependency io.github.scpsdk:scp-sdk-emulator.");
        }
    }
}
