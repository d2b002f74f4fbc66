package io.github.scpsdk.core.schema;

import io.github.scpsdk.core.OpenEnum;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a waiter waits for: which states end the wait well, which badly, and how long by default. Casing of states does not matter. Immutable.
 *
 * @param <T> what a poll shows
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
        this.limit = builder.limit;
        this.interval = builder.interval;
    }

    /**
     * A new builder.
     *
     * @param service whose waiter it is
     * @param name its name, as its method is named
     * @param poll the operation that shows the state
     * @param <T> what a poll shows
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

    /** The state as the platform writes it, null when there is none. */
    @Nullable
    public String state(T shown) {
        Object value = state.apply(shown);
        if (value instanceof OpenEnum<?> known) {
            return known.text();
        }
        return value == null ? null : value.toString();
    }

    /** For messages. */
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
     * @param <T> what a poll shows
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
        private Duration limit = Duration.ofMinutes(10);
        private Duration interval = Duration.ofSeconds(5);

        private Builder(ServiceVersion service, String name, String poll) {
            this.service = service;
            this.name = name;
            this.poll = poll;
        }

        /**
         * Where the state is.
         *
         * @param value gives a text, an enumeration or a boolean; when left out, what is there is in state {@code listed}
         * @return this
         */
        public Builder<T> state(Function<? super T, ? extends @Nullable Object> value) {
            this.state = value;
            return this;
        }

        /**
         * States that end the wait well.
         *
         * @param states in any casing
         * @return this
         */
        public Builder<T> reached(String... states) {
            this.reached = List.copyOf(Arrays.asList(states));
            return this;
        }

        /**
         * States that end the wait badly.
         *
         * @param states in any casing
         * @return this
         */
        public Builder<T> failed(String... states) {
            this.failed = List.copyOf(Arrays.asList(states));
            return this;
        }

        /**
         * States that end the wait badly, unless they are what the resource was in from the first poll on: what is already broken may be
         * deleted.
         *
         * @param states in any casing
         * @return this
         */
        public Builder<T> failedOnceChanged(String... states) {
            this.failedOnceChanged = List.copyOf(Arrays.asList(states));
            return this;
        }

        /**
         * The wait ends well when the resource is not there any more.
         *
         * @return this
         */
        public Builder<T> gone() {
            this.gone = true;
            return this;
        }

        /**
         * The poll reads a list, where something new may come late.
         *
         * @return this
         */
        public Builder<T> listed() {
            this.listed = true;
            return this;
        }

        /**
         * How long to wait at most, unless told otherwise.
         *
         * @param value more than zero
         * @return this
         */
        public Builder<T> limit(Duration value) {
            this.limit = value;
            return this;
        }

        /**
         * Pause between two polls, unless told otherwise.
         *
         * @param value more than zero
         * @return this
         */
        public Builder<T> interval(Duration value) {
            this.interval = value;
            return this;
        }

        /**
         * The waiter.
         *
         * @return a new waiter
         */
        public WaiterSpec<T> build() {
            return new WaiterSpec<>(this);
        }
    }
}
