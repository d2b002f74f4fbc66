// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import io.github.scpsdk.core.serde.DateTimes;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How what an operation creates is found in a list: the fields that have to hold what was sent, and the words with which
 * a resource is none that the operation made. What a list leaves out does not speak against a resource. Immutable.
 *
 * @param <R> the body of the operation; anything where it has none
 * @param <I> what is listed
 */
public final class CreationSpec<R, I> {

    private final ServiceVersion service;
    private final String operation;
    private final String list;
    private final Function<? super I, ? extends @Nullable String> id;
    private final Function<? super I, ? extends @Nullable OffsetDateTime> createdAt;
    private final @Nullable Name<R, I> name;
    private final List<Same<R, I>> same;
    private final List<Words<I>> only;
    private final List<Words<I>> except;
    private final List<Words<I>> broken;
    private final List<Function<? super R, ? extends @Nullable String>> secrets;

    private CreationSpec(Builder<R, I> builder) {
        this.service = builder.service;
        this.operation = builder.operation;
        this.list = builder.list;
        this.id = builder.id;
        this.createdAt = builder.createdAt;
        this.name = builder.name;
        this.same = List.copyOf(builder.same);
        this.only = List.copyOf(builder.only);
        this.except = List.copyOf(builder.except);
        this.broken = List.copyOf(builder.broken);
        this.secrets = List.copyOf(builder.secrets);
    }

    /**
     * Creates a builder.
     *
     * @param service the service of the operation
     * @param operation the operation that creates, as its method is named
     * @param list the operation that lists what it makes
     * @param <R> the body of the operation
     * @param <I> what is listed
     * @return a new builder
     */
    public static <R, I> Builder<R, I> builder(ServiceVersion service, String operation, String list) {
        return new Builder<>(service, operation, list);
    }

    private record Name<R, I>(
            Function<? super R, ? extends @Nullable String> sent,
            Function<? super I, ? extends @Nullable String> listed,
            Pattern suffix) {

        boolean matches(@Nullable String wanted, @Nullable String given) {
            return wanted != null
                    && given != null
                    && given.startsWith(wanted)
                    && (given.length() == wanted.length()
                            || suffix.matcher(given.substring(wanted.length())).matches());
        }
    }

    private record Same<R, I>(
            String field, Function<? super R, Values<?>> sent, Function<? super I, Values<?>> listed) {}

    private record Words<I>(String field, Function<? super I, Values<?>> listed, List<String> words) {

        boolean areIn(I item) {
            return listed.apply(item).containsAny(words);
        }

        boolean mayBeIn(I item) {
            Values<?> values = listed.apply(item);
            return values.all().isEmpty() || values.containsAny(words);
        }
    }

    /** Returns the service of the operation. */
    public ServiceVersion service() {
        return service;
    }

    /** Returns the operation that creates. */
    public String operation() {
        return operation;
    }

    /** Returns the operation that lists. */
    public String list() {
        return list;
    }

    /** Returns the id of a listed resource; null when it has none. */
    public @Nullable String id(I item) {
        return id.apply(item);
    }

    /** Returns when a listed resource was made; null when the list does not say. */
    public @Nullable OffsetDateTime createdAt(I item) {
        return createdAt.apply(item);
    }

    /** Returns the name that a body asks for; null when resources have none. */
    public @Nullable String name(R request) {
        return name == null ? null : name.sent().apply(request);
    }

    /** Returns the secrets of a body. */
    public List<String> secrets(R request) {
        return secrets.stream()
                .map(secret -> secret.apply(request))
                .filter(Objects::nonNull)
                .collect(Collectors.toList());
    }

    /**
     * Returns whether a resource has the name that a body asks for, with what the platform adds to it. One that is being
     * deleted, or is of another kind, does not count.
     */
    public boolean isNamed(@Nullable R request, I item) {
        return (name == null
                        || (request != null
                                && name.matches(
                                        name.sent().apply(request),
                                        name.listed().apply(item))))
                && only.stream().allMatch(words -> words.mayBeIn(item))
                && except.stream().noneMatch(words -> words.areIn(item));
    }

    /** Returns whether a resource may be what a body asks for. */
    public boolean fits(@Nullable R request, I item) {
        return isNamed(request, item) && differences(request, item).isEmpty();
    }

    /** Returns the fields of a resource that hold something else than the body, with both values. */
    public List<String> differences(@Nullable R request, I item) {
        List<String> differences = new ArrayList<>();
        for (Same<R, I> field : request == null ? List.<Same<R, I>>of() : same) {
            Values<?> sent = field.sent().apply(request);
            Values<?> listed = field.listed().apply(item);
            if (!listed.all().isEmpty() && !listed.containsAll(sent)) {
                differences.add(field.field() + " is " + listed + ", not " + sent);
            }
        }
        return differences;
    }

    /** Returns the fields of a resource with which it cannot be used, with their values. */
    public List<String> defects(I item) {
        return broken.stream()
                .filter(words -> words.areIn(item))
                .map(words -> words.field() + " is " + words.listed().apply(item))
                .toList();
    }

    /**
     * Builds such rules. For one thread.
     *
     * @param <R> the body of the operation
     * @param <I> what is listed
     */
    public static final class Builder<R, I> {

        private final ServiceVersion service;
        private final String operation;
        private final String list;
        private Function<? super I, ? extends @Nullable String> id = item -> null;
        private Function<? super I, ? extends @Nullable OffsetDateTime> createdAt = item -> null;
        private @Nullable Name<R, I> name;
        private final List<Same<R, I>> same = new ArrayList<>();
        private final List<Words<I>> only = new ArrayList<>();
        private final List<Words<I>> except = new ArrayList<>();
        private final List<Words<I>> broken = new ArrayList<>();
        private final List<Function<? super R, ? extends @Nullable String>> secrets = new ArrayList<>();

        private Builder(ServiceVersion service, String operation, String list) {
            this.service = service;
            this.operation = operation;
            this.list = list;
        }

        /**
         * Sets where a listed resource has its id.
         *
         * @param value reads it
         * @return this
         */
        public Builder<R, I> id(Function<? super I, ? extends @Nullable String> value) {
            this.id = value;
            return this;
        }

        /**
         * Sets where a listed resource says when it was made.
         *
         * @param value reads it
         * @return this
         */
        public Builder<R, I> createdAt(Function<? super I, ? extends @Nullable OffsetDateTime> value) {
            this.createdAt = value;
            return this;
        }

        /**
         * Sets where a listed resource says in a text when it was made. A text that is no time says nothing.
         *
         * @param value reads it
         * @return this
         */
        public Builder<R, I> createdAtText(Function<? super I, ? extends @Nullable String> value) {
            this.createdAt = item -> {
                String text = value.apply(item);
                return text == null ? null : DateTimes.readOrNull(text);
            };
            return this;
        }

        /**
         * Sets where a resource has its name.
         *
         * @param sent reads it in the body
         * @param listed reads it in the list
         * @param suffix a regular expression of what the platform adds to it; empty when it adds nothing
         * @return this
         */
        public Builder<R, I> name(
                Function<? super R, ? extends @Nullable String> sent,
                Function<? super I, ? extends @Nullable String> listed,
                String suffix) {
            this.name = new Name<>(sent, listed, Pattern.compile(suffix));
            return this;
        }

        /**
         * Adds a field that has to hold what was sent.
         *
         * @param field its name, for messages
         * @param sent reads it in the body
         * @param listed reads it in the list
         * @return this
         */
        public Builder<R, I> same(
                String field, Function<? super R, Values<?>> sent, Function<? super I, Values<?>> listed) {
            same.add(new Same<>(field, sent, listed));
            return this;
        }

        /**
         * Adds a field that has to hold one of some words.
         *
         * @param field its name
         * @param listed reads it in the list
         * @param words the words, in upper or lower case
         * @return this
         */
        public Builder<R, I> only(String field, Function<? super I, Values<?>> listed, String... words) {
            only.add(new Words<>(field, listed, List.of(words)));
            return this;
        }

        /**
         * Adds a field that must hold none of some words.
         *
         * @param field its name
         * @param listed reads it in the list
         * @param words the words, in upper or lower case
         * @return this
         */
        public Builder<R, I> except(String field, Function<? super I, Values<?>> listed, String... words) {
            except.add(new Words<>(field, listed, List.of(words)));
            return this;
        }

        /**
         * Adds a field with words with which a resource exists but cannot be used.
         *
         * @param field its name
         * @param listed reads it in the list
         * @param words the words, in upper or lower case
         * @return this
         */
        public Builder<R, I> broken(String field, Function<? super I, Values<?>> listed, String... words) {
            broken.add(new Words<>(field, listed, List.of(words)));
            return this;
        }

        /**
         * Adds a secret of the body, which no message may show.
         *
         * @param secret reads it
         * @return this
         */
        public Builder<R, I> secret(Function<? super R, ? extends @Nullable String> secret) {
            secrets.add(secret);
            return this;
        }

        /**
         * Builds the rules.
         *
         * @return new rules
         */
        public CreationSpec<R, I> build() {
            return new CreationSpec<>(this);
        }
    }
}
