package io.github.scpsdk.core.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an operation: method, path, answers, and whether it may be sent twice. A constant of generated code. Immutable.
 *
 * @param <R> what a call returns; {@code @Nullable Void} for nothing
 */
public final class Operation<R extends @Nullable Object> {

    private final ServiceVersion service;
    private final String name;
    private final String title;
    private final String method;
    private final PathTemplate path;
    private final Map<Integer, JsonCodec<? extends R>> answers;
    private final @Nullable JsonCodec<? extends R> firstAnswer;
    private final boolean repeatable;
    private final @Nullable String toldBy;

    private Operation(Builder<R> builder) {
        this.service = builder.service;
        this.name = builder.name;
        this.title = builder.title;
        this.method = builder.method;
        this.path = new PathTemplate(builder.pathTemplate);
        this.answers = Map.copyOf(builder.answers);
        this.firstAnswer = builder.firstAnswer;
        this.repeatable = builder.repeatable;
        this.toldBy = builder.toldBy;
    }

    /**
     * A new builder.
     *
     * @param service version of the service
     * @param name name of the client's method
     * @param title title in the platform's guide
     * @param method HTTP method
     * @param pathTemplate path with <code>{parameters}</code>
     * @param <R> what a call returns
     * @return the builder
     */
    public static <R extends @Nullable Object> Builder<R> builder(
            ServiceVersion service, String name, String title, String method, String pathTemplate) {
        return new Builder<>(service, name, title, method, pathTemplate);
    }

    ServiceVersion service() {
        return service;
    }

    String name() {
        return name;
    }

    String method() {
        return method;
    }

    PathTemplate path() {
        return path;
    }

    boolean repeatable() {
        return repeatable;
    }

    @Nullable
    String toldBy() {
        return toldBy;
    }

    /** Whether success has something to return. */
    boolean returnsSomething() {
        return firstAnswer != null;
    }

    /** How to read a success: by its own schema, else by the first; null when there is nothing to read. */
    @Nullable
    JsonCodec<? extends R> codec(int status) {
        JsonCodec<? extends R> own = answers.get(status);
        return own != null ? own : firstAnswer;
    }

    /**
     * Service, version and operation, for messages.
     *
     * @return for example {@code filestorage 1.1 createVolume (POST /v1/volumes, "CreateVolume")}
     */
    @Override
    public String toString() {
        return service + " " + name + " (" + method + " " + path + ", \"" + title + "\")";
    }

    /**
     * Collects an {@link Operation}.
     *
     * @param <R> what a call returns
     */
    public static final class Builder<R extends @Nullable Object> {

        private final ServiceVersion service;
        private final String name;
        private final String title;
        private final String method;
        private final String pathTemplate;
        private final Map<Integer, JsonCodec<? extends R>> answers = new LinkedHashMap<>();
        private @Nullable JsonCodec<? extends R> firstAnswer;
        private boolean repeatable;
        private @Nullable String toldBy;

        private Builder(ServiceVersion service, String name, String title, String method, String pathTemplate) {
            this.service = service;
            this.name = name;
            this.title = title;
            this.method = method;
            this.pathTemplate = pathTemplate;
        }

        /**
         * A documented success with a body. The first one named also reads successes that are not documented.
         *
         * @param status HTTP status
         * @param codec reads the body
         * @return this
         */
        public Builder<R> answer(int status, JsonCodec<? extends R> codec) {
            answers.put(status, codec);
            if (firstAnswer == null) {
                firstAnswer = codec;
            }
            return this;
        }

        /**
         * A documented success without a body.
         *
         * @param status HTTP status
         * @return this
         */
        public Builder<R> emptyAnswer(int status) {
            return this; // any 2xx of an operation without a schema is a success; said for the reader of the constant
        }

        /**
         * Says that sending the request twice does no more than sending it once.
         *
         * @return this
         */
        public Builder<R> repeatable() {
            this.repeatable = true;
            return this;
        }

        /**
         * The operation that tells whether this one was carried out.
         *
         * @param operationName name of a method of the same client
         * @return this
         */
        public Builder<R> toldBy(String operationName) {
            this.toldBy = operationName;
            return this;
        }

        /**
         * The operation.
         *
         * @return a new object
         */
        public Operation<R> build() {
            return new Operation<>(this);
        }
    }
}
