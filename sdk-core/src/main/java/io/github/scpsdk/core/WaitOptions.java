package io.github.scpsdk.core;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How long and how often a waiter polls, and who is told. The waiter has defaults for what is not set. Immutable. */
public final class WaitOptions {

    private static final WaitOptions STANDARD = builder().build();

    private final @Nullable Duration limit;
    private final @Nullable Duration interval;
    private final @Nullable Consumer<WaitProgress> onState;

    private WaitOptions(Builder builder) {
        this.limit = builder.limit;
        this.interval = builder.interval;
        this.onState = builder.onState;
    }

    /**
     * The waiter's defaults.
     *
     * @return options with nothing set
     */
    public static WaitOptions standard() {
        return STANDARD;
    }

    /**
     * Custom options.
     *
     * @return a builder with nothing set
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How long to wait at most.
     *
     * @return null for the waiter's default
     */
    public @Nullable Duration limit() {
        return limit;
    }

    /**
     * Pause between two polls, on average.
     *
     * @return null for the waiter's default
     */
    public @Nullable Duration interval() {
        return interval;
    }

    /**
     * Who is told the result of each poll.
     *
     * @return null for nobody
     */
    public @Nullable Consumer<WaitProgress> onState() {
        return onState;
    }

    /** Collects {@link WaitOptions}. Not for use by several threads. */
    public static final class Builder {

        private @Nullable Duration limit;
        private @Nullable Duration interval;
        private @Nullable Consumer<WaitProgress> onState;

        private Builder() {}

        /**
         * How long to wait at most, whatever the number of polls. A poll in progress is ended by then. The last poll starts one second before the
         * limit, or a tenth of the limit before it if that is shorter.
         *
         * @param value more than zero
         * @return this
         */
        public Builder limit(Duration value) {
            this.limit = positive("limit", value);
            return this;
        }

        /**
         * Pause between two polls; each is up to a quarter longer or shorter at random, so that many waiters do not all poll at once.
         *
         * @param value more than zero
         * @return this
         */
        public Builder interval(Duration value) {
            this.interval = positive("interval", value);
            return this;
        }

        /**
         * Who is told the result of each poll: on the waiting thread or, in an async wait, on the threads that complete futures. What it throws is
         * logged and otherwise ignored.
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
         * @param change is given this builder
         * @return this
         */
        public Builder with(Consumer<Builder> change) {
            change.accept(this);
            return this;
        }

        /**
         * The options.
         *
         * @return new options
         */
        public WaitOptions build() {
            return new WaitOptions(this);
        }

        private static Duration positive(String name, Duration value) {
            if (value == null || value.isZero() || value.isNegative()) {
                throw new ScpConfigurationException("WaitOptions: " + name + " must be more than zero.");
            }
            return value;
        }
    }
}
