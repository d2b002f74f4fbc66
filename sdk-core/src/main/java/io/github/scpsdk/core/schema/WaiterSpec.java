// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import io.github.scpsdk.core.OpenEnum;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The goal of a waiter: the states that end the wait with success, the states that end it with failure, and
 * the default times. The case of states does not matter. Immutable.
 *
 * @param <T> result of a poll
 */
public final class WaiterSpec<T> {

    private final ServiceVersion service;
    private final String name;
    private final String poll;
    private final Function<? super T, ? extends @Nullable Object> state;
    private final List<String> goal;
    private final Set<String> reached;
    private final Set<String> failed;
    private final Set<String> failedOnceChanged;
    private final boolean gone;
    private final boolean listed;
    private final boolean run;
    private final Function<? super T, Values<? extends Number>> progress;
    private final Duration limit;
    private final Duration interval;

    private WaiterSpec(Builder<T> builder) {
        this.service = builder.service;
        this.name = builder.name;
        this.poll = builder.poll;
        this.state = builder.state;
        this.goal = builder.reached;
        this.reached = folded(builder.reached);
        this.failed = folded(builder.failed);
        this.failedOnceChanged = folded(builder.failedOnceChanged);
        this.gone = builder.gone;
        this.listed = builder.listed;
        this.run = builder.run;
        this.progress = builder.progress;
        this.limit = builder.limit;
        this.interval = builder.interval;
    }

    /**
     * Creates a builder.
     *
     * @param service the service of the waiter
     * @param name its name, as its method is named
     * @param poll the operation that shows the state
     * @param <T> result of a poll
     * @return the builder
     */
    public static <T> Builder<T> builder(ServiceVersion service, String name, String poll) {
        return new Builder<>(service, name, poll);
    }

    public ServiceVersion service() {
        return service;
    }

    public String name() {
        return name;
    }

    public String poll() {
        return poll;
    }

    /** Returns the state as the platform writes it, null when there is none. */
    @Nullable
    public String state(T shown) {
        Object value = state.apply(shown);
        if (value instanceof OpenEnum<?> known) {
            return known.text();
        }
        return value == null ? null : value.toString();
    }

    /** Returns the awaited states, for messages. */
    public String goal() {
        String states = String.join(" or ", goal);
        return !gone ? states : states.isEmpty() ? "gone" : "gone or " + states;
    }

    public boolean isReached(String text) {
        return reached.contains(folded(text));
    }

    public boolean isFailed(String text, boolean changed) {
        String folded = folded(text);
        return failed.contains(folded) || (changed && failedOnceChanged.contains(folded));
    }

    public boolean waitsForGone() {
        return gone;
    }

    public boolean listed() {
        return listed;
    }

    /** Returns whether the wait is for the latest run of something, which may be listed late. */
    public boolean isForRun() {
        return run;
    }

    /** Returns how much of the work is done: the mean of its parts in per cent, null when it is not told. */
    @Nullable
    public Integer percent(T shown) {
        OptionalDouble mean = progress.apply(shown).all().stream()
                .mapToDouble(Number::doubleValue)
                .average();
        return mean.isPresent() ? (int) Math.max(0, Math.min(100, mean.getAsDouble())) : null;
    }

    public Duration limit() {
        return limit;
    }

    public Duration interval() {
        return interval;
    }

    private static Set<String> folded(List<String> states) {
        return states.stream().map(WaiterSpec::folded).collect(Collectors.toUnmodifiableSet());
    }

    public static String folded(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    /**
     * Collects a {@link WaiterSpec}.
     *
     * @param <T> result of a poll
     */
    public static final class Builder<T> {

        private final ServiceVersion service;
        private final String name;
        private final String poll;
        private Function<? super T, ? extends @Nullable Object> state = shown -> "listed";
        private List<String> reached = List.of();
        private List<String> failed = List.of();
        private List<String> failedOnceChanged = List.of();
        private boolean gone;
        private boolean listed;
        private boolean run;
        private Function<? super T, Values<? extends Number>> progress = shown -> Values.none();
        private Duration limit = Duration.ofMinutes(10);
        private Duration interval = Duration.ofSeconds(5);

        private Builder(ServiceVersion service, String name, String poll) {
            this.service = service;
            this.name = name;
            this.poll = poll;
        }

        /**
         * Sets the function that reads the state.
         *
         * @param value returns a text, an enumeration or a boolean; without it, a resource that exists is in
         *     state {@code listed}
         * @return this
         */
        public Builder<T> state(Function<? super T, ? extends @Nullable Object> value) {
            this.state = value;
            return this;
        }

        /**
         * Sets the states that end the wait with success.
         *
         * @param states the states, in upper or lower case
         * @return this
         */
        public Builder<T> reached(String... states) {
            this.reached = List.copyOf(Arrays.asList(states));
            return this;
        }

        /**
         * Sets the states that end the wait with failure.
         *
         * @param states the states, in upper or lower case
         * @return this
         */
        public Builder<T> failed(String... states) {
            this.failed = List.copyOf(Arrays.asList(states));
            return this;
        }

        /**
         * Sets the states that end the wait with failure if the resource was in another state before. A
         * resource that is broken from the first poll on may still be deleted.
         *
         * @param states the states, in upper or lower case
         * @return this
         */
        public Builder<T> failedOnceChanged(String... states) {
            this.failedOnceChanged = List.copyOf(Arrays.asList(states));
            return this;
        }

        /**
         * Ends the wait with success when the resource does not exist any more.
         *
         * @return this
         */
        public Builder<T> gone() {
            this.gone = true;
            return this;
        }

        /**
         * Marks the poll as one that reads a list, where a new resource may appear late.
         *
         * @return this
         */
        public Builder<T> listed() {
            this.listed = true;
            return this;
        }

        /**
         * Marks the wait as one for the latest run of something.
         *
         * @return this
         */
        public Builder<T> run() {
            this.run = true;
            return this;
        }

        /**
         * Sets the function that reads how much of the work is done.
         *
         * @param value returns the per cent of each part of the work
         * @return this
         */
        public Builder<T> progress(Function<? super T, Values<? extends Number>> value) {
            this.progress = value;
            return this;
        }

        /**
         * Sets the default of the maximum time to wait.
         *
         * @param value more than zero
         * @return this
         */
        public Builder<T> limit(Duration value) {
            this.limit = value;
            return this;
        }

        /**
         * Sets the default of the pause between two polls.
         *
         * @param value more than zero
         * @return this
         */
        public Builder<T> interval(Duration value) {
            this.interval = value;
            return this;
        }

        /**
         * Builds the waiter.
         *
         * @return a new waiter
         */
        public WaiterSpec<T> build() {
            return new WaiterSpec<>(this);
        }
    }
}
