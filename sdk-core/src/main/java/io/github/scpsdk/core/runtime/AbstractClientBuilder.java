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
import io.github.scpsdk.core.internal.call.CallDefaults;
import io.github.scpsdk.core.internal.call.CallPipeline;
import io.github.scpsdk.core.internal.call.ClientConfig;
import io.github.scpsdk.core.internal.config.DependencyCheck;
import io.github.scpsdk.core.internal.config.ResolvedEndpoint;
import io.github.scpsdk.core.internal.config.SdkInfo;
import io.github.scpsdk.core.internal.config.Setting;
import io.github.scpsdk.core.internal.config.SystemEnvironment;
import io.github.scpsdk.core.internal.http.Transport;
import io.github.scpsdk.core.internal.log.Loggers;
import io.github.scpsdk.core.internal.waiting.Timer;
import io.github.scpsdk.core.schema.ServiceVersion;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import okhttp3.Headers;
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
        SettingsResolver resolver = new SettingsResolver(service, settings, system);
        ResolvedEndpoint resolved = resolver.endpoint();
        Clock clock = or(settings.clock(), Clock.systemUTC());
        ClientConfig.Credentials credentials = resolver.credentials();
        CallDefaults defaults = defaults(settings, resolver);
        ClientConfig.Endpoint endpoint = ClientConfig.Endpoint.of(resolved, credentials.accountId());
        warn(clock);
        // last: whatever fails before it has nothing to give back
        Transport transport = Transport.open(
                resolved.url(),
                settings.httpClient(),
                settings.maxRequestsPerHost(),
                settings.pinnedCertificates(),
                resolver.proxy(resolved.url()));
        try {
            return new CallExecutor(new CallPipeline(new ClientConfig(
                    service,
                    endpoint,
                    credentials,
                    defaults,
                    or(settings.validation(), true),
                    or(settings.maxResponseBytes(), MAX_RESPONSE_BYTES),
                    resolver.resolved(),
                    new ClientConfig.Internals(transport, clock, timer, random))));
        } catch (Throwable e) {
            transport.close();
            throw e;
        }
    }

    private CallDefaults defaults(ScpSettings settings, SettingsResolver resolver) {
        Duration timeout = resolver.duration(Setting.TIMEOUT, settings.timeout());
        Duration attemptTimeout = resolver.duration(Setting.ATTEMPT_TIMEOUT, settings.attemptTimeout());
        return new CallDefaults(
                headers(settings),
                resolver.retryPolicy(),
                Duration.ZERO,
                or(timeout, TIMEOUT),
                timeout != null,
                or(attemptTimeout, ATTEMPT_TIMEOUT),
                settings.listeners(),
                List.of(),
                List.of(),
                settings.completionExecutor());
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

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
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
