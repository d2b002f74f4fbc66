// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.core.CallListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Makes clients of the properties below {@code scp}, and the emulator if it is switched on. */
@AutoConfiguration
@EnableConfigurationProperties(ScpProperties.class)
@Import({ServiceBeans.class, EmulatorConfiguration.class})
public class ScpAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ScpClients scpClients(
            ScpProperties properties,
            ObjectProvider<ClientTypes> types,
            ObjectProvider<CallListener> listeners,
            ObjectProvider<ScpSettingsCustomizer> customizers,
            ObjectProvider<EmulatedPlatform> emulated) {
        return new ScpClients(properties, types, listeners, customizers, emulated);
    }
}
