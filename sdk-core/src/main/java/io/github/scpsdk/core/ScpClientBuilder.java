// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

/**
 * Builds the client of a service. Not thread-safe; may build several clients.
 *
 * <p>A setting that is left out is read from system properties ({@code scp.region}), the environment
 * ({@code SCP_REGION}, then the Terraform provider's {@code SCP_TF_DEFAULT_REGION}) and the files of the
 * {@linkplain ScpProfile#current profile}, in that order. Settings of the builder win: if the credentials are set, neither keys nor the account id are
 * read from these places; if {@link #endpointOverride} is set, no setting of the endpoint is.
 *
 * @param <C> the client
 * @param <B> the builder itself
 */
public interface ScpClientBuilder<C, B extends ScpClientBuilder<C, B>> extends ScpSettingsBuilder<B> {

    /**
     * Builds the client. Nothing is sent yet.
     *
     * @return a new client, to be closed
     * @throws ScpConfigurationException if a setting is missing or not allowed; the message names the places
     *     that were searched
     */
    C build();
}
