// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpEnvironment;
import io.github.scpsdk.core.ScpSettings;
import io.github.scpsdk.core.internal.auth.RequestSigner;
import io.github.scpsdk.core.internal.call.ClientConfig;
import io.github.scpsdk.core.internal.call.StaticCredentialsProvider;
import io.github.scpsdk.core.internal.config.EndpointOverride;
import io.github.scpsdk.core.internal.config.EndpointTemplate;
import io.github.scpsdk.core.internal.config.EnvironmentProxy;
import io.github.scpsdk.core.internal.config.ResolvedEndpoint;
import io.github.scpsdk.core.internal.config.ResolvedSetting;
import io.github.scpsdk.core.internal.config.Setting;
import io.github.scpsdk.core.internal.config.SettingsLookup;
import io.github.scpsdk.core.internal.config.SystemEnvironment;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.ServiceVersion;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the settings of one client: what the code says, else what is set outside. Keeps for each which place has won.
 */
final class SettingsResolver {

    private static final String BUILDER = ResolvedSetting.BUILDER;

    private final ServiceVersion service;
    private final ScpSettings settings;
    private final SettingsLookup process;
    private final SettingsLookup platform;
    private final List<ResolvedSetting> resolved = new ArrayList<>(8);

    /**
     * Makes a resolver.
     *
     * @param service what the client speaks
     * @param settings what the code says
     * @param system the process around the client
     */
    SettingsResolver(ServiceVersion service, ScpSettings settings, SystemEnvironment system) {
        this.service = service;
        this.settings = settings;
        this.process = new SettingsLookup(system);
        // what is set outside is the platform's: keys and addresses that no other system may see
        boolean login = service.authentication() instanceof AuthScheme.Login;
        this.platform = login ? new SettingsLookup(SystemEnvironment.NOTHING) : process;
        remember(Setting.PROFILE);
        remember(Setting.CONFIG_DIRECTORY);
    }

    private void remember(Setting setting) {
        SettingsLookup.Found found = platform.findOutsideFiles(setting);
        if (found != null) {
            won(setting.setter(), found.value(), found.source());
        }
    }

    /** Returns which place has won, for each setting that was resolved; unmodifiable. */
    List<ResolvedSetting> resolved() {
        return Collections.unmodifiableList(resolved);
    }

    private void won(String name, String value, String source) {
        resolved.add(new ResolvedSetting(name, value, source));
    }

    /** Returns a length of time; null when it is set nowhere. */
    @Nullable
    Duration duration(Setting setting, @Nullable Duration inCode) {
        SettingsLookup.Found found = inCode == null ? process.findOutsideFiles(setting) : null;
        Duration duration = found == null ? inCode : SettingsLookup.duration(setting, found);
        if (duration != null) {
            won(setting.setter(), SettingsLookup.text(duration), found == null ? BUILDER : found.source());
        }
        return duration;
    }

    /** Returns the policy for retries. */
    RetryPolicy retryPolicy() {
        RetryPolicy policy = settings.retryPolicy();
        SettingsLookup.Found found = policy == null ? process.findOutsideFiles(Setting.MAX_ATTEMPTS) : null;
        if (found != null) {
            int attempts = SettingsLookup.count(Setting.MAX_ATTEMPTS, found);
            policy = RetryPolicy.standard().toBuilder().maxAttempts(attempts).build();
        }
        if (policy == null) {
            return RetryPolicy.standard();
        }
        won("maxAttempts", String.valueOf(policy.maxAttempts()), found == null ? BUILDER : found.source());
        return policy;
    }

    /**
     * Returns the proxy of the environment variables, or null where another one or none is used: plain text never goes
     * through it, and nothing for this machine.
     */
    @Nullable
    EnvironmentProxy proxy(HttpUrl url) {
        boolean possible = settings.httpClient() == null && url.isHttps() && !EndpointOverride.isLoopback(url);
        EnvironmentProxy proxy = possible ? process.proxy() : null;
        if (proxy != null && proxy.isFor(url.uri())) {
            won("proxy", proxy.toString(), proxy.source());
        }
        return proxy;
    }

    /** Resolves who sends the calls. Keys from the code are never combined with an account id from outside. */
    ClientConfig.Credentials credentials() {
        RequestSigner signer = RequestSigner.of(service.authentication());
        if (signer == null) {
            return new ClientConfig.Credentials(null, null, BUILDER, accountInCode());
        }
        ScpCredentials keys = settings.credentials();
        if (keys != null) {
            won("credentials", keys.maskedAccessKey(), BUILDER);
            return new ClientConfig.Credentials(signer, new StaticCredentialsProvider(keys), BUILDER, accountInCode());
        }
        ScpCredentialsProvider provider = settings.credentialsProvider();
        if (provider != null) {
            String source = "the credentialsProvider of " + BUILDER + ", " + nameOf(provider);
            won("credentials", nameOf(provider), BUILDER);
            return new ClientConfig.Credentials(signer, provider, source, accountInCode());
        }
        if (service.authentication() instanceof AuthScheme.Login) {
            throw new ScpConfigurationException(
                    service + " needs a user to log in as: give credentials of"
                            + " ScpCredentials.login(user, password) to the builder. Keys that are set outside are not used for it.");
        }
        SettingsLookup.FoundKeys found = platform.credentials(service.toString());
        won("credentials", found.credentials().maskedAccessKey(), found.source());
        String account = settings.accountId() == null ? accountOutside() : accountInCode();
        return new ClientConfig.Credentials(
                signer, new StaticCredentialsProvider(found.credentials()), found.source(), account);
    }

    private @Nullable String accountInCode() {
        String account = settings.accountId();
        if (account != null) {
            won("accountId", account, BUILDER);
        }
        return account;
    }

    private @Nullable String accountOutside() {
        SettingsLookup.Found found = platform.find(Setting.ACCOUNT_ID);
        if (found == null) {
            return null;
        }
        try {
            String account =
                    ScpSettings.builder().accountId(found.value()).build().accountId();
            won("accountId", found.value(), found.source());
            return account;
        } catch (ScpConfigurationException e) {
            throw new ScpConfigurationException(
                    "The account id (" + found.source() + ") cannot be used. " + e.getMessage());
        }
    }

    private static String nameOf(ScpCredentialsProvider provider) {
        String name = provider.getClass().getName();
        String ours = ScpCredentialsProvider.class.getPackageName();
        if (provider.getClass().getPackageName().equals(ours)
                && !provider.getClass().isHidden()) {
            return provider.toString(); // of the SDK: says where it looks
        }
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda of " + name.substring(0, lambda);
    }

    /**
     * Resolves the endpoint. An override from properties or variables also counts where the code names region and
     * environment, so that a program can be pointed at an emulator unchanged. For the one of the file, the file would
     * have to be read without need.
     */
    ResolvedEndpoint endpoint() {
        URI inCode = settings.endpointOverride();
        if (inCode != null) {
            return overridden(new SettingsLookup.Found(inCode.toString(), BUILDER));
        }
        EndpointTemplate template = template();
        boolean endpointInCode = (settings.region() != null || !template.needsRegion())
                && (settings.environment() != null || !template.needsEnvironment());
        Setting overrides = Setting.ENDPOINT_OVERRIDE.of(service.service());
        SettingsLookup.Found override =
                endpointInCode ? platform.findOutsideFiles(overrides) : platform.find(overrides);
        if (override != null) {
            return overridden(override);
        }
        SettingsLookup.Found region = found(template.needsRegion(), settings.region(), Setting.REGION);
        String label =
                settings.environment() == null ? null : settings.environment().label();
        SettingsLookup.Found environment = found(template.needsEnvironment(), label, Setting.ENVIRONMENT);
        HttpUrl url;
        try {
            url = template.resolve(
                    region == null ? null : region.value(), environment == null ? null : environment.value());
        } catch (ScpConfigurationException e) {
            throw new ScpConfigurationException(e.getMessage() + places(region, environment));
        }
        List<String> why = new ArrayList<>();
        if (region != null && template.needsRegion()) {
            why.add("region " + region.value() + " from " + region.source());
        }
        if (environment != null && template.needsEnvironment()) {
            why.add("environment " + environment.value() + " from " + environment.source());
        }
        return new ResolvedEndpoint(
                template,
                url,
                false,
                region == null ? null : region.value(),
                environment == null ? null : ScpEnvironment.of(environment.value()),
                why.isEmpty() ? "the only address of " + service.service() : String.join(", ", why));
    }

    /** Says where values come from that cannot be used, without the values. */
    private static String places(SettingsLookup.@Nullable Found region, SettingsLookup.@Nullable Found environment) {
        return (region == null ? "" : " The region comes from " + region.source() + ".")
                + (environment == null ? "" : " The environment comes from " + environment.source() + ".");
    }

    private ResolvedEndpoint overridden(SettingsLookup.Found override) {
        String source = override.source().equals(BUILDER) ? "client builder" : override.source();
        HttpUrl url = EndpointOverride.parse(source, override.value(), Boolean.TRUE.equals(settings.allowPlainHttp()));
        won("endpointOverride", url.toString(), override.source());
        return new ResolvedEndpoint(
                template(),
                url,
                true,
                settings.region(),
                settings.environment(),
                "endpoint override from " + override.source());
    }

    /** Returns what the code says, or what is set outside when it is needed; else null. */
    private SettingsLookup.@Nullable Found found(boolean needed, @Nullable String inCode, Setting setting) {
        SettingsLookup.Found found =
                inCode != null ? new SettingsLookup.Found(inCode, BUILDER) : needed ? platform.find(setting) : null;
        if (needed && found == null) {
            throw new ScpConfigurationException(platform.notFound(setting, service.toString(), setting.setter()) + " "
                    + template().whereItExists());
        }
        if (found != null) {
            won(setting.setter(), found.value(), found.source());
        }
        return found;
    }

    private EndpointTemplate template() {
        return new EndpointTemplate(service.toString(), service.hostTemplate(), service.locations());
    }
}
