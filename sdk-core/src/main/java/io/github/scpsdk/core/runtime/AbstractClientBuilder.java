package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpEnvironment;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The builder that every client's builder extends.
 *
 * @param <C> the client
 * @param <B> the builder
 */
public abstract class AbstractClientBuilder<C, B extends ScpClientBuilder<C, B>> implements ScpClientBuilder<C, B> {

    final ServiceVersion service;
    private final Function<CallExecutor, C> create;

    @Nullable
    String region;

    @Nullable
    ScpEnvironment environment;

    @Nullable
    URI endpointOverride;

    boolean allowPlainHttp;

    @Nullable
    ScpCredentialsProvider credentialsProvider;

    @Nullable
    String accountId;

    String language = "en-US";

    @Nullable
    String applicationId;

    RetryPolicy retryPolicy = RetryPolicy.standard();
    Duration timeout = Duration.ofSeconds(60);
    Duration attemptTimeout = Duration.ofSeconds(20);

    @Nullable
    OkHttpClient httpClient;

    Clock clock = Clock.systemUTC();

    @Nullable
    CallListener listener;

    boolean validation = true;

    /**
     * For generated subclasses.
     *
     * @param service what the client speaks
     * @param create makes the client
     */
    protected AbstractClientBuilder(ServiceVersion service, Function<CallExecutor, C> create) {
        this.service = service;
        this.create = create;
    }

    @Override
    public C build() {
        return create.apply(new CallExecutor());
    }

    @Override
    public B region(String value) {
        this.region = given("region", value);
        return self();
    }

    @Override
    public B environment(ScpEnvironment value) {
        this.environment = given("environment", value);
        return self();
    }

    @Override
    public B endpointOverride(URI value) {
        this.endpointOverride = given("endpointOverride", value);
        return self();
    }

    @Override
    public B allowPlainHttp(boolean value) {
        this.allowPlainHttp = value;
        return self();
    }

    @Override
    public B credentials(ScpCredentials value) {
        ScpCredentials credentials = given("credentials", value);
        this.credentialsProvider = () -> credentials;
        return self();
    }

    @Override
    public B credentialsProvider(ScpCredentialsProvider value) {
        this.credentialsProvider = given("credentialsProvider", value);
        return self();
    }

    @Override
    public B accountId(String value) {
        this.accountId = given("accountId", value);
        return self();
    }

    @Override
    public B language(String value) {
        this.language = given("language", value);
        return self();
    }

    @Override
    public B applicationId(String value) {
        this.applicationId = given("applicationId", value);
        return self();
    }

    @Override
    public B retryPolicy(RetryPolicy value) {
        this.retryPolicy = given("retryPolicy", value);
        return self();
    }

    @Override
    public B timeout(Duration value) {
        this.timeout = positive("timeout", value);
        return self();
    }

    @Override
    public B attemptTimeout(Duration value) {
        this.attemptTimeout = positive("attemptTimeout", value);
        return self();
    }

    @Override
    public B httpClient(OkHttpClient value) {
        this.httpClient = given("httpClient", value);
        return self();
    }

    @Override
    public B clock(Clock value) {
        this.clock = given("clock", value);
        return self();
    }

    @Override
    public B listener(CallListener value) {
        this.listener = given("listener", value);
        return self();
    }

    @Override
    public B validation(boolean value) {
        this.validation = value;
        return self();
    }

    @SuppressWarnings("unchecked") // every subclass is its own B
    private B self() {
        return (B) this;
    }

    private static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw new ScpConfigurationException("Client builder: " + name
                    + " is null. Leave the setter out to use the default or what is set outside.");
        }
        return value;
    }

    private static Duration positive(String name, Duration value) {
        if (given(name, value).isZero() || value.isNegative()) {
            throw new ScpConfigurationException("Client builder: " + name + " must be more than zero.");
        }
        return value;
    }
}
