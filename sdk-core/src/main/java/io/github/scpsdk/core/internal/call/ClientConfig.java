// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.internal.auth.RequestSigner;
import io.github.scpsdk.core.internal.config.ResolvedEndpoint;
import io.github.scpsdk.core.internal.config.ResolvedSetting;
import io.github.scpsdk.core.internal.http.Transport;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.LoginSpec;
import io.github.scpsdk.core.schema.ServiceVersion;
import java.time.Clock;
import java.util.List;
import java.util.function.DoubleSupplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a client was built with, resolved and checked.
 *
 * @param service what the client speaks
 * @param endpoint where calls go
 * @param credentials who sends them
 * @param defaults what options can override for single calls
 * @param validation whether arguments are checked against the documented constraints
 * @param maxResponseBytes most bytes of a response, decompressed
 * @param settings which of the places where a setting can be set has won, for each setting that was resolved
 * @param internals what carries calls out
 */
public record ClientConfig(
        ServiceVersion service,
        Endpoint endpoint,
        Credentials credentials,
        CallDefaults defaults,
        boolean validation,
        int maxResponseBytes,
        List<ResolvedSetting> settings,
        Internals internals) {

    /**
     * Says where calls go, and why there.
     *
     * @param resolved the address, and which settings led to it
     * @param description what the application sees of it
     */
    public record Endpoint(ResolvedEndpoint resolved, ScpEndpoint description) {

        /** Describes an endpoint for the application. */
        public static Endpoint of(ResolvedEndpoint resolved, @Nullable String accountId) {
            return new Endpoint(resolved, resolved.forAccount(accountId));
        }

        /** Returns the base URL. */
        public HttpUrl url() {
            return resolved.url();
        }
    }

    /**
     * Says who sends the calls.
     *
     * @param signer signs requests, or null when the service takes none
     * @param provider gives the keys, or null when nothing is signed
     * @param source where the keys come from, for messages
     * @param accountId the account to act for, or null for the keys' own
     */
    public record Credentials(
            @Nullable RequestSigner signer,
            @Nullable ScpCredentialsProvider provider,
            String source,
            @Nullable String accountId) {}

    /**
     * Holds what carries calls out: connections, time and chance.
     *
     * @param transport sends requests
     * @param clock dates signatures
     * @param timer measures time and pauses
     * @param random gives numbers from zero to one
     */
    public record Internals(Transport transport, Clock clock, Timer timer, DoubleSupplier random) {}

    /** Returns this configuration with the defaults overridden. */
    ClientConfig with(CallOptions options) {
        options.headers().keySet().forEach(this::refuseOwnHeader);
        return new ClientConfig(
                service,
                endpoint,
                credentials,
                defaults.with(options),
                validation,
                maxResponseBytes,
                settings,
                internals);
    }

    /** Returns this configuration for another region. */
    ClientConfig inRegion(String region) {
        if (service.authentication() instanceof AuthScheme.Login) {
            throw new ScpConfigurationException("The session of a client of " + service
                    + " holds in one region. Build a client for the other one.");
        }
        Endpoint there = Endpoint.of(endpoint.resolved().inRegion(region), credentials.accountId());
        return new ClientConfig(
                service, there, credentials, defaults, validation, maxResponseBytes, settings, internals);
    }

    /** Returns the configuration of the call that logs in: the same, where the login goes, and as nobody. */
    ClientConfig forLogin(LoginSpec login) {
        ResolvedEndpoint here = endpoint.resolved();
        ResolvedEndpoint there =
                login.hostTemplate() == null || here.overridden() ? here : here.at(login.hostTemplate());
        Credentials nobody = new Credentials(null, null, credentials.source(), null);
        return new ClientConfig(
                service, Endpoint.of(there, null), nobody, defaults, validation, maxResponseBytes, settings, internals);
    }

    private void refuseOwnHeader(String name) {
        boolean signs = credentials.signer() != null && credentials.signer().sets(name);
        if (signs || name.equalsIgnoreCase(service.versionHeaderName())) {
            throw new ScpConfigurationException("Call options: header " + name + " is set by the SDK itself for "
                    + service + " and cannot be replaced.");
        }
    }
}
