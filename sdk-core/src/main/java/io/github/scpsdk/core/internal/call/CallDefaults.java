// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.RawResponse;
import io.github.scpsdk.core.ResponseInfo;
import io.github.scpsdk.core.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Holds exactly the settings of a client that {@link CallOptions} override.
 *
 * @param headers every header but those of the signature and the body
 * @param retryPolicy when to send again
 * @param retryConflicts how long refusals are repeated that may pass
 * @param timeout limit of a call
 * @param timeoutSet whether the application has set it
 * @param attemptTimeout limit of an attempt
 * @param listeners the application's listeners
 * @param responseListeners the {@code onResponse} listeners
 * @param rawResponseListeners the {@code onRawResponse} listeners
 * @param completionExecutor where futures complete, or null for a thread of the SDK
 */
public record CallDefaults(
        Headers headers,
        RetryPolicy retryPolicy,
        Duration retryConflicts,
        Duration timeout,
        boolean timeoutSet,
        Duration attemptTimeout,
        List<CallListener> listeners,
        List<Consumer<? super ResponseInfo>> responseListeners,
        List<Consumer<? super RawResponse>> rawResponseListeners,
        @Nullable Executor completionExecutor) {

    /** Returns these settings, overridden by the options. */
    CallDefaults with(CallOptions options) {
        RetryPolicy policy = or(options.retryPolicy(), retryPolicy);
        return new CallDefaults(
                headers(options),
                options.maxAttempts() == null
                        ? policy
                        : policy.toBuilder().maxAttempts(options.maxAttempts()).build(),
                or(options.retryConflicts(), retryConflicts),
                shorter(or(options.timeout(), timeout), options.timeoutAtMost()),
                timeoutSet || options.timeout() != null || options.timeoutAtMost() != null,
                or(options.attemptTimeout(), attemptTimeout),
                both(listeners, options.listeners()),
                both(responseListeners, options.responseListeners()),
                both(rawResponseListeners, options.rawResponseListeners()),
                options.completionExecutor() == null ? completionExecutor : options.completionExecutor());
    }

    private Headers headers(CallOptions options) {
        Headers.Builder all = headers.newBuilder();
        options.headers().forEach(all::set);
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
}
