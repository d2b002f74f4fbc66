package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.internal.Timer;
import io.github.scpsdk.core.internal.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What a client was built with, settled and checked. */
record ClientSettings(
        ServiceVersion service,
        HttpUrl endpoint,
        @Nullable String region,
        Headers headers,
        @Nullable ScpCredentialsProvider credentials,
        @Nullable String accountId,
        RetryPolicy retryPolicy,
        Duration timeout,
        Duration attemptTimeout,
        Clock clock,
        List<CallListener> listeners,
        boolean validation,
        Transport transport,
        Timer timer,
        DoubleSupplier random) {}
