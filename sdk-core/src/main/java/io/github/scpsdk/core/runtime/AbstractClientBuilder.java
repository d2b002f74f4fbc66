// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpEnvironment;
import io.github.scpsdk.core.ScpSettings;
import io.github.scpsdk.core.internal.auth.RequestSigner;
import io.github.scpsdk.core.internal.call.CallDefaults;
import io.github.scpsdk.core.internal.call.CallPipeline;
import io.github.scpsdk.core.internal.call.ClientConfig;
import io.github.scpsdk.core.internal.call.StaticCredentialsProvider;
import io.github.scpsdk.core.internal.config.DependencyCheck;
import io.github.scpsdk.core.internal.config.EndpointOverride;
import io.github.scpsdk.core.internal.config.EndpointTemplate;
import io.github.scpsdk.core.internal.config.ResolvedEndpoint;
import io.github.scpsdk.core.internal.config.SdkInfo;
import io.github.scpsdk.core.internal.config.SettingsLookup;
import io.github.scpsdk.core.internal.config.SystemEnvironment;
import io.github.scpsdk.core.internal.http.Transport;
import io.github.scpsdk.core.internal.log.Loggers;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.ServiceVersion;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Is the base of every client's builder.
 *
 * @param <C> the client
 * @param <B> the builder
 */
public abstract class AbstractClientBuilder<C, B extends ScpClientBuilder<C, B>> implements ScpClientBuilder<C, B> {

    private static final Logger LOG = Loggers.SETTINGS;

    private static final String BUILDER = "the client's builder";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

    private final ServiceVersion service;
    private final Function<CallExecutor, C> create;

    private final ScpSettings.Builder collected = ScpSettings.builder();

    private SystemEnvironment system = SystemEnvironment.REAL;
    private Timer timer = Timer.REAL;
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

    /**
     * Makes the builder of a generated client.
     *
     * @param service what the client speaks
     * @param create makes the client
     */
    protected AbstractClientBuilder(ServiceVersion service, Function<CallExecutor, C> create) {
        this.service = service;
        this.create = create;
    }

    /** Sets what tests control: the process around the client, the time, and chance. */
    void control(SystemEnvironment system, Timer timer, DoubleSupplier random) {
        this.system = system;
        this.timer = timer;
        this.random = random;
    }

    @Override
    public C build() {
        DependencyCheck.check();
        CallExecutor executor = executor();
        try {
            return create.apply(executor);
        } catch (Throwable e) {
            executor.close();
            throw e;
        }
    }

    CallExecutor executor() {
        ScpSettings settings = collected.build();
        // what is set outside is the platform's: keys and addresses that no other system may see
        boolean login = service.authentication() instanceof AuthScheme.Login;
        SettingsLookup outside = new SettingsLookup(login ? SystemEnvironment.NOTHING : system);
        ResolvedEndpoint resolved = endpoint(settings, outside);
        Clock clock = or(settings.clock(), Clock.systemUTC());
        ClientConfig.Credentials credentials = credentials(settings, outside);
        CallDefaults defaults = defaults(settings);
        ClientConfig.Endpoint endpoint = ClientConfig.Endpoint.of(resolved, credentials.accountId());
        warn(clock);
        // last: whatever fails before it has nothing to give back
        Transport transport = Transport.open(
                resolved.url(), settings.httpClient(), settings.maxRequestsPerHost(), settings.pinnedCertificates());
        try {
            return new CallExecutor(new CallPipeline(new ClientConfig(
                    service,
                    endpoint,
                    credentials,
                    defaults,
                    or(settings.validation(), true),
                    or(settings.maxResponseBytes(), MAX_RESPONSE_BYTES),
                    new ClientConfig.Internals(transport, clock, timer, random))));
        } catch (Throwable e) {
            transport.close();
            throw e;
        }
    }

    private CallDefaults defaults(ScpSettings settings) {
        return new CallDefaults(
                headers(settings),
                or(settings.retryPolicy(), RetryPolicy.standard()),
                Duration.ZERO,
                or(settings.timeout(), TIMEOUT),
                settings.timeout() != null,
                or(settings.attemptTimeout(), ATTEMPT_TIMEOUT),
                settings.listeners(),
                List.of(),
                settings.completionExecutor());
    }

    /** Resolves who sends the calls. Keys from the code are never combined with an account id from outside. */
    private ClientConfig.Credentials credentials(ScpSettings settings, SettingsLookup outside) {
        RequestSigner signer = RequestSigner.of(service.authentication());
        if (signer == null) {
            return new ClientConfig.Credentials(null, null, BUILDER, settings.accountId());
        }
        ScpCredentials keys = settings.credentials();
        if (keys != null) {
            return new ClientConfig.Credentials(
                    signer, new StaticCredentialsProvider(keys), BUILDER, settings.accountId());
        }
        ScpCredentialsProvider provider = settings.credentialsProvider();
        if (provider != null) {
            String source = "the credentialsProvider of " + BUILDER + ", " + nameOf(provider);
            return new ClientConfig.Credentials(signer, provider, source, settings.accountId());
        }
        if (service.authentication() instanceof AuthScheme.Login) {
            throw new ScpConfigurationException(
                    service + " needs a user to log in as: give credentials of"
                            + " ScpCredentials.login(user, password) to the builder. Keys that are set outside are not used for it.");
        }
        SettingsLookup.FoundKeys found = outside.credentials(service.toString());
        String account = settings.accountId() == null ? accountId(outside) : settings.accountId();
        return new ClientConfig.Credentials(
                signer, new StaticCredentialsProvider(found.credentials()), found.source(), account);
    }

    private static @Nullable String accountId(SettingsLookup outside) {
        SettingsLookup.Found found = outside.find(SettingsLookup.Setting.ACCOUNT_ID);
        if (found == null) {
            return null;
        }
        try {
            return ScpSettings.builder().accountId(found.value()).build().accountId();
        } catch (ScpConfigurationException e) {
            throw new ScpConfigurationException(
                    "The account id (" + found.source() + ") cannot be used. " + e.getMessage());
        }
    }

    private void warn(Clock clock) {
        String warning;
        try {
            warning = service.warningForNewClient(clock);
        } catch (RuntimeException e) {
            throw new ScpConfigurationException(
                    "Client builder: the clock failed with " + e.getClass().getName() + ". Give one that works.", e);
        }
        if (warning != null) {
            LOG.warn(warning);
        }
    }

    /**
     * Resolves the endpoint. An override from properties or variables also counts where the code names region and
     * environment, so that a program can be pointed at an emulator unchanged. For the one of the file, the file would
     * have to be read without need.
     */
    private ResolvedEndpoint endpoint(ScpSettings settings, SettingsLookup outside) {
        URI inCode = settings.endpointOverride();
        if (inCode != null) {
            return overridden(settings, new SettingsLookup.Found(inCode.toString(), BUILDER));
        }
        EndpointTemplate template = template();
        boolean endpointInCode = (settings.region() != null || !template.needsRegion())
                && (settings.environment() != null || !template.needsEnvironment());
        SettingsLookup.Found override = endpointInCode
                ? outside.findOutsideFiles(SettingsLookup.Setting.ENDPOINT_OVERRIDE)
                : outside.find(SettingsLookup.Setting.ENDPOINT_OVERRIDE);
        if (override != null) {
            return overridden(settings, override);
        }
        SettingsLookup.Found region =
                found(template.needsRegion(), settings.region(), outside, SettingsLookup.Setting.REGION);
        String label =
                settings.environment() == null ? null : settings.environment().label();
        SettingsLookup.Found environment =
                found(template.needsEnvironment(), label, outside, SettingsLookup.Setting.ENVIRONMENT);
        HttpUrl url = template.resolve(
                region == null ? null : region.value(), environment == null ? null : environment.value());
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

    private ResolvedEndpoint overridden(ScpSettings settings, SettingsLookup.Found override) {
        String source = override.source().equals(BUILDER) ? "client builder" : override.source();
        HttpUrl url = EndpointOverride.parse(source, override.value(), or(settings.allowPlainHttp(), false));
        return new ResolvedEndpoint(
                template(),
                url,
                true,
                settings.region(),
                settings.environment(),
                "endpoint override from " + override.source());
    }

    /** Returns what the code says, or what is set outside when it is needed; else null. */
    private SettingsLookup.@Nullable Found found(
            boolean needed, @Nullable String inCode, SettingsLookup outside, SettingsLookup.Setting setting) {
        if (inCode != null) {
            return new SettingsLookup.Found(inCode, BUILDER);
        }
        SettingsLookup.Found found = needed ? outside.find(setting) : null;
        if (needed && found == null) {
            throw new ScpConfigurationException(outside.notFound(setting, service.toString(), setting.title()) + " "
                    + template().whereItExists());
        }
        return found;
    }

    private EndpointTemplate template() {
        return new EndpointTemplate(service.toString(), service.hostTemplate(), service.locations());
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static String nameOf(ScpCredentialsProvider provider) {
        String name = provider.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda of " + name.substring(0, lambda);
    }

    private Headers headers(ScpSettings settings) {
        Headers.Builder headers = new Headers.Builder()
                .set("Accept", "application/json")
                .set("Accept-Language", or(settings.language(), "en-US"))
                .set("User-Agent", SdkInfo.userAgent(service.service(), service.version(), settings.applicationId()));
        if (service.versionHeaderName() != null && service.versionHeaderValue() != null) {
            headers.set(service.versionHeaderName(), service.versionHeaderValue());
        }
        return headers.build();
    }

    @Override
    public B settings(ScpSettings value) {
        collected.settings(value);
        return self();
    }

    @Override
    public B region(String value) {
        collected.region(value);
        return self();
    }

    @Override
    public B environment(ScpEnvironment value) {
        collected.environment(value);
        return self();
    }

    @Override
    public B endpointOverride(URI value) {
        collected.endpointOverride(value);
        return self();
    }

    @Override
    public B allowPlainHttp(boolean value) {
        collected.allowPlainHttp(value);
        return self();
    }

    @Override
    public B credentials(ScpCredentials value) {
        collected.credentials(value);
        return self();
    }

    @Override
    public B credentialsProvider(ScpCredentialsProvider value) {
        collected.credentialsProvider(value);
        return self();
    }

    @Override
    public B accountId(String value) {
        collected.accountId(value);
        return self();
    }

    @Override
    public B language(String value) {
        collected.language(value);
        return self();
    }

    @Override
    public B applicationId(String value) {
        collected.applicationId(value);
        return self();
    }

    @Override
    public B retryPolicy(RetryPolicy value) {
        collected.retryPolicy(value);
        return self();
    }

    @Override
    public B timeout(Duration value) {
        collected.timeout(value);
        return self();
    }

    @Override
    public B attemptTimeout(Duration value) {
        collected.attemptTimeout(value);
        return self();
    }

    @Override
    public B httpClient(OkHttpClient value) {
        collected.httpClient(value);
        return self();
    }

    @Override
    public B pinnedCertificates(String value) {
        collected.pinnedCertificates(value);
        return self();
    }

    @Override
    public B clock(Clock value) {
        collected.clock(value);
        return self();
    }

    @Override
    public B listener(CallListener value) {
        collected.listener(value);
        return self();
    }

    @Override
    public B validation(boolean value) {
        collected.validation(value);
        return self();
    }

    @Override
    public B completionExecutor(Executor value) {
        collected.completionExecutor(value);
        return self();
    }

    @Override
    public B maxRequestsPerHost(int value) {
        collected.maxRequestsPerHost(value);
        return self();
    }

    @Override
    public B maxResponseBytes(int value) {
        collected.maxResponseBytes(value);
        return self();
    }

    @SuppressWarnings("unchecked") // every subclass is its own B
    private B self() {
        return (B) this;
    }
}
