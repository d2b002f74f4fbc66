// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time limit of a wait, the interval between polls, and a listener. A value that is not set is the
 * waiter's default. Immutable.
 */
public final class WaitOptions {

    private static final Checks CHECKS = new Checks("WaitOptions", "use the waiter's default");
    private static final WaitOptions STANDARD = builder().build();

    private final @Nullable Duration limit;
    private final @Nullable Duration interval;
    private final Duration retryConflicts;
    private final @Nullable Consumer<WaitProgress> onState;

    private WaitOptions(Builder builder) {
        this.limit = builder.limit;
        this.interval = builder.interval;
        this.retryConflicts = builder.retryConflicts;
        this.onState = builder.onState;
    }

    /**
     * Returns the waiter's defaults.
     *
     * @return options with nothing set
     */
    public static WaitOptions standard() {
        return STANDARD;
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
    public static WaitOptions of(Consumer<? super Builder> options) {
        Builder builder = builder();
        options.accept(builder);
        return builder.build();
    }

    /**
     * Returns a builder with these options set.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = builder();
        builder.limit = limit;
        builder.interval = interval;
        builder.retryConflicts = retryConflicts;
        builder.onState = onState;
        return builder;
    }

    /**
     * Returns the maximum time to wait.
     *
     * @return null for the waiter's default
     */
    public @Nullable Duration limit() {
        return limit;
    }

    /**
     * Returns the average pause between two polls.
     *
     * @return null for the waiter's default
     */
    public @Nullable Duration interval() {
        return interval;
    }

    /**
     * Returns how long a delete before the wait is repeated while the platform refuses it.
     *
     * @return two minutes when not set
     */
    public Duration retryConflicts() {
        return retryConflicts;
    }

    /**
     * Returns the listener for the result of each poll.
     *
     * @return null for none
     */
    public @Nullable Consumer<WaitProgress> onState() {
        return onState;
    }

    /** Collects {@link WaitOptions}. Not for use by several threads. */
    public static final class Builder {

        private @Nullable Duration limit;
        private @Nullable Duration interval;
        private Duration retryConflicts = Duration.ofMinutes(2);
        private @Nullable Consumer<WaitProgress> onState;

        private Builder() {}

        /**
         * Sets the maximum time to wait, for any number of polls. A poll in progress ends by then. The last
         * poll starts one second before the limit, or a tenth of the limit before it if that is shorter.
         *
         * @param value more than zero
         * @return this
         */
        public Builder limit(Duration value) {
            this.limit = CHECKS.requirePositive("limit", value);
            return this;
        }

        /**
         * Sets the average pause between two polls. Each pause is up to a quarter longer or shorter at
         * random, so that many waiters do not all poll at once.
         *
         * @param value more than zero
         * @return this
         */
        public Builder interval(Duration value) {
            this.interval = CHECKS.requirePositive("interval", value);
            return this;
        }

        /**
         * Sets how long the delete of a {@code delete…AndWait} is repeated while the platform refuses it with 409 or 5xx,
         * as {@link CallOptions.Builder#retryConflicts} says. The wait after it has its own limit.
         *
         * @param value zero for not at all, so that a refusal is thrown at once
         * @return this
         */
        public Builder retryConflicts(Duration value) {
            this.retryConflicts = CHECKS.requireNotNegative("retryConflicts", value);
            return this;
        }

        /**
         * Sets the listener for the result of each poll. It runs on the waiting thread or, in an async wait,
         * on the threads that complete futures. An exception from it is logged and otherwise ignored.
         *
         * @param listener called once per poll
         * @return this
         */
        public Builder onState(Consumer<WaitProgress> listener) {
            this.onState = listener;
            return this;
        }

        /**
         * Lets {@code change} set values.
         *
         * @param change sets values on this builder
         * @return this
         */
        public Builder with(Consumer<Builder> change) {
            change.accept(this);
            return this;
        }

        /**
         * Builds the options.
         *
         * @return new options
         */
        public WaitOptions build() {
            return new WaitOptions(this);
        }
    }
}
