// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.core.ScpClient;
import io.github.scpsdk.core.ScpSettings;

/**
 * Sets in code what no property can: an HTTP client, a provider of credentials, a clock, an executor. Each bean of this type is called
 * for every client before it is built, in their order, after the properties.
 *
 * <pre>{@code
 * @Bean
 * ScpSettingsCustomizer proxy(OkHttpClient http) {
 *     return (settings, client, account) -> settings.httpClient(http);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface ScpSettingsCustomizer {

    /**
     * Changes the settings of a client.
     *
     * @param settings holds what the properties say; setters called here win
     * @param client the interface of its service and version
     * @param account its name below {@code scp.accounts}, or {@link ScpClients#DEFAULT_ACCOUNT}
     */
    void customize(ScpSettings.Builder settings, Class<? extends ScpClient> client, String account);
}
