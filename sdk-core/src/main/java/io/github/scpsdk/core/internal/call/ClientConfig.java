package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.ResponseInfo;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.internal.auth.RequestSigner;
import io.github.scpsdk.core.internal.config.Place;
import io.github.scpsdk.core.internal.http.Transport;
import io.github.scpsdk.core.schema.ServiceVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What a client was built with, settled and checked. */
public record ClientConfig(
        ServiceVersion service,
        @Nullable RequestSigner signer,
        Place place,
        Headers headers,
        @Nullable ScpCredentialsProvider credentials,
        String credentialsSource,
        @Nullable String accountId,
        RetryPolicy retryPolicy,
        Duration timeout,
        Duration attemptTimeout,
        Clock clock,
        List<CallListener> listeners,
        List<Consumer<? super ResponseInfo>> responseListeners,
        @Nullable Executor completionExecutor,
        boolean validation,
        int maxResponseBytes,
        Transport transport,
        Timer timer,
        DoubleSupplier random) {

    /** These settings, and where the options say something, what they say. */
    ClientConfig with(CallOptions options) {
        RetryPolicy policy = or(options.retryPolicy(), retryPolicy);
        return new ClientConfig(
                service,
                signer,
                place,
                headers(options),
                credentials,
                credentialsSource,
                accountId,
                options.maxAttempts() == null
                        ? policy
                        : policy.toBuilder().maxAttempts(options.maxAttempts()).build(),
                shorter(or(options.timeout(), timeout), options.timeoutAtMost()),
                or(options.attemptTimeout(), attemptTimeout),
                clock,
                both(listeners, options.listeners()),
                both(responseListeners, options.responseListeners()),
                options.completionExecutor() == null ? completionExecutor : options.completionExecutor(),
                validation,
                maxResponseBytes,
                transport,
                timer,
                random);
    }

    private Headers headers(CallOptions options) {
        Headers.Builder all = headers.newBuilder();
        options.headers().forEach((name, value) -> {
            boolean signs = signer != null && signer.sets(name);
            if (signs || name.equalsIgnoreCase(service.versionHeaderName())) {
                throw new ScpConfigurationException("Call options: header " + name + " is set by the SDK itself for "
                        + service + " and cannot be replaced.");
            }
            all.set(name, value);
        });
        if (options.language() != null) {
            all.set("Accept-Language", options.language());
        }
        return all.build();
    }

    private static Duration shorter(Duration limit, @Nullable Duration atMost) {
        return atMost == null || limit.compareTo(atMost) <= 0 ? limit : atMost;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** These settings for another region. */
    ClientConfig inRegion(String region) {
        return new ClientConfig(
                service,
                signer,
                place.inRegion(region),
                headers,
                credentials,
                credentialsSource,
                accountId,
                retryPolicy,
                timeout,
                attemptTimeout,
                clock,
                listeners,
                responseListeners,
                completionExecutor,
                validation,
                maxResponseBytes,
                transport,
                timer,
                random);
    }

    /** The address that the paths of operations are appended to. */
    public HttpUrl endpoint() {
        return place.url();
    }

    /** Where the calls go, and why there. */
    public ScpEndpoint scpEndpoint() {
        return place.forAccount(accountId);
    }

    /** The region, when known. */
    @Nullable
    String region() {
        return place.region();
    }
}
