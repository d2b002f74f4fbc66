package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.ScpEnvironment;
import io.github.scpsdk.core.internal.auth.RequestSigner;
import io.github.scpsdk.core.internal.call.CallPipeline;
import io.github.scpsdk.core.internal.call.ClientConfig;
import io.github.scpsdk.core.internal.call.StaticCredentialsProvider;
import io.github.scpsdk.core.internal.call.Timer;
import io.github.scpsdk.core.internal.config.DependencyCheck;
import io.github.scpsdk.core.internal.config.EndpointOverride;
import io.github.scpsdk.core.internal.config.EndpointTemplate;
import io.github.scpsdk.core.internal.config.HeaderChecks;
import io.github.scpsdk.core.internal.config.SdkInfo;
import io.github.scpsdk.core.internal.config.SettingsLookup;
import io.github.scpsdk.core.internal.config.SystemEnvironment;
import io.github.scpsdk.core.internal.http.Transport;
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
import org.slf4j.LoggerFactory;

/**
 * The builder that every client's builder extends.
 *
 * @param <C> the client
 * @param <B> the builder
 */
public abstract class AbstractClientBuilder<C, B extends ScpClientBuilder<C, B>> implements ScpClientBuilder<C, B> {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.scpsdk.settings");

    private static final String BUILDER = "the client's builder";

    private final ServiceVersion service;
    private final Function<CallExecutor, C> create;

    private @Nullable String region;

    private @Nullable ScpEnvironment environment;

    private @Nullable URI endpointOverride;

    private boolean allowPlainHttp;

    private @Nullable ScpCredentialsProvider credentialsProvider;

    private String credentialsSource = BUILDER;

    private @Nullable String accountId;

    private String language = "en-US";

    private @Nullable String applicationId;

    private RetryPolicy retryPolicy = RetryPolicy.standard();
    private Duration timeout = Duration.ofSeconds(60);
    private Duration attemptTimeout = Duration.ofSeconds(20);

    private @Nullable OkHttpClient httpClient;

    private Clock clock = Clock.systemUTC();

    private final List<CallListener> listeners = new ArrayList<>();

    private boolean validation = true;

    private @Nullable Executor completionExecutor;

    private @Nullable Integer maxRequestsPerHost;

    private int maxResponseBytes = 64 * 1024 * 1024;

    /** What tests replace. */
    SystemEnvironment surroundings = SystemEnvironment.REAL;

    Timer timer = Timer.REAL;
    DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

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
        DependencyCheck.check();
        return create.apply(executor());
    }

    CallExecutor executor() {
        SettingsLookup outside = new SettingsLookup(surroundings);
        Place place = place(outside);
        ScpCredentialsProvider provider = credentialsProvider;
        String source = credentialsSource;
        String account = accountId;
        RequestSigner signer = RequestSigner.of(service.authentication());
        if (signer == null) {
            provider = null;
        } else if (provider == null) {
            SettingsLookup.FoundKeys found = outside.credentials(service.toString());
            provider = new StaticCredentialsProvider(found.credentials());
            source = found.source();
            SettingsLookup.Found foundAccount =
                    account == null ? outside.find(SettingsLookup.Setting.ACCOUNT_ID) : null;
            if (foundAccount != null) {
                account = HeaderChecks.checked("The account id (" + foundAccount.source() + ")", foundAccount.value());
            }
        }
        warn();
        return new CallExecutor(new CallPipeline(new ClientConfig(
                service,
                signer,
                place.endpoint(),
                place.forAccount(account),
                headers(),
                provider,
                source,
                account,
                retryPolicy,
                timeout,
                attemptTimeout,
                clock,
                List.copyOf(listeners),
                List.of(),
                completionExecutor,
                validation,
                maxResponseBytes,
                Transport.open(place.endpoint(), httpClient, maxRequestsPerHost),
                timer,
                random)));
    }

    private void warn() {
        String warning;
        try {
            warning = service.warningToSay(clock);
        } catch (RuntimeException e) {
            throw new ScpConfigurationException(
                    "Client builder: the clock failed with " + e.getClass().getName() + ". Give one that works.", e);
        }
        if (warning != null) {
            LOG.warn(warning);
        }
    }

    /** Where a client goes, and why. */
    private record Place(
            HttpUrl endpoint,
            @Nullable String region,
            @Nullable ScpEnvironment environment,
            String why) {

        ScpEndpoint forAccount(@Nullable String account) {
            return new ScpEndpoint(endpoint.uri(), region, environment, account, why);
        }
    }

    /** An override is a setting of its own, so one from outside also counts where the code names region and environment. */
    private Place place(SettingsLookup outside) {
        if (endpointOverride != null) {
            return place(new SettingsLookup.Found(endpointOverride.toString(), BUILDER));
        }
        SettingsLookup.Found override = outside.find(SettingsLookup.Setting.ENDPOINT_OVERRIDE);
        if (override != null) {
            return place(override);
        }
        EndpointTemplate template = template();
        SettingsLookup.Found place = found(template.needsRegion(), region, outside, SettingsLookup.Setting.REGION);
        String label = environment == null ? null : environment.label();
        SettingsLookup.Found partition =
                found(template.needsEnvironment(), label, outside, SettingsLookup.Setting.ENVIRONMENT);
        HttpUrl url =
                template.resolve(place == null ? null : place.value(), partition == null ? null : partition.value());
        List<String> why = new ArrayList<>();
        if (place != null && template.needsRegion()) {
            why.add("region " + place.value() + " from " + place.source());
        }
        if (partition != null && template.needsEnvironment()) {
            why.add("environment " + partition.value() + " from " + partition.source());
        }
        return new Place(
                url,
                place == null ? null : place.value(),
                partition == null ? null : ScpEnvironment.of(partition.value()),
                why.isEmpty() ? "the only address of " + service.service() : String.join(", ", why));
    }

    private Place place(SettingsLookup.Found override) {
        String source = override.source().equals(BUILDER) ? "client builder" : override.source();
        HttpUrl url = EndpointOverride.parse(source, override.value(), allowPlainHttp);
        return new Place(url, region, environment, "endpoint override from " + override.source());
    }

    /** What the code says, or what is set outside when it must be known; else null. */
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

    private static String nameOf(ScpCredentialsProvider provider) {
        String name = provider.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda of " + name.substring(0, lambda);
    }

    private Headers headers() {
        Headers.Builder headers = new Headers.Builder()
                .set("Accept", "application/json")
                .set("Accept-Language", language)
                .set("User-Agent", SdkInfo.userAgent(service.service(), service.version(), applicationId));
        if (service.versionHeaderName() != null && service.versionHeaderValue() != null) {
            headers.set(service.versionHeaderName(), service.versionHeaderValue());
        }
        return headers.build();
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
        this.credentialsProvider = new StaticCredentialsProvider(given("credentials", value));
        this.credentialsSource = BUILDER;
        return self();
    }

    @Override
    public B credentialsProvider(ScpCredentialsProvider value) {
        this.credentialsProvider = given("credentialsProvider", value);
        this.credentialsSource = "the credentialsProvider of " + BUILDER + ", " + nameOf(value);
        return self();
    }

    @Override
    public B accountId(String value) {
        this.accountId = HeaderChecks.checked("Client builder: accountId", given("accountId", value));
        return self();
    }

    @Override
    public B language(String value) {
        this.language = HeaderChecks.checked("Client builder: language", given("language", value));
        return self();
    }

    @Override
    public B applicationId(String value) {
        this.applicationId = HeaderChecks.checked("Client builder: applicationId", given("applicationId", value));
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
        listeners.add(given("listener", value));
        return self();
    }

    @Override
    public B validation(boolean value) {
        this.validation = value;
        return self();
    }

    @Override
    public B completionExecutor(Executor value) {
        this.completionExecutor = given("completionExecutor", value);
        return self();
    }

    @Override
    public B maxRequestsPerHost(int value) {
        this.maxRequestsPerHost = atLeastOne("maxRequestsPerHost", value);
        return self();
    }

    @Override
    public B maxResponseBytes(int value) {
        this.maxResponseBytes = atLeastOne("maxResponseBytes", value);
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

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new ScpConfigurationException("Client builder: " + name + " must be at least 1.");
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
