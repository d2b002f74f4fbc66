// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings for some calls only, for {@code client.withOptions(…)}. A setting that is left out stays as on the
 * client. Immutable.
 *
 * <pre>{@code
 * files.withOptions(o -> o.timeout(Duration.ofMinutes(3)).maxAttempts(1)).createVolume(…);
 * }</pre>
 */
public final class CallOptions {

    private static final Checks CHECKS = new Checks("Call options", "keep what the client has");

    private final @Nullable Duration timeout;
    private final @Nullable Duration timeoutAtMost;
    private final @Nullable Duration attemptTimeout;
    private final @Nullable RetryPolicy retryPolicy;
    private final @Nullable Integer maxAttempts;
    private final @Nullable Duration retryConflicts;
    private final @Nullable String language;
    private final @Nullable Executor completionExecutor;
    private final Map<String, String> headers;
    private final List<CallListener> listeners;
    private final List<Consumer<? super ResponseInfo>> responseListeners;
    private final List<Consumer<? super RawResponse>> rawResponseListeners;
    private final boolean listServedVersions;

    private CallOptions(Builder builder) {
        this.timeout = builder.timeout;
        this.timeoutAtMost = builder.timeoutAtMost;
        this.attemptTimeout = builder.attemptTimeout;
        this.retryPolicy = builder.retryPolicy;
        this.maxAttempts = builder.maxAttempts;
        this.retryConflicts = builder.retryConflicts;
        this.language = builder.language;
        this.completionExecutor = builder.completionExecutor;
        this.headers = Map.copyOf(builder.headers);
        this.listeners = List.copyOf(builder.listeners);
        this.responseListeners = List.copyOf(builder.responseListeners);
        this.rawResponseListeners = List.copyOf(builder.rawResponseListeners);
        this.listServedVersions = builder.listServedVersions;
    }

    /**
     * Returns a builder with nothing set.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Builds options in one expression.
     *
     * @param options sets values on a builder
     * @return the options
     */
    public static CallOptions of(Consumer<? super Builder> options) {
        Builder builder = builder();
        options.accept(builder);
        return builder.build();
    }

    /**
     * Returns the limit for a call with all its attempts, pauses and reading.
     *
     * @return null when not set
     */
    public @Nullable Duration timeout() {
        return timeout;
    }

    /**
     * Returns an upper bound for the limit of a call. It shortens {@link #timeout()} or the client's limit,
     * and never lengthens it.
     *
     * @return null when not set
     */
    public @Nullable Duration timeoutAtMost() {
        return timeoutAtMost;
    }

    /**
     * Returns the limit for one attempt of an operation that may be repeated.
     *
     * @return null when not set
     */
    public @Nullable Duration attemptTimeout() {
        return attemptTimeout;
    }

    /**
     * Returns the policy for retries.
     *
     * @return null when not set
     */
    public @Nullable RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    /**
     * Returns the maximum number of attempts.
     *
     * @return null when not set
     */
    public @Nullable Integer maxAttempts() {
        return maxAttempts;
    }

    /**
     * Returns how long refusals are repeated that may pass.
     *
     * @return null when not set
     */
    public @Nullable Duration retryConflicts() {
        return retryConflicts;
    }

    /**
     * Returns the language of the platform's messages.
     *
     * @return null when not set
     */
    public @Nullable String language() {
        return language;
    }

    /**
     * Returns the executor on which futures complete.
     *
     * @return null when not set
     */
    public @Nullable Executor completionExecutor() {
        return completionExecutor;
    }

    /**
     * Headers that are sent besides the SDK's own.
     *
     * @return by name; unmodifiable
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Listeners that are called besides the client's own.
     *
     * @return unmodifiable
     */
    public List<CallListener> listeners() {
        return listeners;
    }

    /**
     * Returns the consumers of the metadata of each successful response.
     *
     * @return unmodifiable
     */
    public List<Consumer<? super ResponseInfo>> responseListeners() {
        return responseListeners;
    }

    /**
     * Returns the consumers of each successful response as it came.
     *
     * @return unmodifiable
     */
    public List<Consumer<? super RawResponse>> rawResponseListeners() {
        return rawResponseListeners;
    }

    /**
     * Returns whether a call with response 406 asks which versions are served.
     *
     * @return false when not set
     */
    public boolean listServedVersions() {
        return listServedVersions;
    }

    /** Collects {@link CallOptions}. Not for use by several threads. */
    public static final class Builder {

        private @Nullable Duration timeout;
        private @Nullable Duration timeoutAtMost;
        private @Nullable Duration attemptTimeout;
        private @Nullable RetryPolicy retryPolicy;
        private @Nullable Integer maxAttempts;
        private @Nullable Duration retryConflicts;
        private @Nullable String language;
        private @Nullable Executor completionExecutor;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<CallListener> listeners = new ArrayList<>();
        private final List<Consumer<? super ResponseInfo>> responseListeners = new ArrayList<>();
        private final List<Consumer<? super RawResponse>> rawResponseListeners = new ArrayList<>();
        private boolean listServedVersions;

        private Builder() {}

        /**
         * Sets the limit for a call with all its attempts, pauses and reading.
         *
         * @param value more than zero
         * @return this
         */
        public Builder timeout(Duration value) {
            this.timeout = CHECKS.requirePositive("timeout", value);
            return this;
        }

        /**
         * Shortens the time limit of a call to this value if it is longer, for calls that are part of a
         * longer task with its own limit.
         *
         * @param value more than zero
         * @return this
         */
        public Builder timeoutAtMost(Duration value) {
            this.timeoutAtMost = CHECKS.requirePositive("timeoutAtMost", value);
            return this;
        }

        /**
         * Sets the limit for one attempt of an operation that may be repeated. One that must not be repeated
         * gets the limit of the whole call.
         *
         * @param value more than zero
         * @return this
         */
        public Builder attemptTimeout(Duration value) {
            this.attemptTimeout = CHECKS.requirePositive("attemptTimeout", value);
            return this;
        }

        /**
         * Sets the policy for retries. The token bucket stays that of the client: all its calls share it.
         *
         * @param value the policy
         * @return this
         */
        public Builder retryPolicy(RetryPolicy value) {
            this.retryPolicy = CHECKS.requireNonNull("retryPolicy", value);
            return this;
        }

        /**
         * Sets the maximum number of attempts. Everything else stays as in the policy.
         *
         * @param value at least 1, which means no retry
         * @return this
         */
        public Builder maxAttempts(int value) {
            this.maxAttempts = CHECKS.requireAtLeastOne("maxAttempts", value);
            return this;
        }

        /**
         * Repeats calls that the platform refuses because something else is still under way: after a create, and while
         * related resources are deleted, it answers 409 or 500 for a while. A 409 is repeated for every operation but
         * reads, since nothing was carried out; a 5xx only where the operation may be repeated. The pauses are those of
         * the policy after a 429. These repetitions do not count as attempts, and take no tokens. A delete whose resource
         * is gone after such a refusal succeeds. When the time is over, the last refusal is thrown; the earlier ones are its
         * suppressed exceptions.
         *
         * @param value how long from the start of the call; the call's limit becomes longer by it. Zero for not at all
         * @return this
         */
        public Builder retryConflicts(Duration value) {
            this.retryConflicts = CHECKS.requireNotNegative("retryConflicts", value);
            return this;
        }

        /**
         * Adds a header to send, for example to trace a call through a proxy. Setting a name again replaces
         * its value. The signature does not cover it and messages do not mask it, so it must not be a secret.
         *
         * @param name letters, digits and hyphens; not one that the SDK or its HTTP client sets:
         *     {@code Scp-*}, {@code Content-*}, {@code Accept*}, {@code Authorization}, {@code X-Auth-Token},
         *     {@code Host}, {@code User-Agent} and those of the connection
         * @param value visible ASCII, spaces only inside
         * @return this
         */
        public Builder header(String name, String value) {
            String checked = HeaderRules.name(CHECKS.requireNonNull("header name", name));
            headers.put(
                    checked,
                    HeaderRules.value("Call options: header " + name, CHECKS.requireNonNull("header " + name, value)));
            return this;
        }

        /**
         * Sets the language of the platform's messages.
         *
         * @param value {@code en-US} or {@code ko-KR}
         * @return this
         */
        public Builder language(String value) {
            this.language = HeaderRules.value("Call options: language", CHECKS.requireNonNull("language", value));
            return this;
        }

        /**
         * Adds a listener for these calls. It is called after the client's own listeners.
         *
         * @param value called for every call
         * @return this
         */
        public Builder listener(CallListener value) {
            listeners.add(CHECKS.requireNonNull("listener", value));
            return this;
        }

        /**
         * Adds a consumer of status, request ids and headers of successful responses. It is called once for
         * each call that succeeds, before the method returns or the future completes. An exception from it is
         * logged and otherwise ignored. This works the same for blocking and async calls, calls without a
         * result, and each page of a paginator.
         *
         * <pre>{@code
         * AtomicReference<ResponseInfo> response = new AtomicReference<>();
         * files.withOptions(o -> o.onResponse(response::set)).deleteVolume(id);
         * response.get().requestId();
         * }</pre>
         *
         * @param action runs on the calling thread for blocking calls, else on a thread of the SDK
         * @return this
         */
        public Builder onResponse(Consumer<? super ResponseInfo> action) {
            responseListeners.add(CHECKS.requireNonNull("onResponse", action));
            return this;
        }

        /**
         * Adds a consumer of each successful response as it came: with its body, and the fields in it that this SDK does
         * not know. It is called as {@link #onResponse} is. The body is kept in memory for it, up to {@link
         * ScpSettingsBuilder#maxResponseBytes}; without such a consumer it is decoded while it comes.
         *
         * <pre>{@code
         * files.withOptions(o -> o.onRawResponse(response -> log.info("new: {}", response.unknownFields().keySet())))
         *         .showVolume(id);
         * }</pre>
         *
         * @param action runs on the calling thread for blocking calls, else on a thread of the SDK
         * @return this
         */
        public Builder onRawResponse(Consumer<? super RawResponse> action) {
            rawResponseListeners.add(CHECKS.requireNonNull("onRawResponse", action));
            return this;
        }

        /**
         * Sets the executor on which futures of these calls complete.
         *
         * @param value see {@link ScpSettingsBuilder#completionExecutor}
         * @return this
         */
        public Builder completionExecutor(Executor value) {
            this.completionExecutor = CHECKS.requireNonNull("completionExecutor", value);
            return this;
        }

        /**
         * Asks the endpoint for its versions after a response 406, so that {@link VersionNotServedException}
         * and its message name them. This is one more request, with a limit of ten seconds, and only after a
         * 406.
         *
         * @param value whether to ask; false by default
         * @return this
         */
        public Builder listServedVersions(boolean value) {
            this.listServedVersions = value;
            return this;
        }

        /**
         * Builds the options.
         *
         * @return a new object
         */
        public CallOptions build() {
            return new CallOptions(this);
        }
    }
}
